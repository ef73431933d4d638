import type { Loaders } from './loaders/index.js';
import { createLoaders } from './loaders/index.js';
import type { ApiServices } from './services.js';

/** What one request sees. Loaders are made on first use: most requests need none. */
export class ApiContext {
  private ownLoaders: Loaders | undefined;

  constructor(
    readonly services: ApiServices,
    readonly requestId: string,
  ) {}

  get loaders(): Loaders {
    return (this.ownLoaders ??= createLoaders(this.services));
  }
}

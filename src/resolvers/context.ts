import { setMaxListeners } from 'node:events';
import type { Principal } from '../domain/principal.js';
import { LOCAL_PRINCIPAL } from '../domain/principal.js';
import type { Loaders } from './loaders/index.js';
import { createLoaders } from './loaders/index.js';
import type { ApiServices } from './services.js';

/** What one request sees. Loaders are made on first use: most requests need none. */
export class ApiContext {
  private ownLoaders: Loaders | undefined;

  private ownSignal: AbortSignal | undefined;

  constructor(
    readonly services: ApiServices,
    readonly requestId: string,
    /** Calls back when the client has gone before it was answered; never, by default. */
    private readonly onGone: (gone: () => void) => void = () => {},
    readonly principal: Principal = LOCAL_PRINCIPAL,
    /** Whether a caller who stays would still be let in: its key may have been revoked. */
    readonly isWelcome: () => boolean | Promise<boolean> = () => true,
  ) {}

  /** Fires when the client has gone; made on first use, as the loaders are. */
  get signal(): AbortSignal {
    if (this.ownSignal === undefined) {
      const controller = new AbortController();
      this.ownSignal = controller.signal;
      // Each part of a request that waits listens, and stops when it has its answer: many at once are no leak.
      setMaxListeners(0, controller.signal);
      this.onGone(() => controller.abort());
    }
    return this.ownSignal;
  }

  get loaders(): Loaders {
    return (this.ownLoaders ??= createLoaders(this.services));
  }
}

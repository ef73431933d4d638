import type { ResponseRepository } from '../data/ports.js';
import type { Ability, Catalogue } from '../domain/llm.js';
import type { RouterRegistry } from '../plugins/registry.js';
import type { TensorBackendChoice } from '../tensor/backend.js';
import type { EmbedderSettings } from '../tensor/embedders/host.js';

/** What every job that trains routers on stored responses needs. */
export interface JobDeps {
  readonly plugins: RouterRegistry;
  readonly responses: ResponseRepository;
  readonly catalogue: () => Catalogue;
  readonly abilities: readonly Ability[];
  /** Plugins from outside, as in the configuration: a thread installs them again. */
  readonly externalPlugins: readonly string[];
  readonly tensorBackend: TensorBackendChoice;
  readonly embedders: EmbedderSettings;
}

import type { Logger } from 'pino';
import type { Config } from './config.js';
import { warnOfRetiredSafeLlm } from './create-abstention.js';
import { systemClock } from './domain/clock.js';
import { ThetaError, toThetaError } from './domain/errors.js';
import type { LlmRegistry } from './routing/catalogue/llm-registry.js';
import { createLlmRegistry } from './routing/catalogue/llm-registry.js';
import type { CatalogueStore } from './routing/catalogue/ports.js';
import type { PoolService } from './routing/catalogue/pool-service.js';
import { createPoolService } from './routing/catalogue/pool-service.js';
import type { PriceService } from './routing/prices.js';
import type { RoutingService } from './routing/service.js';

/** What changes LLMs and pools. `serveCurrent` makes requests see what is stored. */
export function createCatalogue(
  config: Config,
  { store, routing, prices, serveCurrent, logger }: CatalogueParts,
): { readonly registry: LlmRegistry; readonly pools: PoolService } {
  const deps = {
    store,
    clock: systemClock,
    catalogue: () => routing.catalogue(),
    onChanged: async () => {
      await serveCurrent().catch((thrown: unknown) => {
        const { code, message } = toThetaError(thrown);
        throw new ThetaError(code, `The change is stored but does not serve yet: ${message}`, {
          hint: 'It will with the next change of the catalogue, or at a start.',
          cause: thrown,
        });
      });
      // A new LLM may have come with a price that starts later.
      await prices.follow();
      warnOfRetiredSafeLlm(config, routing.catalogue(), logger);
    },
  };
  return { registry: createLlmRegistry({ ...deps, limits: config }), pools: createPoolService(deps) };
}

interface CatalogueParts {
  readonly store: CatalogueStore;
  readonly routing: RoutingService;
  readonly prices: PriceService;
  readonly serveCurrent: () => Promise<void>;
  readonly logger: Logger;
}

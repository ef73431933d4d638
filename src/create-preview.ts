import type { PreviewService } from './calibration/preview/types.js';
import { createPreviewService } from './calibration/preview/preview.js';
import type { Config } from './config.js';
import type { DecisionLog } from './routing/ports.js';
import type { SwappableRoutingService } from './routing/routing-service.js';
import type { Store } from './store/open-store.js';

/** What an LLM would do in a pool, over the logged decisions and the set that serves. */
export const configuredPreview = (
  config: Config,
  {
    routing,
    store,
    log,
  }: { readonly routing: SwappableRoutingService; readonly store: Store; readonly log: DecisionLog },
): PreviewService =>
  createPreviewService({
    snapshot: () => routing.enquirer(),
    decisions: store.decisions,
    log,
    texts: store.queryTexts,
    defaultAlpha: config.defaultAlpha,
    warmUpNeighbours: config.warmUpNeighbours,
    warmUpWeight: config.warmUpWeight ?? null,
  });

import type { Logger } from 'pino';
import type { Config } from './config.js';
import { systemClock } from './domain/clock.js';
import { ThetaError, toThetaError } from './domain/errors.js';
import { routerId } from './domain/ids.js';
import type { DecisionLog } from './routing/ports.js';
import type { SwappableRoutingService } from './routing/routing-service.js';
import type { Shadow } from './routing/shadow/shadow.js';
import { createShadow } from './routing/shadow/shadow.js';
import { expectReplayable } from './routing/what-if/conditions.js';
import type { Store } from './store/open-store.js';

export interface ShadowParts {
  readonly routing: SwappableRoutingService;
  readonly store: Store;
  readonly log: DecisionLog;
  readonly logger: Logger;
}

/** The configured shadow router; null without one. Throws CONFIG_INVALID for a router that cannot be one. */
export function configuredShadow(config: Config, { routing, store, log, logger }: ShadowParts): Shadow | null {
  if (config.shadowRouter === undefined) return null;
  const router = routerId(config.shadowRouter);
  try {
    expectReplayable(routing.serving(), router);
  } catch (thrown) {
    const { message, hint } = toThetaError(thrown);
    throw new ThetaError('CONFIG_INVALID', `THETA_SHADOW_ROUTER: ${message}`, { hint, cause: thrown });
  }
  return createShadow({
    router,
    limit: config.shadowQueue,
    enquirer: () => routing.enquirer(),
    repository: store.shadows,
    log,
    clock: systemClock,
    later: (task, ms) => void setTimeout(task, ms).unref(),
    onLoss: ({ dropped, failed, cause }) =>
      logger.warn({ router, dropped, failed, err: cause ?? undefined }, 'decisions were not shadowed'),
  });
}

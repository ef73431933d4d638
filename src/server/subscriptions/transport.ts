import type { Logger } from 'pino';
import type { ApiContext } from '../../resolvers/context.js';
import type { SubscriptionLimits } from '../settings.js';
import type { ReadSubscription } from './read-subscription.js';
import type { Subscribe } from './subscribe.js';

/** What every transport of subscriptions is made of. */
export interface TransportDeps {
  readonly read: ReadSubscription;
  readonly subscribe: Subscribe;
  readonly limits: SubscriptionLimits;
  readonly logger: Logger;
  /** The context of one subscription; `requestId` where the request has an id already. */
  readonly newContext: (requestId?: string) => ApiContext;
}

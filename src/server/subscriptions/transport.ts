import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Credentials } from '../../access/authenticator.js';
import type { Principal } from '../../domain/principal.js';
import type { ApiContext } from '../../resolvers/context.js';
import type { Gate } from '../auth/gate.js';
import type { OwnHost } from '../http/own-host.js';
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
  readonly newContext: (caller: Subscriber, requestId?: string) => ApiContext;
  readonly isOwnHost: OwnHost;
  /** Origins besides our own whose pages may subscribe. */
  readonly origins: ReadonlySet<string>;
  /** Null where nobody is asked who he is. */
  readonly door: Door | null;
}

/** Who subscribes, and with what he came in; null where nobody was asked. */
export interface Subscriber {
  readonly principal: Principal;
  readonly credentials: Credentials | null;
}

/** Where subscribers over WebSocket come in, whom the hooks of the HTTP server do not see. */
export interface Door {
  readonly gate: Gate;
  credentialsOf(headers: IncomingHttpHeaders): Credentials | null;
  addressOf(request: IncomingMessage): string;
}

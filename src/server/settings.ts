/** What the server needs of the configuration; src/main.ts fills it. */
export interface ServerSettings {
  /** A loopback address where nobody is asked who he is. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly maxRequestBytes: number;
}

/** Limits of one GraphQL document. They bound work per request; docs/api.md explains each. */
export interface OperationLimits {
  /** Lexical tokens; bounds parsing and validation, which compares fields pairwise. */
  readonly maxTokens: number;
  readonly maxDepth: number;
  /** Fields after fragments are put in their places. */
  readonly maxFields: number;
  /** Fields of Query or Mutation: each is a computation of its own. */
  readonly maxRootFields: number;
  readonly maxAliases: number;
  /** In units of about one returned scalar, see src/schema/cost.ts. */
  readonly maxComplexity: number;
}

export const OPERATION_LIMITS: OperationLimits = {
  maxTokens: 10_000,
  maxDepth: 16,
  maxFields: 2_000,
  maxRootFields: 50,
  maxAliases: 100,
  maxComplexity: 250_000,
};

/** Limits of subscriptions, over WebSocket and server-sent events. */
export interface SubscriptionLimits {
  /** Open subscriptions of all clients. */
  readonly maxStreams: number;
  /** Open subscriptions of one WebSocket; a stream of server-sent events is one by itself. */
  readonly maxStreamsPerSocket: number;
  readonly maxSockets: number;
  /** Largest message of a client. */
  readonly maxMessageBytes: number;
  /** Time for `connection_init` after a WebSocket has opened. */
  readonly initMs: number;
  /** Time between two pings of a WebSocket; one that has not answered by the next is ended. */
  readonly pingMs: number;
  /** Time in which a reader of server-sent events takes nothing, after which it is ended. */
  readonly stallMs: number;
  /** Time for a client to answer when the server closes its WebSocket. */
  readonly closeMs: number;
}

export const SUBSCRIPTION_LIMITS: SubscriptionLimits = {
  maxStreams: 1_000,
  maxStreamsPerSocket: 50,
  maxSockets: 500,
  maxMessageBytes: 256 << 10,
  initMs: 5_000,
  pingMs: 12_000,
  stallMs: 60_000,
  closeMs: 1_000,
};

/** Counts what the server does. Each must return at once and not throw. */
export interface ServerObserver {
  /** A request was answered; `route` is the pattern that matched, undefined where none did. */
  answered(method: string, route: string | undefined, status: number, seconds: number): void;
  /** A GraphQL operation was executed, or a subscription begun; `type` is unknown where no operation could be read. `codes` are those of its errors. */
  executed(
    type: 'query' | 'mutation' | 'subscription' | 'unknown',
    name: string | null,
    seconds: number,
    codes: readonly string[],
  ): void;
  /** A subscription was opened (1) or has ended (−1). */
  subscribed(change: 1 | -1): void;
}

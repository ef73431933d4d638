import type { Clock } from '../domain/clock.js';
import type { LlmId } from '../domain/ids.js';
import type { Price } from '../domain/llm.js';
import type { AttemptPurpose, CallOutcome, GatewayAttempt, GatewayCall } from './ports.js';
import type { Offer } from './providers/types.js';
import type { Usage } from './usage.js';
import { addUsage, usdOf } from './usage.js';

/** What is known of a call before anybody is asked. */
export type CallStart = Pick<GatewayCall, 'id' | 'routed' | 'model' | 'streamed'>;

/** Collects what happens to one call, until it ends. */
export class CallRecord {
  readonly attempts: GatewayAttempt[] = [];
  reason = '';
  /** Who answers the client. */
  answeredBy: Offer | null = null;
  finishReason: string | null = null;
  #firstTokenAt: number | null = null;
  readonly #createdAt: number;
  readonly #startedAt: number;
  #ended = false;

  constructor(
    readonly start: CallStart,
    private readonly clock: Clock,
    private readonly priceOf: (llm: LlmId) => Price | null,
    private readonly onEnd: (call: GatewayCall) => void,
  ) {
    this.#createdAt = clock.now();
    this.#startedAt = clock.monotonic();
  }

  /** Notes an attempt; returns where it stands, to add what its stream tells later. */
  attempt(
    { llm, provider }: Offer,
    purpose: AttemptPurpose,
    startedAt: number,
    result: { readonly status: number | null; readonly error: string | null; readonly usage?: Usage | null },
  ): number {
    const usage = result.usage ?? null;
    const { status, error } = result;
    const ms = this.clock.monotonic() - startedAt;
    const usd = usdOf(usage, this.priceOf(llm));
    return this.attempts.push({ llm, provider: provider.name, purpose, status, error, ms, usage, usd }) - 1;
  }

  /** What the end of a stream says of its attempt. */
  complete(at: number, change: { readonly usage: Usage | null; readonly error: string | null }): void {
    const attempt = this.attempts[at];
    if (attempt) this.attempts[at] = { ...attempt, ...change, usd: usdOf(change.usage, this.priceOf(attempt.llm)) };
  }

  firstToken(): void {
    this.#firstTokenAt ??= this.clock.monotonic();
  }

  /** USD of all attempts as far as known; null where nothing is. */
  get usd(): number | null {
    const known = this.attempts.flatMap(({ usd }) => usd ?? []);
    return known.length > 0 ? known.reduce((sum, usd) => sum + usd, 0) : null;
  }

  /** Hands the record over; only the first end counts. */
  end(outcome: CallOutcome): void {
    if (this.#ended) return;
    this.#ended = true;
    const { attempts, answeredBy, finishReason, reason, usd } = this;
    const at = this.#firstTokenAt;
    this.onEnd({
      ...this.start,
      createdAt: this.#createdAt,
      outcome,
      llm: answeredBy?.llm ?? null,
      provider: answeredBy?.provider.name ?? null,
      attempts,
      usage: attempts.reduce<Usage | null>((sum, { usage }) => addUsage(sum, usage), null),
      usd,
      durationMs: this.clock.monotonic() - this.#startedAt,
      firstTokenMs: at === null ? null : at - this.#startedAt,
      finishReason,
      reason,
    });
  }
}

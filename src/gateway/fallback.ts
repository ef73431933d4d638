import type { Sleep } from '../domain/retries.js';
import type { LlmId } from '../domain/ids.js';
import type { Clock } from '../domain/clock.js';
import { throwIfAborted } from '../domain/errors.js';
import type { Breakers } from './breakers.js';
import { CIRCUIT_OPEN } from './breakers.js';
import type { CallRecord } from './call-record.js';
import type { AttemptPurpose } from './ports.js';
import type { Offer, ProviderTable } from './providers/types.js';
import { UpstreamFailure } from './upstream/failure.js';

export interface RetryLimits {
  /** Most attempts of one request over all providers and LLMs. */
  readonly attempts: number;
  /** Most attempts at one provider before the next is asked. */
  readonly perProvider: number;
  readonly firstDelayMs: number;
  /** Nobody waits longer than this; a provider that asks for more is left for the next one. */
  readonly longestDelayMs: number;
}

export interface FallbackDeps {
  readonly providers: ProviderTable;
  readonly breakers: Breakers;
  readonly limits: RetryLimits;
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** Uniform in [0, 1). */
  readonly uniform: () => number;
}

/** What is asked of one provider, and how its answer is noted. */
export interface Asking<T> {
  readonly purpose: AttemptPurpose;
  ask(offer: Offer): Promise<T>;
  /** Settles with the whole of an answer that has only begun. */
  readonly ended?: (answer: T) => Promise<void>;
  /** Notes a good answer; the result is handed back with it. */
  note(offer: Offer, answer: T, startedAt: number): number;
}

export interface Answered<T> {
  readonly offer: Offer;
  readonly answer: T;
  /** Place of its attempt in the record. */
  readonly at: number;
}

/**
 * Asks LLM after LLM, of each provider after provider, of each again where trouble may pass, until somebody answers. Throws the last
 * UpstreamFailure; one that refuses the request is thrown at once. Throws CANCELLED when the client has gone.
 */
export async function firstAnswer<T>(
  llms: readonly LlmId[],
  asking: Asking<T>,
  record: CallRecord,
  deps: FallbackDeps,
  client: AbortSignal,
): Promise<Answered<T>> {
  const { limits, providers } = deps;
  let last: UpstreamFailure | null = null;
  for (const offer of llms.flatMap((llm) => providers.offers(llm))) {
    for (let tried = 1; tried <= limits.perProvider; tried++) {
      if (made(record, asking.purpose) >= limits.attempts) throw last ?? nobody();
      const outcome = await attempt(offer, asking, record, deps, client);
      if (!(outcome instanceof UpstreamFailure)) return outcome;
      // What broke a circuit says more than that it is open.
      if (outcome.code !== CIRCUIT_OPEN || !last) last = outcome;
      if (outcome.remedy === 'refuse') throw outcome;
      if (outcome.remedy === 'next' || tried === limits.perProvider) break;
      const delay = delayMs(tried, outcome, deps);
      if (delay > limits.longestDelayMs) break;
      await deps.sleep(delay, client);
      throwIfAborted(client);
    }
  }
  throw last ?? nobody();
}

/** Attempts of one purpose; those that an open circuit spared are none. */
const made = ({ attempts }: CallRecord, purpose: AttemptPurpose): number =>
  attempts.filter((attempt) => attempt.purpose === purpose && attempt.error !== CIRCUIT_OPEN).length;

async function attempt<T>(
  offer: Offer,
  asking: Asking<T>,
  record: CallRecord,
  { breakers, clock }: FallbackDeps,
  client: AbortSignal,
): Promise<Answered<T> | UpstreamFailure> {
  throwIfAborted(client);
  const startedAt = clock.monotonic();
  try {
    const answer = await breakers.run(offer, () => asking.ask(offer), asking.ended);
    return { offer, answer, at: asking.note(offer, answer, startedAt) };
  } catch (thrown) {
    if (client.aborted) record.attempt(offer, asking.purpose, startedAt, { status: null, error: 'CLIENT_GONE' });
    throwIfAborted(client);
    if (!(thrown instanceof UpstreamFailure)) throw thrown;
    record.attempt(offer, asking.purpose, startedAt, { status: thrown.details.status ?? null, error: thrown.code });
    return thrown;
  }
}

function delayMs(tried: number, { details }: UpstreamFailure, { limits, uniform }: FallbackDeps): number {
  const doubled = Math.min(limits.longestDelayMs, limits.firstDelayMs * 2 ** (tried - 1)) * (0.5 + uniform() / 2);
  return Math.max(doubled, details.afterMs ?? 0);
}

const nobody = () => new UpstreamFailure('next', 'NO_PROVIDER', 'no provider serves any of these LLMs');

import type { CircuitBreakerPolicy } from 'cockatiel';
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen, isBrokenCircuitError } from 'cockatiel';
import type { LlmId } from '../domain/ids.js';
import type { Offer } from './providers/types.js';
import { UpstreamFailure } from './upstream/failure.js';

export type CircuitStateName = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/** How an LLM at a provider has done lately. */
export interface Circuit {
  readonly llm: LlmId;
  readonly provider: string;
  readonly state: CircuitStateName;
  /** Failures since the last answer. */
  readonly failures: number;
  /** Code of the last failure; null before any. */
  readonly lastFailure: string | null;
  /** Milliseconds since 1970; null unless it is open. */
  readonly openSince: number | null;
}

export interface BreakerOptions {
  /** Failures in a row that open a circuit. */
  readonly failures: number;
  /** Milliseconds until an open one lets a single request through to try. */
  readonly openMs: number;
  readonly now: () => number;
}

interface Entry {
  readonly offer: Offer;
  readonly policy: CircuitBreakerPolicy;
  failures: number;
  lastFailure: string | null;
  openSince: number | null;
}

/** A failure of the provider; a request that it rightly refuses, or a client that goes, is none. */
const isFault = (error: unknown): boolean => error instanceof UpstreamFailure && error.remedy !== 'refuse';

/** One circuit for each LLM at each provider: what is down is not asked again until it has had time to come back. */
export class Breakers {
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly options: BreakerOptions) {}

  /**
   * Runs `work` unless the circuit is open, or another request is trying it; then throws CIRCUIT_OPEN. `ended` settles when all of an answer
   * has come, or has broken off: whether it was one is known only then. A circuit that is tried is told at the beginning of the answer.
   */
  run<T>(offer: Offer, work: () => Promise<T>, ended?: (result: T) => Promise<void>): Promise<T> {
    const entry = this.#entry(offer);
    const { policy } = entry;
    if (policy.state === CircuitState.HalfOpen) return Promise.reject(shut());
    return new Promise<T>((resolve, reject) => {
      const counted = policy.execute(async () => {
        const isTrial = policy.state === CircuitState.HalfOpen;
        const result = await work();
        resolve(result);
        if (!isTrial) await ended?.(result);
      });
      counted.then(
        () => void (entry.failures = 0),
        (error: unknown) => {
          if (isFault(error)) this.#note(entry, error as UpstreamFailure);
          reject(isBrokenCircuitError(error) ? shut() : (error as Error));
        },
      );
    });
  }

  circuits(): readonly Circuit[] {
    return [...this.#entries.values()].map(({ offer, policy, failures, lastFailure, openSince }) => {
      const state = NAMES[policy.state];
      return {
        ...{ llm: offer.llm, provider: offer.provider.name, state, failures, lastFailure },
        openSince: state === 'CLOSED' ? null : openSince,
      };
    });
  }

  #note(entry: Entry, failure: UpstreamFailure): void {
    entry.failures++;
    entry.lastFailure = failure.code;
    if (entry.policy.state === CircuitState.Open) entry.openSince = this.options.now();
  }

  #entry(offer: Offer): Entry {
    const key = `${offer.provider.name} ${offer.llm}`;
    let entry = this.#entries.get(key);
    if (!entry) {
      const { failures, openMs } = this.options;
      const breaker = new ConsecutiveBreaker(failures);
      const policy = circuitBreaker(handleWhen(isFault), { breaker, halfOpenAfter: openMs });
      this.#entries.set(key, (entry = { offer, policy, failures: 0, lastFailure: null, openSince: null }));
    }
    return entry;
  }
}

export const CIRCUIT_OPEN = 'CIRCUIT_OPEN';
const shut = () => new UpstreamFailure('next', CIRCUIT_OPEN, 'it failed too often lately');

const NAMES: Readonly<Record<CircuitState, CircuitStateName>> = {
  [CircuitState.Closed]: 'CLOSED',
  [CircuitState.Open]: 'OPEN',
  [CircuitState.HalfOpen]: 'HALF_OPEN',
  [CircuitState.Isolated]: 'OPEN',
};

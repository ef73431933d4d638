import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../domain/clock.js';
import type { RouterId } from '../../domain/ids.js';
import type { DecisionLog, ShadowRecord, ShadowRepository } from '../ports.js';
import type { Enquirer } from '../routing-service.js';
import type { RouteRequest, RoutingDecision } from '../types.js';

/** What a shadow router did since the start of this server. */
export interface ShadowStatus {
  readonly router: RouterId;
  /** Decisions that wait to be shadowed. */
  readonly waiting: number;
  /** Shadowed and stored. */
  readonly stored: number;
  /** Not looked at, because too many waited. */
  readonly dropped: number;
  /** It had no answer: for example, it knows none of the candidates. */
  readonly refused: number;
  /** Lost to an error of the embedder, the router or the database. */
  readonly failed: number;
}

/** A second router on live traffic, behind the answers: whatever happens here, no decision waits for it or fails by it. */
export interface Shadow {
  /** Takes what was decided; returns at once and never throws. */
  observe(request: RouteRequest, decision: RoutingDecision): void;
  status(): ShadowStatus;
  /** Resolves when everything observed so far is stored, or counted as refused or failed. */
  flush(): Promise<void>;
}

export interface ShadowOptions {
  readonly router: RouterId;
  /** Most decisions that may wait. */
  readonly limit: number;
  readonly enquirer: () => Enquirer;
  readonly repository: ShadowRepository;
  /** The log of the decisions themselves, which must be written first. */
  readonly log: Pick<DecisionLog, 'flush'>;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** Runs `task` after `ms`. */
  readonly later: (task: () => void, ms: number) => void;
  /** Told once per run in which something was lost. */
  readonly onLoss: (lost: { readonly dropped: number; readonly failed: number; readonly cause: unknown }) => void;
}

interface Waiting {
  readonly decisionId: string;
  readonly request: RouteRequest;
}

/** Long enough for answers to be sent, and for what comes together to be decided together. */
const DELAY_MS = 50;
/** Milliseconds that decisions may take before traffic passes; at least one is decided, and at most so many. */
const TURN_MS = 5;
const MOST_AT_ONCE = 20;
const STORED_AT_ONCE = 500;

export function createShadow(options: ShadowOptions): Shadow {
  const { router, limit } = options;
  const waiting: Waiting[] = [];
  const counts = { stored: 0, dropped: 0, refused: 0, failed: 0 };
  const told = { dropped: 0, failed: 0 };
  let running: Promise<void> | null = null;
  let scheduled = false;
  let atOnce = 1;

  const decideSome = async (some: readonly Waiting[]): Promise<ShadowRecord[]> => {
    const start = options.clock.monotonic();
    const results = await options.enquirer().decide(some.map(({ request }) => request));
    const each = (options.clock.monotonic() - start) / some.length;
    atOnce = Math.min(MOST_AT_ONCE, Math.max(1, Math.floor(TURN_MS / each)));
    return results.flatMap((result, i) => {
      if (result.kind === 'refusal') {
        counts.refused++;
        return [];
      }
      const { version, ranking } = result;
      return [{ decisionId: (some[i] as Waiting).decisionId, router, version, ranking }];
    });
  };

  const drain = async (): Promise<void> => {
    let cause: unknown = null;
    const guarded = async (count: number, work: () => Promise<void>) => {
      try {
        await work();
      } catch (error) {
        counts.failed += count;
        cause = error;
      }
    };
    while (waiting.length > 0) {
      const made: ShadowRecord[] = [];
      while (waiting.length > 0 && made.length < STORED_AT_ONCE) {
        await setImmediate();
        const some = waiting.splice(0, atOnce);
        await guarded(some.length, async () => void made.push(...(await decideSome(some))));
      }
      await guarded(made.length, async () => {
        await options.log.flush();
        await options.repository.add(made);
        counts.stored += made.length;
      });
    }
    const { dropped, failed } = counts;
    const lost = { dropped: dropped - told.dropped, failed: failed - told.failed, cause };
    Object.assign(told, { dropped, failed });
    if (lost.dropped > 0 || lost.failed > 0) options.onLoss(lost);
  };

  const run = (): Promise<void> => {
    running ??= drain().finally(() => (running = null));
    return running;
  };

  return {
    observe(request, decision) {
      if (decision.router === router) return;
      if (waiting.length >= limit) {
        counts.dropped++;
        return;
      }
      waiting.push({ decisionId: decision.id, request: { ...request, router, tags: undefined } });
      if (scheduled || running) return;
      scheduled = true;
      options.later(() => {
        scheduled = false;
        void run();
      }, DELAY_MS);
    },
    status: () => ({ router, waiting: waiting.length, ...counts }),
    async flush() {
      while (waiting.length > 0 || running) await run();
    },
  };
}

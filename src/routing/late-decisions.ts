import type { Clock } from '../domain/clock.js';
import { uuidTime } from '../domain/uuid.js';
import type { DecisionLog, DecisionRecord, DecisionRepository } from './ports.js';

/** Other servers whose decisions land in the same database. */
export interface OtherServers {
  /** Asks them to write what they hold; does not wait until they have. */
  readonly askForDecisions: () => Promise<void>;
  /** Longest that is waited for them. */
  readonly waitMs: number;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface LateDecisionDeps {
  readonly log: Pick<DecisionLog, 'flush'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  /** Null where no other server can write into the database. */
  readonly others: OtherServers | null;
}

/** No log holds a decision for longer, but one whose database has been away; clocks of servers may differ as much. */
const LATE_MS = 600_000;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 250;

/**
 * Decisions are logged off the request path, so one that was made a moment ago may still wait to be written, here or in another
 * server. Asked for by id it is waited for; whether it can be that young is read from the id.
 */
export function withLateDecisions(repository: DecisionRepository, deps: LateDecisionDeps): DecisionRepository {
  return {
    page: (...asked) => repository.page(...asked),
    count: (...asked) => repository.count(...asked),
    scan: (...asked) => repository.scan(...asked),
    async byIds(ids) {
      const found = new Map<string, DecisionRecord>();
      const missing = () => [...new Set(ids.map((id) => id.toLowerCase()))].filter((id) => !found.has(id));
      const look = async (wanted: readonly string[]) => {
        for (const record of await repository.byIds(wanted)) found.set(record.id, record);
      };
      await look(missing());
      if (missing().length > 0) {
        await deps.log.flush();
        await look(missing());
      }
      await waitForOthers(missing, look, deps);
      return [...found.values()];
    },
  };
}

async function waitForOthers(
  missing: () => string[],
  look: (ids: readonly string[]) => Promise<void>,
  { clock, others }: LateDecisionDeps,
): Promise<void> {
  if (!others) return;
  const late = () => missing().filter((id) => Math.abs(clock.now() - (uuidTime(id) ?? 0)) < LATE_MS);
  if (late().length === 0) return;
  const until = clock.monotonic() + others.waitMs;
  await others.askForDecisions();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const left = until - clock.monotonic();
    if (left <= 0) return;
    await others.sleep(Math.min(pause, left));
    await look(late());
    if (late().length === 0) return;
  }
}

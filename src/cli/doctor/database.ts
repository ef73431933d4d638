import type { DatabaseFacts } from '../../store/inspect-database.js';
import type { Finding } from './finding.js';
import { failed, ok, skipped, warning } from './finding.js';

/** Decisions of several servers are ordered by their clocks, and a price is in force from a moment on. */
const CLOCK_MS = 2000;
const CLOCK_FAILED_MS = 5 * 60_000;
const SLOW_MS = 100;
/** After this a refit counts as ended by its server (src/jobs/refit). */
const SILENT_MS = 15 * 60_000;
const MANY_OPEN = 10;

export function checkDatabase(facts: DatabaseFacts | null, embedded: boolean): Finding[] {
  if (facts === null) return [ok('database', 'The embedded database will be created at the first start')];
  const { where, answerMs } = facts;
  const answers = `${where} answers within ${Math.round(answerMs)} ms`;
  return [
    answerMs <= SLOW_MS
      ? ok('database', answers)
      : warning('database', `${answers}.`, 'Keep the database near the servers, and look at its load.'),
    checkMigrations(facts),
    ...(embedded ? [] : [checkClock(facts)]),
    checkBacklog(facts),
  ];
}

function checkMigrations({ migrations: { known, applied, newer } }: DatabaseFacts): Finding {
  if (newer) {
    return failed(
      'migrations',
      'The database was migrated by a newer release than this one.',
      'Run that release or a later one, or restore a backup that this release wrote.',
    );
  }
  if (applied === 0) return ok('migrations', 'none is applied: the first start makes the tables');
  if (applied === known) return ok('migrations', `all ${known} are applied`);
  return warning(
    'migrations',
    `${known - applied} of ${known} are not applied yet.`,
    'The next start applies them; make a backup first (theta backup).',
  );
}

function checkClock({ clockAheadMs, answerMs }: DatabaseFacts): Finding {
  const off = Math.max(0, Math.abs(clockAheadMs) - answerMs / 2);
  const detail = `The clock of the database is ${(off / 1000).toFixed(1)} s ${clockAheadMs > 0 ? 'ahead of' : 'behind'} this machine's`;
  const advice = 'Let NTP set both clocks.';
  if (off > CLOCK_FAILED_MS) return failed('clock', `${detail}.`, advice);
  return off > CLOCK_MS ? warning('clock', `${detail}.`, advice) : ok('clock', 'as that of the database');
}

function checkBacklog({ contents }: DatabaseFacts): Finding {
  if (contents === null) return skipped('backlog', 'The tables are not those of this release');
  const { open, silentMs } = contents.refits;
  if (open > 0 && silentMs > SILENT_MS) {
    return warning(
      'backlog',
      `A refit has been silent for ${Math.round(silentMs / 60_000)} minutes: its server has ended.`,
      'Start a server, which marks it as interrupted; theta refit starts another one.',
    );
  }
  if (open > MANY_OPEN) return warning('backlog', `${open} refits wait or run.`, 'Cancel those that nobody needs.');
  return ok('backlog', open === 0 ? 'no refit waits' : `${open} refits wait or run`);
}

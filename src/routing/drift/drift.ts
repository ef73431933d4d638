import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../domain/clock.js';
import { throwIfAborted } from '../../domain/errors.js';
import { ownSimilarities } from '../explain/support.js';
import type { DecisionLog } from '../ports.js';
import type { RouterSet } from '../router-set.js';
import type { Caller } from '../types.js';
import { changedConditions } from './causes.js';
import type { DistanceSource } from './distance.js';
import { checkDistance, similaritiesOf } from './distance.js';
import type { Judged } from './judge.js';
import { judge } from './judge.js';
import { driftNotes, driftText } from './notes.js';
import { checkPredictions } from './predictions.js';
import type { ReadDeps, Row, WindowRows } from './read-window.js';
import { readWindow } from './read-window.js';
import { limitOf, thresholdsOf, windowsOf } from './settings.js';
import { checkShares } from './shares.js';
import type { DriftCheck, DriftRequest, DriftService, DriftWindow } from './types.js';

export interface DriftDeps extends ReadDeps {
  readonly log: Pick<DecisionLog, 'flush'>;
  readonly serving: () => RouterSet;
  readonly clock: Pick<Clock, 'now'>;
}

const DEFAULT_EXAMPLES = 5;

export function createDriftService(deps: DriftDeps): DriftService {
  return {
    async drift(request, caller = {}) {
      const createdAt = deps.clock.now();
      const windows = windowsOf(request, createdAt);
      const thresholds = thresholdsOf(request);
      const limit = limitOf(request);
      await deps.log.flush();
      const filter = request.filter ?? {};
      const recent = await readWindow(filter, windows.recent, limit, deps, caller);
      const reference = await readWindow(filter, windows.reference, limit, deps, caller);
      const set = deps.serving();
      const subject = subjectOf(recent.rows);
      const [mine, before] = [recent, reference].map(({ rows }) => rows.filter(isOf(subject))) as [Row[], Row[]];
      const source = await distanceSource(request, before, subject, set);
      // A cascade asks several LLMs in turn; which of them answered, and so whose P̂ a score is of, is not in the log.
      const cascade = subject && set.routers.get(subject.router)?.plugin.capabilities.includes('cascade');
      const findings = await inTurns(caller, [
        () => [checkDistance(mine, source, thresholds)],
        () => (cascade ? [] : checkPredictions(mine, before, thresholds)),
        () => [checkShares('LLM_SHARES', recent.rows, reference.rows, thresholds)],
        () => [checkShares('TAG_SHARES', recent.rows, reference.rows, thresholds)],
      ]);
      const judged = judge(findings, thresholds);
      const changed = await inTurns(caller, [() => changedConditions(recent.rows, reference.rows)]);
      const checks = await Promise.all(
        judged.map((check) => withEvidence(check, request.examples ?? DEFAULT_EXAMPLES, changed, deps)),
      );
      const alerts = checks
        .filter(({ verdict }) => verdict === 'ALERT')
        .sort((a, b) => (a.correctedPValue as number) - (b.correctedPValue as number));
      const left = { recent: recent.examined - mine.length, reference: reference.examined - before.length };
      const report = {
        createdAt,
        recent: windowOf(recent),
        reference: windowOf(reference),
        router: subject?.router ?? null,
        version: subject?.version ?? null,
        checks,
        alerts,
        notes: driftNotes(recent, reference, left, changed),
      };
      return { ...report, text: driftText(report) };
    },
  };
}

/** Lets traffic pass before each piece of work: over many decisions each takes milliseconds. Throws CANCELLED. */
async function inTurns<T>(caller: Caller, work: readonly (() => readonly T[])[]): Promise<T[]> {
  const found: T[] = [];
  for (const piece of work) {
    await setImmediate();
    throwIfAborted(caller.signal);
    found.push(...piece());
  }
  return found;
}

type Subject = Pick<Row, 'router' | 'version'> | null;

/** The router and version of most recent decisions: similarities and P̂ of different ones are not on one scale. */
function subjectOf(rows: readonly Row[]): Subject {
  const counts = new Map<string, { readonly row: Row; n: number }>();
  for (const row of rows) {
    const key = `${row.version} ${row.router}`;
    const known = counts.get(key);
    if (known) known.n++;
    else counts.set(key, { row, n: 1 });
  }
  return [...counts.values()].sort((a, b) => b.n - a.n)[0]?.row ?? null;
}

const isOf = (subject: Subject) => (row: Row) => row.router === subject?.router && row.version === subject.version;

/** The training queries of a version that does not serve are not loaded: nothing to compare with. */
async function distanceSource(
  { distanceReference }: DriftRequest,
  before: readonly Row[],
  subject: Subject,
  set: RouterSet,
): Promise<DistanceSource> {
  if (distanceReference !== 'TRAINING') {
    return { name: 'decisions of the reference', similarities: similaritiesOf(before) };
  }
  const serves = subject?.version === set.manifest.version;
  return {
    name: serves ? 'training queries among themselves' : 'training queries (their version does not serve)',
    similarities: serves ? await ownSimilarities(set) : [],
  };
}

async function withEvidence(
  { examples, ...check }: Judged,
  most: number,
  changed: readonly string[],
  { decisions }: ReadDeps,
): Promise<DriftCheck> {
  if (check.verdict !== 'ALERT') return { ...check, examples: [], causes: [] };
  const wanted = examples(most);
  const records = new Map((await decisions.byIds(wanted.map(({ id }) => id))).map((record) => [record.id, record]));
  return {
    ...check,
    causes: check.kind === 'LLM_SHARES' ? changed : [],
    examples: wanted.flatMap(({ id, value }) => {
      const record = records.get(id);
      if (!record) return [];
      const { createdAt, query, llm } = record;
      return [{ id, createdAt, query, llm, value }];
    }),
  };
}

const windowOf = ({ from, to, matching, examined }: WindowRows): DriftWindow => ({ from, to, matching, examined });

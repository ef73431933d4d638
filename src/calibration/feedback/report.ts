import { setImmediate } from 'node:timers/promises';
import type { Matrix } from '../../domain/matrix.js';
import { takeRows } from '../../domain/matrix.js';
import type { RouterSet } from '../../routing/router-set.js';
import { queryVectors } from '../evidence/query-vectors.js';
import type { KnownQuery } from '../evidence/source.js';
import type { Disagreement } from './disagreement.js';
import { disagreements } from './disagreement.js';
import type { ReporterFinding } from './outliers.js';
import { reporterFindings } from './outliers.js';
import { residualsOf } from './residuals.js';
import type { GatheredFeedback } from './source.js';
import type { NotTeachingReason } from './statement.js';
import { NOT_TEACHING } from './statement.js';

/** What feedback there is, and what is odd about it. */
export interface FeedbackReport {
  /** Statements that were read, the newest up to a limit; those that routers can learn from; new ones among those since the serving version learned. */
  readonly read: number;
  readonly teaching: number;
  readonly fresh: number;
  /** Of the teaching ones: replaced by a later one of their reporter, beyond those that count of one reporter, weighed down for its influence. */
  readonly replaced: number;
  readonly beyond: number;
  readonly weighedDown: number;
  /** Statements that teach nothing, by reason. */
  readonly left: readonly { readonly reason: NotTeachingReason; readonly text: string; readonly statements: number }[];
  /** Every reporter, the most suspicious first. */
  readonly reporters: readonly ReporterFinding[];
  readonly disagreements: readonly Disagreement[];
}

/** Training queries whose task a query is taken to have. */
const NEIGHBOURS = 5;
/** Queries that are looked up between two turns of the event loop. */
const SLICE = 128;

/** `since` is when the serving version learned from feedback; everything is new where it never did. */
export async function feedbackReport(
  { read, weighed }: GatheredFeedback,
  set: RouterSet,
  since: number | null,
): Promise<FeedbackReport> {
  const { statements, replaced, beyond } = weighed;
  const residuals = residualsOf(statements);
  const tasks = await tasksOf(
    set,
    statements.map(({ statement }) => statement.query),
  );
  return {
    read: read.read,
    teaching: read.statements.length,
    fresh: statements.filter(({ statement }) => statement.at > (since ?? -Infinity)).length,
    replaced,
    beyond,
    weighedDown: statements.filter(({ asked, weight }) => weight < asked).length,
    left: [...read.left].map(([reason, n]) => ({ reason, text: NOT_TEACHING[reason], statements: n })),
    reporters: reporterFindings(residuals),
    disagreements: disagreements(residuals, (query) => tasks.get(query) ?? null),
  };
}

/** The most frequent task of the nearest training queries, the nearest one's among equals. */
async function tasksOf(set: RouterSet, queries: readonly KnownQuery[]): Promise<Map<string, string | null>> {
  const distinct = [...new Map(queries.map((query) => [query.id, query])).values()];
  const { rows, vectors } = await queryVectors(set, distinct);
  const nearest = await nearestTasks(set, vectors);
  return new Map(rows.map((i, at) => [(distinct[i] as KnownQuery).id, nearest[at] ?? null]));
}

/** In slices: a search over thousands of queries would hold requests up. */
async function nearestTasks(set: RouterSet, vectors: Matrix): Promise<(string | null)[]> {
  const tasks: (string | null)[] = [];
  for (let from = 0; from < vectors.rows; from += SLICE) {
    const rows = Array.from({ length: Math.min(SLICE, vectors.rows - from) }, (_, i) => from + i);
    tasks.push(...(await tasksAround(set, takeRows(vectors, rows))));
    await setImmediate();
  }
  return tasks;
}

async function tasksAround({ index, reference }: RouterSet, vectors: Matrix): Promise<(string | null)[]> {
  const { ids, k } = await index.search(vectors, NEIGHBOURS);
  return Array.from({ length: vectors.rows }, (_, q) => {
    const counts = new Map<string, number>();
    for (const id of ids.subarray(q * k, (q + 1) * k)) {
      const task = id < 0 ? null : reference.responses.queries[id]?.task;
      if (task) counts.set(task, (counts.get(task) ?? 0) + 1);
    }
    return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
  });
}

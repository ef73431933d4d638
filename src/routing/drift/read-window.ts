import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId, PoolId, RouterId, VersionId } from '../../domain/ids.js';
import type { FeedbackRepository } from '../feedback.js';
import { meanScores } from '../feedback.js';
import type { DecisionFilter, DecisionRecord, DecisionRepository } from '../ports.js';
import type { Caller } from '../types.js';
import type { DriftWindow, TimeRange } from './types.js';

/** What drift looks at in a decision, without its text and ranking. */
export interface Row {
  readonly id: string;
  readonly queryHash: string | null;
  readonly router: RouterId;
  readonly version: VersionId;
  readonly pool: PoolId | null;
  /** "α = 0.8", or the target. */
  readonly objective: string;
  /** Whose answer was used. */
  readonly llm: LlmId;
  /** The router's own choice, which chance has no part in. */
  readonly own: LlmId;
  /** P̂ of `llm`; null for a preference. */
  readonly predicted: number | null;
  /** Mean of the recorded scores; null without any. */
  readonly score: number | null;
  readonly similarity: number | null;
  /** Sorted, as one text. */
  readonly tags: string;
}

export interface WindowRows extends DriftWindow {
  /** Newest first. */
  readonly rows: readonly Row[];
}

export interface ReadDeps {
  readonly decisions: DecisionRepository;
  readonly feedback: Pick<FeedbackRepository, 'byDecisions'>;
}

/** Rankings in memory at a time; decoding them takes a few milliseconds, which is what a request may wait for. */
const CHUNK = 100;

/** The newest `limit` decisions of a window; lets traffic pass after every chunk. Throws CANCELLED. */
export async function readWindow(
  filter: DecisionFilter,
  range: TimeRange,
  limit: number,
  { decisions, feedback }: ReadDeps,
  caller: Caller,
): Promise<WindowRows> {
  const within = { ...filter, ...range };
  const matching = await decisions.count(within);
  const rows: Row[] = [];
  let after: string | undefined;
  while (rows.length < limit) {
    throwIfAborted(caller.signal);
    const records = await decisions.scan(within, Math.min(CHUNK, limit - rows.length), after);
    if (records.length === 0) break;
    after = records.at(-1)?.id;
    const scores = meanScores(await feedback.byDecisions(records.map(({ id }) => id)));
    // What was said of the answer of another LLM says nothing about the P̂ of the chosen one.
    const scoreOf = ({ id, answeredBy }: DecisionRecord) => (answeredBy ? null : (scores.get(id) ?? null));
    for (const record of records) rows.push(rowOf(record, scoreOf(record)));
    await setImmediate();
  }
  return { ...range, matching, examined: rows.length, rows };
}

function rowOf(record: DecisionRecord, score: number | null): Row {
  const { id, queryHash, router, version, pool, llm, ranking, nearestSimilarity, target, alpha, tags } = record;
  return {
    id,
    queryHash,
    router,
    version,
    pool,
    llm,
    score,
    objective: target ? `${target.kind} ${target.value}` : `α = ${alpha}`,
    own: ranking.llms[0] as LlmId,
    predicted: ranking.predictedPerformance?.[ranking.llms.indexOf(llm)] ?? null,
    similarity: nearestSimilarity,
    tags: [...tags].sort().join(', '),
  };
}

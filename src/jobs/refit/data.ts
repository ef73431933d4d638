import { ThetaError } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { takeQueries } from '../../domain/responses.js';
import { knownPart } from '../../evaluation/known-part.js';
import { withText } from '../build-router-set.js';
import { FEWEST_COMPARED } from './settings.js';
import { refitSplit } from './split.js';
import type { RefitData } from './types.js';

/** The stored queries, divided. */
export interface RefitQueries {
  /** Queries with text that were stored. */
  readonly queries: number;
  readonly train: ResponseMatrix;
  readonly heldOut: ResponseMatrix;
  /** Of `heldOut`, queries that leave a choice; columns are LLMs of the pool. */
  readonly choice: ResponseMatrix;
}

/** Throws TRAINING_DATA_INSUFFICIENT or REFIT_HELD_OUT_INSUFFICIENT. */
export function divideQueries(stored: ResponseMatrix, pool: readonly LlmId[], share: number): RefitQueries {
  const all = withText(stored);
  const { train, heldOut: aside } = refitSplit(all, share);
  const heldOut = takeQueries(all, aside);
  const choice = queriesWithChoice(heldOut, pool);
  if (choice.queries.length < FEWEST_COMPARED) throw tooFew(choice, heldOut, share);
  return { queries: all.queries.length, train: takeQueries(all, train), heldOut, choice };
}

/**
 * A query that was answered by one LLM of the pool says nothing of a choice: every router chooses that one, and a difference of 0 for each such
 * query would make any candidate look as good as what serves.
 */
function queriesWithChoice(heldOut: ResponseMatrix, pool: readonly LlmId[]): ResponseMatrix {
  const may = new Set(pool);
  const rows = [...heldOut.queries.keys()].filter((q) => {
    const entries = heldOut.llmIndex.subarray(heldOut.rowStart[q], heldOut.rowStart[q + 1]);
    return entries.filter((j) => may.has(heldOut.llms[j] as LlmId)).length > 1;
  });
  const kept = takeQueries(heldOut, rows);
  return rows.length === 0 ? kept : knownPart(kept, may).responses;
}

function tooFew(choice: ResponseMatrix, heldOut: ResponseMatrix, share: number): ThetaError {
  return new ThetaError(
    'REFIT_HELD_OUT_INSUFFICIENT',
    `A refit needs at least ${FEWEST_COMPARED} held-out queries that two or more LLMs of the default pool have answered; of ${heldOut.queries.length} held-out queries ${choice.queries.length} are that.`,
    {
      hint: `Import more scored queries, or hold out more than ${Math.round(100 * share)} % of them (THETA_REFIT_HELD_OUT_SHARE).`,
    },
  );
}

/** The queries to compare on, and how many there were of each kind. */
export interface ComparisonData {
  readonly test: ResponseMatrix;
  readonly data: Omit<RefitData, 'newResponses'>;
}

/**
 * Compares on held-out queries that neither version has seen. Where those are fewer than `wanted`, the ones that the serving version has seen come in
 * too, and the counts say so; what the candidate knows as evidence never does, so that a bias can only be in favour of what serves.
 */
export function comparisonData(
  { queries, train, heldOut, choice }: RefitQueries,
  seenByServing: ReadonlySet<string>,
  seenByCandidate: ReadonlySet<string>,
  wanted: number,
): ComparisonData {
  const rows = [...choice.queries.keys()];
  const idOf = (q: number) => choice.queries[q]?.id as string;
  const open = rows.filter((q) => !seenByCandidate.has(idOf(q)));
  const unseen = open.filter((q) => !seenByServing.has(idOf(q)));
  const enough = unseen.length >= wanted || unseen.length === open.length;
  const compared = enough ? unseen : open;
  return {
    test: takeQueries(choice, compared),
    data: {
      queries,
      trained: train.queries.length,
      heldOut: heldOut.queries.length,
      noChoice: heldOut.queries.length - rows.length,
      seenByCandidate: rows.length - open.length,
      seenByServing: open.length - unseen.length,
      compared: compared.length,
      favoursServing: !enough,
    },
  };
}

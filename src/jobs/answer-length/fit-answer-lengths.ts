import type { AnswerLengths } from '../../domain/answer-length/answer-lengths.js';
import { evidenceOf } from '../../domain/answer-length/answer-lengths.js';
import { mixtureShare } from '../../domain/answer-length/lognormal-mixture.js';
import type { ObservedLengths } from '../../domain/answer-length/observed-lengths.js';
import { observedLengths } from '../../domain/answer-length/observed-lengths.js';
import type { LlmId } from '../../domain/ids.js';
import type { Price } from '../../domain/llm.js';
import type { Matrix } from '../../domain/matrix.js';
import type { Rng } from '../../domain/random.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { countedQueries, fitTokenizers } from '../../domain/tokens/fit-tokenizers.js';
import type { LengthTable } from './cells.js';
import { fitCells, lengthTable } from './cells.js';
import type { HeldOut } from './hold-out.js';
import { NEIGHBOURS, holdOut } from './hold-out.js';
import { spreadOf, upperLevels } from './spread.js';

export interface LengthData {
  /** [queries, dims] */
  readonly vectors: Matrix;
  readonly responses: ResponseMatrix;
  readonly prices: ReadonlyMap<LlmId, Price>;
}

export interface FittedLengths {
  readonly model: AnswerLengths;
  readonly observed: Omit<ObservedLengths, 'tokens'>;
  /** Share of held-out answers that are no longer than the upper length. */
  readonly heldOutCoverage: number;
}

const COVERAGE = 0.9;
/** Share of held-out queries that stand further from the rest; a query beyond them is unlike the training queries. */
const FAR = 0.005;
/** Fewer answers, or answers to fewer queries, are no data. */
const FEWEST_ANSWERS = 50;
const FEWEST_QUERIES = 20;

/**
 * Learns how long answers are from recorded output tokens, or from costs where prices are known. Spread, smearing and the level of the
 * upper length come from held-out queries (5 folds); the cells are then fitted on all. Null where the data tell no lengths.
 */
export async function fitAnswerLengths(
  { vectors, responses, prices }: LengthData,
  { rng, signal }: { readonly rng: Rng; readonly signal: AbortSignal },
): Promise<FittedLengths | null> {
  if (!responses.outputTokens && !responses.cost) return null;
  const counted = countedQueries(responses);
  const tokenizers = fitTokenizers(responses, prices, counted);
  const { tokens, ...observed } = observedLengths(responses, prices, tokenizers, counted);
  const table = lengthTable(responses, tokens);
  if (table.log.length < FEWEST_ANSWERS || new Set(table.query).size < FEWEST_QUERIES) return null;
  const taskOfQuery = new Int32Array(table.queries).fill(-1);
  table.query.forEach((q, i) => (taskOfQuery[q] = table.task[i] as number));
  const heldOut = await holdOut(table, vectors, taskOfQuery, rng, signal);
  const queryWeight = weightOfNeighbours(table, heldOut);
  const cells = fitCells(table, () => true);
  const spread = spreadOf(table, heldOut, queryWeight, cells.betweenLlms);
  const draft = {
    llms: table.columns.map((j) => responses.llms[j] as LlmId),
    tasks: table.names,
    location: Float32Array.from(cells.location),
    scale: spread.scale,
    smearing: spread.smearing,
    queryEffect: Float32Array.from(cells.queryEffect),
    queryWeight,
    neighbours: NEIGHBOURS,
    nearFrom: quantileOf(
      heldOut.map(({ nearest }) => nearest),
      FAR,
    ),
    coverage: COVERAGE,
    tokenizers,
  };
  const shares = heldOut.map((answer) => shareOf(table, answer, draft, (row) => taskOfQuery[row] as number));
  const level = upperLevels(table, heldOut, shares, COVERAGE);
  const within = heldOut.filter(({ entry }, i) => {
    const cell = (table.llm[entry] as number) * table.tasks + (table.task[entry] as number);
    return (shares[i] as number) <= (level[cell] as number);
  });
  return { model: { ...draft, level }, observed, heldOutCoverage: within.length / heldOut.length };
}

/** Where a held-out answer lies in the distribution that its query and the other folds predict, in [0, 1]. */
function shareOf(
  table: LengthTable,
  { entry, near, nearest, nearEffect, cells }: HeldOut,
  draft: Omit<AnswerLengths, 'level'>,
  taskOfRow: (row: number) => number,
): number {
  const { taskWeight, other } = evidenceOf(draft, near, nearest, taskOfRow);
  const row = (table.llm[entry] as number) * table.tasks;
  const mixture = {
    weight: taskWeight.map(({ weight }) => weight / (1 - other)),
    location: taskWeight.map(({ task }) => (cells[row + task] as number) + draft.queryWeight * nearEffect),
    scale: taskWeight.map(({ task }) => draft.scale[row + task] as number),
  };
  return mixtureShare(mixture, Math.exp(table.log[entry] as number));
}

function quantileOf(values: readonly number[], p: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(p * sorted.length)] as number;
}

/** Least squares of what is left on what the neighbours say, in [0, 1]. */
function weightOfNeighbours(table: LengthTable, heldOut: readonly HeldOut[]): number {
  let cross = 0;
  let square = 0;
  for (const { entry, location, nearEffect } of heldOut) {
    cross += ((table.log[entry] as number) - location) * nearEffect;
    square += nearEffect * nearEffect;
  }
  return square > 0 ? Math.max(0, Math.min(1, cross / square)) : 0;
}

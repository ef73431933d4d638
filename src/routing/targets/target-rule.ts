import type { Catalogue } from '../../domain/llm.js';
import type { LlmId } from '../../domain/ids.js';
import type { PolicyDecision } from '../../plugins/contract.js';
import type { QueryTarget } from './types.js';

/** Candidates of one query. */
export interface TargetChoice {
  readonly llms: readonly LlmId[];
  /** [candidates] P̂ in [0, 1]. */
  readonly predicted: Float32Array;
  /** [candidates] expected cost of the answer in USD. */
  readonly spend: Float32Array;
}

/** What a target that holds for each query comes to on one of them. */
export interface TargetDecision extends PolicyDecision {
  /** Whether the chosen LLM meets it. */
  readonly met: boolean;
}

/**
 * Ranks the LLMs that meet a target before those that do not. The score of those that do is −spend / the dearest spend for MIN_PERFORMANCE and P̂ for
 * COST_PER_QUERY; of those that do not it is lower by a step that no difference can make up for, and the nearest to the target comes first.
 */
export function decideByTarget(target: QueryTarget, choice: TargetChoice, catalogue: Catalogue): TargetDecision {
  return target.kind === 'MIN_PERFORMANCE'
    ? cheapestAbove(target.value, choice, catalogue)
    : bestBelow(target.value, choice, catalogue);
}

/** Whether the candidate at `j` meets it. */
export const meetsTarget = (
  target: QueryTarget,
  { predicted, spend }: Omit<TargetChoice, 'llms'>,
  j: number,
): boolean =>
  target.kind === 'MIN_PERFORMANCE' ? (predicted[j] as number) >= target.value : (spend[j] as number) <= target.value;

/** Larger than the range of any score, all of which are in [−1, 1]. */
const STEP = 2;
/** Of two LLMs at the same price the better one, and at prices that differ by less than this share of the dearest. */
const TIE_BREAK = 1e-4;

function cheapestAbove(floor: number, { llms, predicted, spend }: TargetChoice, catalogue: Catalogue): TargetDecision {
  const dearest = Math.max(...spend);
  const relative = spend.map((usd) => (dearest > 0 ? usd / dearest : 0));
  const meets = (j: number) => (predicted[j] as number) >= floor;
  const parts = (j: number) =>
    meets(j)
      ? [
          { name: '−cost', value: 0 - (relative[j] as number) },
          { name: `P̂·${TIE_BREAK}`, value: TIE_BREAK * (predicted[j] as number) },
        ]
      : [
          { name: 'below the floor', value: -STEP },
          { name: '−(floor − P̂)', value: (predicted[j] as number) - floor },
        ];
  const able = llms.filter((_, j) => meets(j)).length;
  return scored(
    llms.length,
    parts,
    (j) => {
      const name = nameOf(catalogue, llms[j] as LlmId);
      const [p, usd] = [(predicted[j] as number).toFixed(3), shown(spend[j] as number)];
      return meets(j)
        ? `it is the cheapest of ${able} of ${llms.length} LLMs that are expected to perform at ${floor} or better (${p}, at ${usd}).`
        : `no LLM is expected to perform at ${floor}; ${name} comes nearest (${p}, at ${usd}).`;
    },
    meets,
  );
}

function bestBelow(ceiling: number, { llms, predicted, spend }: TargetChoice, catalogue: Catalogue): TargetDecision {
  const meets = (j: number) => (spend[j] as number) <= ceiling;
  const parts = (j: number) =>
    meets(j)
      ? [{ name: 'P̂', value: predicted[j] as number }]
      : [
          { name: 'above the ceiling', value: -STEP },
          { name: '−(1 − ceiling / cost)', value: ceiling / (spend[j] as number) - 1 },
        ];
  const able = llms.filter((_, j) => meets(j)).length;
  return scored(
    llms.length,
    parts,
    (j) => {
      const name = nameOf(catalogue, llms[j] as LlmId);
      const [p, usd] = [(predicted[j] as number).toFixed(3), shown(spend[j] as number)];
      return meets(j)
        ? `it is expected to perform best (${p}) of ${able} of ${llms.length} LLMs whose answer is expected to cost ${shown(ceiling)} or less (${usd}).`
        : `no LLM is expected to answer for ${shown(ceiling)}; ${name} is the cheapest (${usd}, ${p}).`;
    },
    meets,
  );
}

type Term = PolicyDecision['terms'][number];

function scored(
  count: number,
  parts: (j: number) => readonly Term[],
  reason: (best: number) => string,
  meets: (j: number) => boolean,
): TargetDecision {
  const scores = Float32Array.from({ length: count }, (_, j) => parts(j).reduce((sum, t) => sum + t.value, 0));
  let best = 0;
  for (let j = 1; j < count; j++) if ((scores[j] as number) > (scores[best] as number)) best = j;
  return { scores, terms: parts(best), reason: reason(best), steps: null, met: meets(best) };
}

const nameOf = (catalogue: Catalogue, id: LlmId): string => catalogue.llms.get(id)?.name ?? id;
const shown = (usd: number): string => `$${Number(usd.toPrecision(3))}`;

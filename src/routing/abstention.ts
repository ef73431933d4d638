import type { LlmId } from '../domain/ids.js';
import { ThetaError } from '../domain/errors.js';
import type { Catalogue } from '../domain/llm.js';
import type { EligiblePool } from './candidates.js';
import { findLlm } from './candidates.js';

/** Who answers instead of the router's choice, and when. */
export interface AbstentionSettings {
  readonly llm: LlmId;
  /** Percentile in [0, 1] of support (explain/support.ts) below which a query counts as unlike anything seen. */
  readonly below: number;
}

/** How requests abstain that do not say otherwise; without an LLM they do not. */
export interface AbstentionDefaults {
  readonly llm: LlmId | null;
  readonly below: number;
}

/** What a request changes of it. */
export interface AbstentionRequest {
  /** False switches it off, whatever else is given. */
  readonly enabled?: boolean | undefined;
  readonly llm?: LlmId | undefined;
  readonly below?: number | undefined;
}

export const NO_ABSTENTION: AbstentionDefaults = Object.freeze({ llm: null, below: 0.05 });

/** Why the safe LLM does, or does not, go before the router's choice. */
export type AbstentionCode =
  'UNLIKE_TRAINING' | 'LIKE_TRAINING' | 'SAFE_LLM_NOT_ELIGIBLE' | 'SAFE_LLM_ABOVE_CEILING' | 'NO_TRAINING_QUERIES';

/** Whether the safe LLM goes before the router's choice, and why. */
export interface Abstention {
  readonly abstained: boolean;
  readonly code: AbstentionCode;
  /** For people. */
  readonly reason: string;
  /** Share of training queries that stand further from their nearest other one; null where there are none. */
  readonly percentile: number | null;
  readonly threshold: number;
  /** The safe LLM, also where it was not taken. */
  readonly llm: LlmId;
  /** Its place in the ranking; null where it was not taken. */
  readonly at: number | null;
}

/** What holds for a request; null where it does not abstain. Throws BAD_USER_INPUT or UNKNOWN_LLM. */
export function abstentionOf(
  asked: AbstentionRequest | undefined,
  defaults: AbstentionDefaults,
  catalogue: Catalogue,
): AbstentionSettings | null {
  if (asked?.enabled === false) return null;
  const llm = asked?.llm ?? defaults.llm;
  const below = asked?.below ?? defaults.below;
  if (asked?.llm !== undefined) findLlm(catalogue, asked.llm);
  if (asked && llm === null) {
    throw new ThetaError('BAD_USER_INPUT', 'abstain.llm: expected the id of a safe LLM; this server has none.', {
      hint: 'Name one, or leave abstain out; THETA_SAFE_LLM sets one for all requests.',
    });
  }
  if (!(below >= 0 && below <= 1)) {
    throw new ThetaError('BAD_USER_INPUT', `abstain.below: expected a percentile from 0 to 1, got ${below}.`, {
      hint: '0 never abstains; 0.05 does for queries further away than 95 % of the training queries.',
    });
  }
  return llm === null ? null : { llm, below };
}

/** What a decision knows when it asks whether to abstain. */
export interface AbstentionCase {
  /** Support percentile in [0, 1]; null where there are no training queries to compare with. */
  readonly percentile: number | null;
  /** Candidates best first. */
  readonly ranked: readonly LlmId[];
  readonly pool: EligiblePool;
  readonly catalogue: Catalogue;
  /** Whether the expected cost of the candidate at this place of the pool keeps to a hard ceiling; null without one. */
  readonly withinCeiling: ((at: number) => boolean) | null;
}

/** Takes the safe LLM for a query unlike the training queries, never beyond what the request allows. */
export function abstain({ llm, below }: AbstentionSettings, found: AbstentionCase): Abstention {
  const { percentile, pool, catalogue } = found;
  const name = catalogue.llms.get(llm)?.name ?? llm;
  const verdict = (code: AbstentionCode, reason: string, at: number | null = null): Abstention => {
    return { abstained: at !== null, code, reason, percentile, threshold: below, llm, at };
  };
  if (percentile === null) {
    return verdict('NO_TRAINING_QUERIES', 'There are no training queries to compare this one with.');
  }
  const far =
    `${share(percentile)} of the training queries stand further from their nearest other one ` +
    `than this query from its nearest; the threshold is ${share(below)}`;
  if (percentile >= below) return verdict('LIKE_TRAINING', `${far}.`);
  const place = pool.candidates.llms.indexOf(llm);
  if (place < 0) {
    return verdict('SAFE_LLM_NOT_ELIGIBLE', `${far}. But ${name} may not answer: ${whyNot(llm, name, found)}`);
  }
  if (found.withinCeiling && !found.withinCeiling(place)) {
    return verdict(
      'SAFE_LLM_ABOVE_CEILING',
      `${far}. But the answer of ${name} is expected to cost more than the ceiling of this request.`,
    );
  }
  return verdict('UNLIKE_TRAINING', `${far}.`, found.ranked.indexOf(llm));
}

function whyNot(llm: LlmId, name: string, { pool, catalogue }: AbstentionCase): string {
  if (!catalogue.llms.has(llm)) return 'it is not in the catalogue.';
  const excluded = pool.excluded.find((one) => one.llm === llm);
  return excluded?.reason ?? `${name} is not ${pool.pool === null ? 'in llms' : `in the pool ${pool.pool}`}.`;
}

const share = (x: number): string => `${Number((100 * x).toFixed(1))} %`;

import type { Evidence } from '../../domain/evidence.js';
import { scoresOf } from '../../domain/evidence.js';
import type { LlmId } from '../../domain/ids.js';
import type { AbilityPosterior, RouterDeps } from '../contract.js';
import { columnsOf } from '../llm-columns.js';
import type { AbilitySpace } from './ability-space.js';
import { checkEvidence } from './check-evidence.js';
import { benchmarkedPrior, newcomerPrior } from './newcomer-prior.js';
import type { Normal } from './normal.js';
import { inverse, quadraticForm } from './normal.js';
import { posteriorMode } from './posterior-mode.js';
import type { Answers, LogOdds } from './terms.js';
import { answersTerm } from './terms.js';

/** θ of the LLMs that a router does not take as known. */
export interface LearnedAbilities {
  /** Of an LLM with evidence, and the prior of any other without training responses; null for a trained LLM without evidence. */
  posterior(llm: LlmId): AbilityPosterior | null;
  /** Whether answers or comparisons speak of it. */
  hasEvidence(llm: LlmId): boolean;
}

/**
 * Updates θ by the evidence, with the item parameters as training left them. An answer of weight w counts w times; a comparison is Bradley and Terry's
 * likelihood of the difference in log-odds, with θ of the other LLM at its mean given scores, flattened by what is not known of it. What is said of one
 * LLM moves no other, but for comparisons of the two. Throws ARTIFACT_CORRUPT where the evidence holds numbers out of range.
 */
export async function learnAbilities(space: AbilitySpace, deps: RouterDeps): Promise<LearnedAbilities> {
  if (deps.evidence) checkEvidence(deps.evidence);
  const columns = columnsOf(space.llms);
  const base = newcomerPrior(space, deps);
  const benchmarked = await benchmarkedPriors(space, deps, base);
  const priorOf = (llm: LlmId) => benchmarked.get(llm) ?? base(llm);
  const before = async (llm: LlmId): Promise<Normal> => {
    const row = columns.get(llm);
    return row === undefined ? priorOf(llm) : discounted(await space.trained(row), llm, space, deps);
  };
  const learned = deps.evidence ? await update(space, deps.evidence, before) : new Map<LlmId, AbilityPosterior>();
  const unseen = new Map<LlmId, AbilityPosterior>();
  return {
    hasEvidence: (llm) => learned.has(llm),
    posterior(llm) {
      const known = learned.get(llm) ?? unseen.get(llm);
      if (known || columns.has(llm)) return known ?? null;
      const prior = { ...priorOf(llm), responses: 0 };
      unseen.set(llm, prior);
      return prior;
    },
  };
}

/**
 * What training left open of θ of an LLM that has changed since: its training responses are raised to the power a = answers that they still count for / their
 * number (the power prior of Ibrahim and Chen, 2000), around the same θ.
 */
function discounted(trained: Normal, llm: LlmId, { dims, priorVariance }: AbilitySpace, deps: RouterDeps): Normal {
  const answers = deps.evidence?.changed?.get(llm);
  if (answers === undefined) return trained;
  const { llms, llmIndex } = deps.reference.responses;
  const column = llms.indexOf(llm);
  const power = Math.min(
    1,
    answers /
      Math.max(
        1,
        llmIndex.reduce((n, j) => n + Number(j === column), 0),
      ),
  );
  const precision = inverse(trained.covariance, dims).map((x) => x * power);
  for (let k = 0; k < dims; k++) {
    precision[k * (dims + 1)] = (precision[k * (dims + 1)] as number) + (1 - power) / (priorVariance[k] as number);
  }
  return { mean: trained.mean, covariance: inverse(precision, dims) };
}

/** Priors of LLMs of the catalogue that have published scores. */
async function benchmarkedPriors(
  space: AbilitySpace,
  deps: RouterDeps,
  base: (llm: LlmId) => Normal,
): Promise<ReadonlyMap<LlmId, Normal>> {
  const out = new Map<LlmId, Normal>();
  for (const llm of deps.catalogue ?? []) {
    const benchmarks = deps.facts?.(llm)?.benchmarks;
    if (space.llms.includes(llm) || !benchmarks || benchmarks.size === 0) continue;
    out.set(llm, await benchmarkedPrior(space, deps, base(llm), benchmarks));
  }
  return out;
}

/** Posteriors of every LLM that answers or comparisons speak of: first by answers alone, then those that were compared by both. */
async function update(
  space: AbilitySpace,
  evidence: Evidence,
  before: (llm: LlmId) => Promise<Normal>,
): Promise<Map<LlmId, AbilityPosterior>> {
  const out = new Map<LlmId, AbilityPosterior>();
  const { llms, preferences } = evidence;
  const compared = new Set([...preferences.winner, ...preferences.loser]);
  const scored = new Set(evidence.scores.llm);
  if (compared.size + scored.size === 0) return out;
  const keys = evidence.queries.map(({ id }) => id);
  const asked = { vectors: evidence.vectors, keys };
  const logOdds = await (space.evidenceLogOdds?.(asked) ?? space.logOdds(asked));
  const byScores: (Normal | undefined)[] = [];
  for (const [at, llm] of llms.entries()) {
    if (!compared.has(at) && !scored.has(at)) continue;
    const prior = await before(llm);
    const { rows, performance, weight } = scoresOf(evidence, llm);
    const answers = { query: rows, performance, weight };
    const found = posteriorMode(prior, rows.length > 0 ? [answersTerm(logOdds, answers)] : []);
    byScores[at] = found;
    out.set(llm, { ...found, responses: rows.length });
  }
  for (const at of compared) {
    const llm = llms[at] as LlmId;
    const prior = await before(llm);
    const { rows, performance, weight } = scoresOf(evidence, llm);
    const comparisons = comparisonsOf(evidence, at, logOdds, byScores as Normal[]);
    const terms = [answersTerm(logOdds, { query: rows, performance, weight }), answersTerm(logOdds, comparisons)];
    out.set(llm, { ...posteriorMode(prior, terms), responses: rows.length + comparisons.query.length });
  }
  return out;
}

/**
 * The comparisons of one LLM as answers to "better than the other one?". The log-odds of a comparison are a difference of two; where the
 * other's have variance v, their probability is about σ(κ·x) with κ = (1 + π·v/8)^−½ (MacKay, The evidence framework applied to classification
 * networks, 1992, eq. 12).
 */
function comparisonsOf(
  { preferences }: Evidence,
  llm: number,
  logOdds: LogOdds,
  abilities: readonly Normal[],
): Answers {
  const { query, winner, loser, weight } = preferences;
  const entries = [...query.keys()].filter((e) => winner[e] === llm || loser[e] === llm);
  const slope = new Float64Array(logOdds.dims);
  const others = entries.map((e) => {
    const other = abilities[(winner[e] === llm ? loser[e] : winner[e]) as number] as Normal;
    const offset = logOdds.at(query[e] as number, other.mean, slope);
    const variance = quadraticForm(other.covariance, slope);
    return { offset, scale: (1 + (Math.PI * variance) / 8) ** -0.5 };
  });
  return {
    query: entries.map((e) => query[e] as number),
    performance: entries.map((e) => (winner[e] === llm ? 1 : 0)),
    weight: entries.map((e) => weight[e] as number),
    offset: others.map(({ offset }) => offset),
    scale: others.map(({ scale }) => scale),
  };
}

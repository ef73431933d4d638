import type { CalibrationMap } from '../domain/calibration/calibration.js';
import type { Catalogue } from '../domain/llm.js';
import type { LlmId } from '../domain/ids.js';
import type { Objective } from '../domain/objective.js';
import type { Facets, ItemParameters, PolicyDecision } from '../plugins/contract.js';
import type { Abstention } from './abstention.js';
import { abstentionSentence } from './explain/abstention-sentence.js';
import type { RankingPrices } from './explain/flip-points.js';
import { flipPoints } from './explain/flip-points.js';
import { explorationSentence } from './explain/exploration-sentence.js';
import { supportOf } from './explain/support.js';
import { contrastOf } from './explain/terms.js';
import { itemSentence, logOddsTerms } from './log-odds.js';
import type { SolvedTarget } from './targets/types.js';
import { targetSentence } from './targets/target-sentence.js';
import type { Explanation, Exploration, FlipPoints, Neighbour, Ranking, Term } from './types.js';

/** Everything an explanation is made of; all of it belongs to one decision. */
export interface ExplanationInput {
  readonly routerTitle: string;
  /** The chosen LLM first. */
  readonly ranking: Ranking;
  /** Where exploration drew the chosen LLM; the second of the ranking is then the router's own choice. */
  readonly explored?: Exploration | null;
  /** Where the safe LLM was taken, the router's own choice is the second of the ranking, unless it is the same. */
  readonly abstention?: Abstention | null;
  /** Where the router chose by a rule of its own. */
  readonly policy: PolicyDecision | null;
  readonly objective: Objective;
  /** What α was solved for; null where it was given. */
  readonly target: SolvedTarget | null;
  readonly neighbours: readonly Neighbour[];
  /** Ascending similarities of training queries to their nearest other one. */
  readonly ownSimilarities: Float32Array;
  /** Null where a candidate's price is not known. */
  readonly prices: RankingPrices | null;
  readonly catalogue: Catalogue;
  /** Item parameters and abilities where the router has both; null otherwise. */
  readonly item: ItemParameters | null;
  readonly abilities: Facets['abilities'] | null;
  /** Null where P̂ is as the router gives it. */
  readonly calibration: CalibrationMap | null;
}

/** Explains a decision from its own numbers. */
export function explain(input: ExplanationInput): Explanation {
  const { ranking } = input;
  const runnerUp = ranking.llms[1];
  const flips =
    input.policy || input.explored || input.abstention?.abstained
      ? null
      : flipPoints(ranking, input.objective, input.prices);
  const parts: Omit<Explanation, 'text'> = {
    scoreTerms: scoreTerms(input),
    logOddsTerms: logOddsTerms(input),
    runnerUp: runnerUp === undefined ? null : { llm: runnerUp, scoreGap: at(ranking.score, 0) - at(ranking.score, 1) },
    contrast: contrastOf(input, input.objective, input.policy !== null),
    alphaInterval: flips && { from: flips.alpha.from, to: flips.alpha.to },
    flipPoints: flips,
    support: supportOf(input.neighbours, ranking.llms[0] as LlmId, input.ownSimilarities),
  };
  return { ...parts, text: paragraph(input, parts) };
}

/** α·P̂ and −β·C of the chosen LLM; a preference stands alone, a rule of the router's own brings its terms. */
function scoreTerms(input: ExplanationInput): Term[] {
  const { ranking, objective, policy } = input;
  // The terms of a policy are those of its own choice.
  if (policy && overruled(input)) return [{ name: 'score', value: at(ranking.score, 0) }];
  if (policy) return [...policy.terms];
  if (!ranking.predictedPerformance) return [{ name: 'preference', value: at(ranking.score, 0) }];
  return [
    { name: 'α·P̂', value: objective.alpha * at(ranking.predictedPerformance, 0) },
    { name: '−β·C', value: 0 - objective.beta * at(ranking.cost, 0) },
  ];
}

/** Whether the router's own choice is the second of the ranking. */
const overruled = ({ explored, abstention }: ExplanationInput): boolean => Boolean(explored ?? abstention?.at);

function paragraph(input: ExplanationInput, parts: Omit<Explanation, 'text'>): string {
  const { ranking, objective } = input;
  const name = (id: LlmId) => input.catalogue.llms.get(id)?.name ?? id;
  const chosen = ranking.llms[0] as LlmId;
  const sentences: string[] = [];
  const p = input.policy ? null : ranking.predictedPerformance;
  const own = ranking.llms[overruled(input) ? 1 : 0] as LlmId;
  const abstention = input.abstention && abstentionSentence(input.abstention, own, name);
  if (abstention) sentences.push(abstention);
  if (input.abstention?.abstained) {
    // Neither a score nor a rule chose.
  } else if (input.explored) sentences.push(explorationSentence(input, input.explored, name));
  else if (input.policy) sentences.push(`Routed to ${name(chosen)}: ${input.policy.reason}`);
  else if (!p) {
    sentences.push(
      `${input.routerTitle} prefers ${name(chosen)} (preference ${fixed(at(ranking.score, 0))}); it does not estimate how well an LLM will answer.`,
    );
  } else {
    const scale = input.target ? "of the dearest LLM's mean" : "of the dearest LLM's";
    sentences.push(
      `Routed to ${name(chosen)} because its score ${signed(at(ranking.score, 0))} is the best of ${ranking.llms.length}: ` +
        `it is expected to perform at ${fixed(at(p, 0))} (weight α = ${trim(objective.alpha)}) ` +
        `and its cost is ${fixed(at(ranking.cost, 0))} ${scale} (weight β = ${trim(objective.beta)}).`,
    );
  }
  const aim = input.target && targetSentence(input.target, name);
  if (aim) sentences.push(aim);
  if (p && parts.runnerUp)
    sentences.push(
      runnerUpSentence(
        ranking,
        p,
        `${overruled(input) ? "the router's own choice" : 'the runner-up'} ${name(parts.runnerUp.llm)}`,
      ),
    );
  const item = p && itemSentence(input, parts.runnerUp && name(parts.runnerUp.llm));
  if (item) sentences.push(item);
  if (p && ranking.llms.length > 1) {
    const best = indexOfMax(p);
    if (best !== 0 && best !== 1) {
      sentences.push(
        `${name(ranking.llms[best] as LlmId)} would perform best (${fixed(at(p, best))}), at a cost of ${fixed(at(ranking.cost, best))}.`,
      );
    }
  }
  if (parts.flipPoints && ranking.llms.length > 1) sentences.push(flipSentence(parts.flipPoints, name));
  const evidence = evidenceSentence(input.neighbours, chosen, name(chosen));
  if (evidence) sentences.push(evidence);
  if (parts.support?.level === 'POOR' && !abstention) {
    sentences.push(
      `Few training queries are like this one (nearest similarity ${fixed(parts.support.nearestSimilarity)}): take the prediction with caution.`,
    );
  }
  return sentences.join(' ');
}

/** Where the choice holds, and what comes next on either side. */
function flipSentence({ alpha, price }: FlipPoints, name: (id: LlmId) => string): string {
  const next = [
    ...(alpha.below ? [`${name(alpha.below)} below`] : []),
    ...(alpha.above ? [`${name(alpha.above)} above`] : []),
  ].join(', ');
  const rise = price?.chosenAbove;
  const limit = rise ? `, and up to a price of $${Number(rise.price.toPrecision(3))} per million output tokens` : '';
  return `The choice holds for α from ${trim(alpha.from)} to ${trim(alpha.to)}${next && ` (${next})`}${limit}.`;
}

function runnerUpSentence(ranking: Ranking, p: Float32Array, runnerUp: string): string {
  const better = at(p, 0) - at(p, 1);
  const dearer = at(ranking.cost, 0) - at(ranking.cost, 1);
  const compare = (x: number, more: string, less: string) =>
    x > 0 ? `${fixed(x)} ${more}` : x < 0 ? `${fixed(-x)} ${less}` : 'equal';
  return (
    `Against ${runnerUp} it is ${compare(better, 'better', 'worse')} in performance and ` +
    `${compare(dearer, 'dearer', 'cheaper')} in cost.`
  );
}

/** What the nearest training queries say, only where the chosen LLM was observed on them. */
function evidenceSentence(neighbours: readonly Neighbour[], chosen: LlmId, name: string): string | null {
  const observed = neighbours.flatMap((n) => n.performance.get(chosen) ?? []);
  if (observed.length === 0) return null;
  const mean = observed.reduce((sum, y) => sum + y, 0) / observed.length;
  const tasks = [...new Set(neighbours.flatMap((n) => n.task ?? []))].slice(0, 3);
  const where = tasks.length > 0 ? ` (${tasks.join(', ')})` : '';
  return `On ${observed.length} of the ${neighbours.length} most similar training queries${where}, ${name} scored ${fixed(mean)} on average.`;
}

function indexOfMax(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (at(values, i) > at(values, best)) best = i;
  return best;
}

const at = (values: Float32Array, i: number): number => values[i] as number;
const fixed = (x: number): string => x.toFixed(3);
const signed = (x: number): string => x.toFixed(3).replace('-', '−');
const trim = (x: number): string => String(Number(x.toFixed(3)));

import type { CalibrationMap } from '../domain/calibration/calibration.js';
import { calibrationShift, offsetOf } from '../domain/calibration/calibration.js';
import type { LlmId } from '../domain/ids.js';
import { sigmoid } from '../domain/logistic.js';
import type { Facets, ItemParameters } from '../plugins/contract.js';
import type { Ranking, Term } from './types.js';

/** Item parameters of the query and abilities under one router; P̂ = σ(a·θ − b), or σ(w·(a·r∘(θ − b)) + b₁) where the form is `centred`. */
export interface ItemResponse {
  readonly ranking: Ranking;
  readonly item: ItemParameters | null;
  readonly abilities: Facets['abilities'] | null;
  /** What was done to the log-odds after that; null where nothing was. */
  readonly calibration: CalibrationMap | null;
}

/** Abilities that a sentence names, and the least log-odds that one must move to be named. */
const MOST_NAMED = 3;
const LEAST_NAMED = 0.005;

/**
 * What sums to the log-odds of the router's own P̂ of the chosen LLM: a_k·θ_k for each dimension, then −b (paper eq. 5); or
 * w_k·a·r_k·(θ_k − b_k) for each dimension, then the constant b₁ (eq. 7, 8); then what calibration adds: together the log-odds of P̂.
 * Null for a router of neither form.
 */
export function logOddsTerms(response: ItemResponse): Term[] | null {
  const { item, calibration } = response;
  const llm = response.ranking.llms[0] as LlmId;
  const parts = abilityTerms(response, llm);
  if (!parts || !item) return null;
  const last =
    item.form === 'intercept'
      ? { name: '−b', value: -at(item.difficulty, 0) }
      : { name: 'constant', value: item.interaction?.bias ?? 0 };
  const terms = [...parts, last];
  return calibration ? [...terms, calibrationTerm(calibration, llm, terms)] : terms;
}

/** What calibration moves the log-odds of one LLM by, which are the sum of `terms`. */
export const calibrationTerm = (map: CalibrationMap, llm: LlmId, terms: readonly Term[]): Term => ({
  name: 'calibration',
  value: calibrationShift(
    map,
    offsetOf(map, llm),
    terms.reduce((sum, { value }) => sum + value, 0),
  ),
});

/** The part of each dimension in the log-odds of one LLM. A dimension is called by its name where the router gives one. */
export function abilityTerms({ item, abilities }: ItemResponse, llm: LlmId): Term[] | null {
  if (!item || !abilities) return null;
  const part = partOf(item);
  if (!part) return null;
  const name = (k: number) => {
    const known = abilities.abilityNames?.[k];
    return known === undefined ? `a·θ [${k}]` : `ability ${known}`;
  };
  return Array.from(abilities.ability(llm), (theta, k) => ({ name: name(k), value: part(theta, k) }));
}

/** θ_k → what it adds to the log-odds; null where the log-odds are no sum over dimensions. */
function partOf(item: ItemParameters): ((theta: number, k: number) => number) | null {
  const { discrimination: a, difficulty: b, relevance: r, interaction } = item;
  if (item.form === 'intercept') return (theta, k) => at(a, k) * theta;
  if (!interaction || !r) return null;
  return (theta, k) => at(interaction.weights, k) * at(a, 0) * at(r, k) * (theta - at(b, k));
}

/**
 * How hard the query is or what it needs, and the named abilities in which the chosen LLM and the runner-up differ most on it, with
 * what each moves in log-odds. Null where the router does not name its dimensions.
 */
export function itemSentence(response: ItemResponse, runnerUpName: string | null): string | null {
  const { ranking, item, abilities } = response;
  const names = abilities?.abilityNames;
  const part = item && partOf(item);
  if (!item || !abilities || !names || !part) return null;
  const chosen = abilities.ability(ranking.llms[0] as LlmId);
  const other = ranking.llms[1] === undefined ? null : abilities.ability(ranking.llms[1]);
  // Against nobody a centred part would speak of difficulty too: the distance to θ = 0 is what the ability adds.
  const grounded = (k: number) => abilities.abilityGrounded?.[k] ?? true;
  const all = names.map((name, k) => ({ name, k, value: part(at(chosen, k), k) - part(other ? at(other, k) : 0, k) }));
  const moves = all
    .filter(({ k, value }) => grounded(k) && Math.abs(value) >= LEAST_NAMED)
    .sort((x, y) => Math.abs(y.value) - Math.abs(x.value))
    .slice(0, MOST_NAMED)
    .map(({ name, value }) => `${name} (${withSign(value)})`);
  // A name that rests on nothing would be a reason made up; what it moves is not kept back.
  const rest = all.reduce((sum, { k, value }) => (grounded(k) ? sum : sum + value), 0);
  const unnamed = Math.abs(rest) >= LEAST_NAMED ? `; dimensions without a meaning add ${withSign(rest)}` : '';
  const against = runnerUpName === null ? '' : ` against ${runnerUpName}`;
  const opening =
    item.form === 'intercept' ? difficultyClause(item, response.calibration) : needsClause(item, names, grounded);
  if (moves.length === 0) return `${opening}; no ability makes a difference${against}${unnamed}.`;
  return `${opening}. The abilities that count most${against}, in log-odds, are ${moves.join(', ')}${unnamed}.`;
}

function difficultyClause({ difficulty }: ItemParameters, calibration: CalibrationMap | null): string {
  const b = at(difficulty, 0);
  const expected = sigmoid(-b + (calibration ? calibrationShift(calibration, 0, -b) : 0)).toFixed(3);
  return `The query has difficulty ${signed(b, 2)}: an LLM of ability 0 would perform at ${expected}`;
}

/** The most relevant abilities of the query. */
function needsClause(
  { relevance }: ItemParameters,
  names: readonly string[],
  grounded: (k: number) => boolean,
): string {
  const needs = names
    .map((name, k) => ({ name, k, share: at(relevance as Float32Array, k) }))
    .filter(({ k }) => grounded(k))
    .sort((x, y) => y.share - x.share)
    .slice(0, MOST_NAMED)
    .map(({ name, share }) => `${name} (${Math.round(100 * share)} %)`);
  return needs.length > 0 ? `The query needs most ${needs.join(', ')}` : 'No ability was named for queries';
}

const at = (values: Float32Array, i: number): number => values[i] as number;
const withSign = (x: number): string => `${x > 0 ? '+' : ''}${signed(x, 2)}`;
const signed = (x: number, digits: number): string => x.toFixed(digits).replace('-', '−');

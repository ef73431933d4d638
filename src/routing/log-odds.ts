import type { CalibrationMap } from '../domain/calibration/calibration.js';
import { calibrationShift, offsetOf } from '../domain/calibration/calibration.js';
import type { LlmId } from '../domain/ids.js';
import { sigmoid } from '../domain/logistic.js';
import type { Facets, ItemParameters } from '../plugins/contract.js';
import type { Ranking, Term } from './types.js';

/** Item parameters of the query and abilities under one router; P̂ = σ(a·θ − b) where the form is `intercept`. */
export interface ItemResponse {
  readonly ranking: Ranking;
  readonly item: ItemParameters | null;
  readonly abilities: Facets['abilities'] | null;
  /** What was done to the log-odds after a·θ − b; null where nothing was. */
  readonly calibration: CalibrationMap | null;
}

/** Abilities that a sentence names, and the least log-odds that one must move to be named. */
const MOST_NAMED = 3;
const LEAST_NAMED = 0.005;

/**
 * a_k·θ_k of the chosen LLM for each dimension, then −b, which sum to the log-odds of the router's own P̂ (paper eq. 5), then what calibration
 * adds: together the log-odds of P̂. Null for a router without this form.
 */
export function logOddsTerms(response: ItemResponse): Term[] | null {
  const llm = response.ranking.llms[0] as LlmId;
  const abilities = abilityTerms(response, llm);
  if (!abilities) return null;
  const terms = [...abilities, { name: '−b', value: -at((response.item as ItemParameters).difficulty, 0) }];
  return response.calibration ? [...terms, calibrationTerm(response.calibration, llm, terms)] : terms;
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

/** a_k·θ_k of one LLM. A dimension is called by its name where the router gives one. Null without the form σ(a·θ − b). */
export function abilityTerms({ item, abilities }: ItemResponse, llm: LlmId): Term[] | null {
  if (!item || !abilities || item.form !== 'intercept') return null;
  const name = (k: number) => {
    const known = abilities.abilityNames?.[k];
    return known === undefined ? `a·θ [${k}]` : `ability ${known}`;
  };
  return Array.from(abilities.ability(llm), (theta, k) => ({
    name: name(k),
    value: at(item.discrimination, k) * theta,
  }));
}

/**
 * The difficulty of the query and the named abilities in which the chosen LLM and the runner-up differ most on it, with what
 * each moves in log-odds: a_k·(θ_chosen − θ_runner-up). Null where the router does not name its dimensions.
 */
export function itemSentence(
  { ranking, item, abilities, calibration }: ItemResponse,
  runnerUpName: string | null,
): string | null {
  const names = abilities?.abilityNames;
  if (!item || !abilities || !names || item.form !== 'intercept') return null;
  const b = at(item.difficulty, 0);
  const expected = sigmoid(-b + (calibration ? calibrationShift(calibration, 0, -b) : 0)).toFixed(3);
  const difficulty = `The query has difficulty ${signed(b, 2)}: an LLM of ability 0 would perform at ${expected}`;
  const chosen = abilities.ability(ranking.llms[0] as LlmId);
  const other = ranking.llms[1] === undefined ? null : abilities.ability(ranking.llms[1]);
  const moves = names
    .map((name, k) => ({ name, value: at(item.discrimination, k) * (at(chosen, k) - (other ? at(other, k) : 0)) }))
    .filter(({ value }) => Math.abs(value) >= LEAST_NAMED)
    .sort((x, y) => Math.abs(y.value) - Math.abs(x.value))
    .slice(0, MOST_NAMED)
    .map(({ name, value }) => `${name} (${value > 0 ? '+' : ''}${signed(value, 2)})`);
  const against = runnerUpName === null ? '' : ` against ${runnerUpName}`;
  if (moves.length === 0) return `${difficulty}; no ability makes a difference${against}.`;
  return `${difficulty}. The abilities that count most${against}, in log-odds, are ${moves.join(', ')}.`;
}

const at = (values: Float32Array, i: number): number => values[i] as number;
const signed = (x: number, digits: number): string => x.toFixed(digits).replace('-', '−');

import type { AnchorSelection } from '../types.js';
import { adaptiveRows } from './adaptive.js';
import { informationGain } from './information.js';
import type { AnchorChoice, AnchorItems, ItemInformation } from './items.js';
import { randomRows } from './random-order.js';
import { stratifiedRows } from './stratified.js';

export interface SelectionSettings {
  /** At least 0; fewer are chosen where fewer are left. */
  readonly count: number;
  /** Of the random order; ADAPTIVE has none. */
  readonly seed: number;
  /** ADAPTIVE needs it; with the others it only says what each choice would tell. */
  readonly information?: ItemInformation | null | undefined;
  /** Of ADAPTIVE, see adaptiveRows(). */
  readonly spread?: number | undefined;
}

/** A task may have twice its share of adaptive anchors: enough to follow the information, too little to forget a task. */
export const DEFAULT_SPREAD = 2;

/**
 * Chooses queries to ask an LLM, in the order in which to ask them: no query twice, none that it has answered. The first k of n are those
 * that k would give, and the same input gives the same choice. Throws RangeError for ADAPTIVE without information.
 */
export function selectAnchors(
  selection: AnchorSelection,
  items: AnchorItems,
  { count, seed, information = null, spread = DEFAULT_SPREAD }: SelectionSettings,
): readonly AnchorChoice[] {
  const rows = () => {
    if (selection === 'RANDOM') return randomRows(items, count, seed);
    if (selection === 'STRATIFIED') return stratifiedRows(items, count, seed);
    if (!information) throw new RangeError('adaptive anchors need the sensitivity of each query and a covariance of θ');
    return adaptiveRows(items, information, count, spread);
  };
  return toldInTurn(rows(), information);
}

/** What the answer to each query tells after those to the queries before it. */
export function toldInTurn(rows: readonly number[], information: ItemInformation | null): AnchorChoice[] {
  if (!information) return rows.map((row) => ({ row, information: null }));
  const { predicted, sensitivity, covariance } = information;
  const { cols, data } = sensitivity;
  const chosen = new Float32Array(rows.length * cols);
  rows.forEach((row, i) => chosen.set(data.subarray(row * cols, (row + 1) * cols), i * cols));
  const gains = informationGain({
    predicted: rows.map((row) => predicted[row] as number),
    sensitivity: { rows: rows.length, cols, data: chosen },
    covariance,
  });
  return rows.map((row, i) => {
    const gain = gains.gain(i);
    gains.ask(i);
    return { row, information: gain };
  });
}

import { informationGain } from './information.js';
import type { AnchorItems, ItemInformation } from './items.js';
import { isAnswered } from './items.js';
import { spreadOver } from './spread.js';

/**
 * D-optimal design, greedily: each query is the one whose answer adds most to log det of the posterior precision of θ, given those before
 * it, among those that the spread has room for. What a query adds only shrinks as others are asked (log det is submodular), so without the
 * spread the greedy choice reaches at least 1 − 1/e of what the best possible set adds (Nemhauser, Wolsey & Fisher 1978). Ties go to the id
 * that comes first. `spread` is the largest part that a task or a quarter by difficulty may have, in multiples of its share.
 */
export function adaptiveRows(
  items: AnchorItems,
  information: ItemInformation,
  count: number,
  spread: number,
): number[] {
  const gains = informationGain(information);
  const spreading = spreadOver(items, spread);
  const left = [...items.ids.keys()]
    .filter((row) => !isAnswered(items, row))
    .sort((a, b) => ((items.ids[a] as string) < (items.ids[b] as string) ? -1 : 1));
  const chosen: number[] = [];
  while (chosen.length < count && left.length > 0) {
    let at = 0;
    let most = -1;
    let roomiest = -1;
    left.forEach((row, i) => {
      const room = spreading.room(row);
      if (room < roomiest) return;
      const gain = gains.gain(row);
      if (room === roomiest && !(gain > most)) return;
      [at, most, roomiest] = [i, gain, room];
    });
    const [row] = left.splice(at, 1) as [number];
    gains.ask(row);
    spreading.take(row);
    chosen.push(row);
  }
  return chosen;
}

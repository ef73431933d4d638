import type { Llm } from '../../domain/llm.js';
import type { Blocked, Relaxation, RelaxedConstraint, Requirement } from './types.js';

const NAMED = 5;

/**
 * The fewest constraints whose removal makes LLMs eligible: single ones where those suffice, else pairs, and so on; what frees most
 * LLMs first. Empty only when `blocked` is. Every LLM is blocked, so a set of the smallest size frees exactly the LLMs that are blocked
 * by all of it; grouping by what blocks is therefore enough, and no subsets need to be tried.
 */
export function relaxationsOf(blocked: readonly Blocked[]): readonly Relaxation[] {
  const fewest = Math.min(...blocked.map(({ by }) => by.length));
  const groups = new Map<string, Blocked[]>();
  for (const one of blocked) {
    if (one.by.length > fewest) continue;
    const key = one.by.map((requirement) => requirement.constraint).join(' ');
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].map(describe).sort((x, y) => y.llms.length - x.llms.length);
}

function describe(group: readonly Blocked[]): Relaxation {
  const { by } = group[0] as Blocked;
  const llms = group.map(({ llm }) => llm);
  const nearest = nearestLlm(llms, by);
  const constraints = by.map(({ constraint, number }) => ({
    constraint,
    sufficient: (nearest && number?.nearest(nearest)) ?? null,
  }));
  return { constraints, llms: llms.map(({ id }) => id), text: words(constraints, llms, nearest) };
}

/** The LLM for which the numbers have to change least, in ratio; null where no LLM has them all, or there are none. */
function nearestLlm(llms: readonly Llm[], by: readonly Requirement[]): Llm | null {
  const numbers = by.flatMap(({ number }) => (number ? [number] : []));
  if (numbers.length === 0) return null;
  let best: Llm | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const llm of llms) {
    let change = 0;
    for (const { asked, nearest } of numbers) {
      const value = nearest(llm);
      // Plus one, since a number of tokens may be 0.
      change += value === null ? Number.POSITIVE_INFINITY : Math.abs(Math.log((value + 1) / (asked + 1)));
    }
    if (change < least) [best, least] = [llm, change];
  }
  return best;
}

function words(constraints: readonly RelaxedConstraint[], llms: readonly Llm[], nearest: Llm | null): string {
  const ids = llms.map(({ id }) => id);
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  const names = constraints.map(({ constraint }) => constraint).join(' and ');
  const eligible = `${ids.length} LLM${ids.length === 1 ? '' : 's'} eligible: ${ids.slice(0, NAMED).join(', ')}${more}`;
  const values = constraints.filter(({ sufficient }) => sufficient !== null);
  const enough = values.map(({ constraint, sufficient }) => `${constraint}: ${sufficient}`).join(' with ');
  return `Without ${names}, ${eligible}.${nearest ? ` ${enough} suffices for ${nearest.id}.` : ''}`;
}

import type { Contest, PreviewWorld } from './contest.js';
import type { Needs } from './needs.js';
import { mostNeeded } from './needs.js';
import type { Outcome } from './outcome.js';
import type { OwnEstimate } from './own-estimate.js';
import type { Replicates } from './replicates.js';
import { DRAWS, ranged } from './replicates.js';
import type { PreviewPart, PreviewPartKind } from './types.js';

/** Queries that have something in common. */
export interface Part {
  readonly kind: PreviewPartKind;
  readonly name: string;
  readonly queries: readonly number[];
}

const TERCILES = ['easiest third', 'middle third', 'hardest third'] as const;

/** By task, by the ability needed most where the router names abilities, and by thirds of difficulty: 1 − mean P̂ of the other LLMs. */
export function partsOf(world: PreviewWorld, tasks: readonly (string | null)[], needs: Needs | null): Part[] {
  const { rows } = world.predicted;
  const top = needs?.abilities.abilityNames ? mostNeeded(needs.needs) : null;
  const third = thirds(difficulty(world));
  return [
    ...grouped('TASK', rows, (q) => tasks[q] ?? null),
    ...grouped('ABILITY', rows, (q) => (top ? ((needs as Needs).names[top[q] as number] as string) : null)),
    ...grouped('DIFFICULTY', rows, (q) => TERCILES[third[q] as number] as string),
  ];
}

function grouped(kind: PreviewPartKind, rows: number, nameOf: (q: number) => string | null): Part[] {
  const groups = new Map<string, number[]>();
  for (let q = 0; q < rows; q++) {
    const name = nameOf(q);
    if (name === null) continue;
    const group = groups.get(name);
    if (group) group.push(q);
    else groups.set(name, [q]);
  }
  return [...groups].map(([name, queries]) => ({ kind, name, queries }));
}

function difficulty({ predicted, own }: PreviewWorld): Float64Array {
  const { rows, cols, data } = predicted;
  return Float64Array.from({ length: rows }, (_, q) => {
    let sum = 0;
    for (let j = 0; j < cols; j++) if (j !== own) sum += data[q * cols + j] as number;
    return 1 - sum / (cols - 1);
  });
}

/** 0, 1 or 2 by rank; equal values in the order of the queries. */
function thirds(values: Float64Array): Uint8Array {
  const order = Uint32Array.from(values.keys()).sort((x, y) => (values[x] as number) - (values[y] as number) || x - y);
  const out = new Uint8Array(values.length);
  order.forEach((q, rank) => (out[q] = Math.floor((3 * rank) / values.length)));
  return out;
}

/** The parts of each query, by number. */
export function membership(parts: readonly Part[], queries: number): number[][] {
  const out: number[][] = Array.from({ length: queries }, () => []);
  parts.forEach((part, k) => part.queries.forEach((q) => (out[q] as number[]).push(k)));
  return out;
}

/** Largest share taken first, then the larger part. */
export function describeParts(
  parts: readonly Part[],
  now: Outcome,
  contest: Contest,
  world: PreviewWorld,
  { halfWidth }: OwnEstimate,
  draws: Replicates,
): PreviewPart[] {
  const { cols, data } = world.predicted;
  const p = (q: number, j: number) => data[q * cols + j] as number;
  const rows = parts.map(({ kind, name, queries }, k): PreviewPart => {
    const mean = (of: (q: number) => number) => queries.reduce((sum, q) => sum + of(q), 0) / queries.length;
    const share = mean((q) => now.taken[q] as number);
    return {
      kind,
      name,
      queries: queries.length,
      share: ranged(share, draws.parts, k, draws.parts.length / DRAWS),
      performanceChange: mean((q) => p(q, now.chosen[q] as number) - p(q, contest.without[q] as number)),
      halfWidth: halfWidth && mean((q) => halfWidth[q] as number),
      displaces: loser(
        queries.filter((q) => now.taken[q] === 1),
        contest,
        world,
      ),
    };
  });
  return rows.sort((x, y) => y.share.value - x.share.value || y.queries - x.queries);
}

function loser(taken: readonly number[], { without }: Contest, { llms }: PreviewWorld) {
  const lost = new Uint32Array(llms.length);
  for (const q of taken) lost[without[q] as number] = (lost[without[q] as number] as number) + 1;
  return taken.length === 0 ? null : (llms[lost.indexOf(Math.max(...lost))] ?? null);
}

import { median } from '../../domain/drift/kolmogorov-smirnov.js';
import { scoresOf } from '../../domain/evidence.js';
import type { LlmId } from '../../domain/ids.js';
import { takeRows } from '../../domain/matrix.js';
import { deviationsOf } from '../../routing/abilities/ability-deviation.js';
import type { RouterSet, ServingRouter } from '../../routing/router-set.js';
import type { Needs } from './needs.js';
import { mostNeeded, needsIn } from './needs.js';
import type { WeakAbility } from './types.js';

/** How many times the typical posterior standard deviation makes an ability a weak one. */
const WEAK_FROM = 1.5;
const TASKS = 3;
/** A task of fewer queries says little of what its queries need. */
const FEWEST_OF_TASK = 5;

/** What the queries looked at say. */
export interface NeedsAsked extends Needs {
  readonly tasks: readonly (string | null)[];
  /** [queries] whether the LLM takes it */
  readonly taken: Uint8Array;
}

/** Abilities of which clearly less is known than of the trained LLMs; those that most queries taken need first. Null where the router does not say how sure it is. */
export async function weakAbilities(
  llm: LlmId,
  router: ServingRouter,
  set: RouterSet,
  asked: NeedsAsked,
): Promise<WeakAbility[] | null> {
  const { abilities, names, needs } = asked;
  const deviationOf = await deviationsOf(router, abilities, set);
  const own = ownDeviation(llm, router, asked) ?? deviationOf?.(llm) ?? null;
  const trained = router.loaded.llms.filter((id) => id !== llm);
  if (!own || !deviationOf || trained.length === 0) return null;
  const typical = Array.from(own, (_, k) =>
    median(Float64Array.from(trained, (id) => deviationOf(id)[k] as number).sort()),
  );
  const weak = typical.flatMap((t, k) => ((own[k] as number) > WEAK_FROM * t ? [k] : []));
  if (weak.length === 0) return [];
  const answers = countOf(await answersNeeding(llm, router, set), names.length);
  const top = mostNeeded(needs);
  const queries = countOf(
    top.filter((_, q) => asked.taken[q] === 1),
    names.length,
  );
  return weak
    .map((k) => ({
      ability: names[k] as string,
      deviation: own[k] as number,
      typicalDeviation: typical[k] as number,
      answers: answers[k] as number,
      queries: queries[k] as number,
      tasks: tasksNeeding(asked, k),
    }))
    .sort((x, y) => y.queries - x.queries || y.deviation / y.typicalDeviation - x.deviation / x.typicalDeviation);
}

/** By the posterior, moved to the scale of θ; null where θ is taken as known or there is no posterior. */
function ownDeviation(llm: LlmId, router: ServingRouter, { abilities }: Needs): Float64Array | null {
  const posterior = router.onboarding?.posterior(llm);
  if (!posterior) return null;
  const dims = posterior.mean.length;
  if (dims !== abilities.abilityDims) return null;
  const theta = abilities.ability(llm);
  const link = (k: number) =>
    abilities.abilityPrior?.scale === 'logit' ? (theta[k] as number) * (1 - (theta[k] as number)) : 1;
  return Float64Array.from(theta, (_, k) => Math.sqrt(posterior.covariance[k * (dims + 1)] as number) * link(k));
}

/** The ability that the query of each answer needs most. */
async function answersNeeding(llm: LlmId, router: ServingRouter, { evidence }: RouterSet): Promise<Uint16Array> {
  const { rows } = scoresOf(evidence, llm);
  const batch = {
    vectors: takeRows(evidence.vectors, rows),
    keys: Array.from(rows, (r) => evidence.queries[r]?.id ?? ''),
  };
  const found = await needsIn(router, batch);
  return found ? mostNeeded(found.needs) : new Uint16Array(0);
}

function countOf(values: Uint16Array, size: number): Uint32Array {
  const out = new Uint32Array(size);
  for (const k of values) out[k] = (out[k] as number) + 1;
  return out;
}

/** Tasks by the mean need of ability k in their queries, those that need it more than the average query does. */
function tasksNeeding({ needs, tasks }: NeedsAsked, k: number): string[] {
  const sums = new Map<string, { need: number; queries: number }>();
  let all = 0;
  tasks.forEach((task, q) => {
    const need = needs.data[q * needs.cols + k] as number;
    all += need / tasks.length;
    if (task === null) return;
    const sum = sums.get(task) ?? { need: 0, queries: 0 };
    sums.set(task, { need: sum.need + need, queries: sum.queries + 1 });
  });
  return [...sums]
    .filter(([, { need, queries }]) => queries >= FEWEST_OF_TASK && need / queries > all)
    .sort(([, x], [, y]) => y.need / y.queries - x.need / x.queries)
    .slice(0, TASKS)
    .map(([task]) => task);
}

import { relativeCost } from '../domain/cost.js';
import { ThetaError } from '../domain/errors.js';
import type { LlmId, PoolId } from '../domain/ids.js';
import type { Catalogue, Llm, Price } from '../domain/llm.js';
import type { Candidates } from '../plugins/contract.js';
import type { Blocked, Requirement, Unmet } from './constraints/types.js';
import type { ServingRouter } from './router-set.js';
import type { ExcludedLlm } from './types.js';

/** The LLMs that a decision may choose from, and those of the pool that it may not. */
export interface EligiblePool {
  readonly pool: PoolId | null;
  readonly candidates: Candidates;
  readonly excluded: readonly ExcludedLlm[];
  /** Those of the excluded that only constraints keep out. */
  readonly blocked: readonly Blocked[];
}

/** Where the LLMs of a request come from: an explicit list, or a named pool. */
export interface PoolChoice {
  readonly pool?: PoolId | undefined;
  readonly llms?: readonly LlmId[] | undefined;
  readonly prices?: ReadonlyMap<LlmId, Price> | undefined;
}

/**
 * The priced LLMs of the pool that meet every requirement, with C = output price / the dearest output price among them (paper 3.1). The dearest
 * is taken before any router is asked, so that C of an LLM is the same for all routers of a comparison.
 * Throws UNKNOWN_POOL, UNKNOWN_LLM or EMPTY_POOL.
 */
export function eligiblePool(
  catalogue: Catalogue,
  choice: PoolChoice,
  requirements: readonly Requirement[] = [],
): EligiblePool {
  const { pool, llms } = chosenLlms(catalogue, choice);
  for (const id of choice.prices?.keys() ?? []) findLlm(catalogue, id);
  const eligible: LlmId[] = [];
  const outputPrices: number[] = [];
  const excluded: ExcludedLlm[] = [];
  const blocked: Blocked[] = [];
  for (const id of llms) {
    const llm = findLlm(catalogue, id);
    const price = choice.prices?.get(id) ?? llm.price;
    const reason = whyExcluded(llm, price, choice.llms !== undefined);
    const by = reason ? [] : requirements.filter((requirement) => requirement.unmet(llm));
    if (reason) excluded.push(reason);
    else if (by.length > 0) {
      excluded.push(whyBlocked(llm, by));
      blocked.push({ llm, by });
    } else {
      eligible.push(id);
      outputPrices.push((price as Price).outputPerMillion);
    }
  }
  return { pool, candidates: { llms: eligible, cost: relativeCost(outputPrices) }, excluded, blocked };
}

/** Leaves out what the router cannot predict for, with the reason. */
export function supportedBy(
  eligible: EligiblePool,
  { loaded: router, basis }: Pick<ServingRouter, 'loaded' | 'basis'>,
): EligiblePool {
  const { llms, cost } = eligible.candidates;
  const blocked = eligible.blocked.filter(({ llm }) => router.supports(llm.id));
  if (llms.every((id) => router.supports(id))) return { ...eligible, blocked };
  const kept = llms.flatMap((id, j) => (router.supports(id) ? [j] : []));
  const left = llms.filter((id) => !router.supports(id));
  return {
    pool: eligible.pool,
    candidates: { llms: kept.map((j) => llms[j] as LlmId), cost: Float32Array.from(kept, (j) => cost[j] as number) },
    excluded: [
      ...eligible.excluded,
      ...left.map((llm) => ({
        llm,
        code: 'NOT_SUPPORTED_BY_ROUTER' as const,
        reason: basis(llm).reason as string,
      })),
    ],
    blocked,
  };
}

function chosenLlms(catalogue: Catalogue, choice: PoolChoice): { pool: PoolId | null; llms: readonly LlmId[] } {
  if (choice.llms !== undefined) {
    if (choice.llms.length === 0) {
      throw new ThetaError('EMPTY_POOL', 'The list of LLMs is empty.', {
        hint: 'Name at least one LLM, or leave llms out.',
      });
    }
    return { pool: null, llms: [...new Set(choice.llms)] };
  }
  const pools = [...catalogue.pools.values()];
  const pool = choice.pool === undefined ? pools.find((p) => p.isDefault) : catalogue.pools.get(choice.pool);
  if (!pool) {
    throw new ThetaError(
      'UNKNOWN_POOL',
      choice.pool === undefined ? 'No default pool exists.' : `No pool "${choice.pool}" exists.`,
      {
        hint: `Pools: ${pools.map((p) => p.id).join(', ') || 'none'}.`,
      },
    );
  }
  if (pool.llms.length === 0) throw new ThetaError('EMPTY_POOL', `Pool "${pool.id}" holds no LLM.`);
  return { pool: pool.id, llms: pool.llms };
}

/** Throws UNKNOWN_LLM. */
export function findLlm(catalogue: Catalogue, id: LlmId): Llm {
  const llm = catalogue.llms.get(id);
  if (llm) return llm;
  const close = [...catalogue.llms.keys()].filter((k) => k.toLowerCase().includes(id.toLowerCase())).slice(0, 3);
  throw new ThetaError('UNKNOWN_LLM', `No LLM "${id}" is in the catalogue.`, {
    hint: close.length > 0 ? `Did you mean ${close.join(' or ')}?` : 'The query `llms { id }` lists all.',
  });
}

function whyExcluded(llm: Llm, price: Price | null, named: boolean): ExcludedLlm | null {
  if (llm.status === 'RETIRED') return { llm: llm.id, code: 'RETIRED', reason: `${llm.name} is retired.` };
  if (price === null) {
    return {
      llm: llm.id,
      code: 'UNPRICED',
      reason: `${llm.name} has no price; unpriced is not free. Give one in prices.`,
    };
  }
  // A caller who names a cold LLM wants it; a pool must not send traffic to one that nobody has tested.
  if (llm.status === 'COLD' && !named) {
    return {
      llm: llm.id,
      code: 'NOT_CALIBRATED',
      reason: `${llm.name} has no responses yet; name it in llms to try it.`,
    };
  }
  return null;
}

/** One entry per LLM: the code of the first constraint that it does not meet, all of them in words. */
function whyBlocked(llm: Llm, by: readonly Requirement[]): ExcludedLlm {
  const unmet = by.map((requirement) => requirement.unmet(llm) as Unmet);
  return {
    llm: llm.id,
    code: (unmet[0] as Unmet).code,
    reason: `${llm.name} ${unmet.map((u) => u.words).join('; ')}.`,
  };
}

import { relativeCost } from '../domain/cost.js';
import { ThetaError } from '../domain/errors.js';
import type { LlmId, PoolId } from '../domain/ids.js';
import type { CandidatePool, Catalogue, Llm, Price } from '../domain/llm.js';
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
  readonly served?: ReadonlySet<LlmId> | undefined;
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
  const { pool, llms, uncalibrated } = chosenLlms(catalogue, choice);
  for (const id of choice.prices?.keys() ?? []) findLlm(catalogue, id);
  const eligible: LlmId[] = [];
  const outputPrices: number[] = [];
  const excluded: ExcludedLlm[] = [];
  const blocked: Blocked[] = [];
  for (const id of llms) {
    const llm = findLlm(catalogue, id);
    const price = choice.prices?.get(id) ?? llm.price;
    const reason = whyExcluded(llm, price, uncalibrated.has(id)) ?? whyNotServed(llm, choice.served);
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

/** The LLMs to choose from, and which of them may be chosen before they are calibrated. */
interface ChosenLlms {
  readonly pool: PoolId | null;
  readonly llms: readonly LlmId[];
  readonly uncalibrated: ReadonlySet<LlmId>;
}

function chosenLlms(catalogue: Catalogue, choice: PoolChoice): ChosenLlms {
  if (choice.llms !== undefined) {
    if (choice.llms.length === 0) {
      throw new ThetaError('EMPTY_POOL', 'The list of LLMs is empty.', {
        hint: 'Name at least one LLM, or leave llms out.',
      });
    }
    // A caller who names an LLM wants it, tested or not.
    const named = new Set(choice.llms);
    return { pool: null, llms: [...named], uncalibrated: named };
  }
  const pool = choice.pool === undefined ? defaultPool(catalogue) : findPool(catalogue, choice.pool);
  if (pool.llms.length === 0) throw new ThetaError('EMPTY_POOL', `Pool "${pool.id}" holds no LLM.`);
  return { pool: pool.id, llms: pool.llms, uncalibrated: pool.uncalibrated };
}

/** Throws UNKNOWN_POOL. */
export function findPool(catalogue: Catalogue, id: PoolId): CandidatePool {
  const pool = catalogue.pools.get(id);
  if (pool) return pool;
  throw unknownPool(catalogue, `No pool "${id}" exists.`);
}

function defaultPool(catalogue: Catalogue): CandidatePool {
  const pool = [...catalogue.pools.values()].find((one) => one.isDefault);
  if (pool) return pool;
  throw unknownPool(catalogue, 'No default pool exists.');
}

const unknownPool = ({ pools }: Catalogue, message: string): ThetaError =>
  new ThetaError('UNKNOWN_POOL', message, { hint: `Pools: ${[...pools.keys()].join(', ') || 'none'}.` });

/** Throws UNKNOWN_LLM. */
export function findLlm(catalogue: Catalogue, id: LlmId): Llm {
  const llm = catalogue.llms.get(id);
  if (llm) return llm;
  const close = [...catalogue.llms.keys()].filter((k) => k.toLowerCase().includes(id.toLowerCase())).slice(0, 3);
  throw new ThetaError('UNKNOWN_LLM', `No LLM "${id}" is in the catalogue.`, {
    hint: close.length > 0 ? `Did you mean ${close.join(' or ')}?` : 'The query `llms { id }` lists all.',
  });
}

function whyExcluded(llm: Llm, price: Price | null, allowed: boolean): ExcludedLlm | null {
  if (llm.status === 'RETIRED') {
    const because = llm.retirement ? `: ${llm.retirement.reason}` : '.';
    return { llm: llm.id, code: 'RETIRED', reason: `${llm.name} is retired${because}` };
  }
  if (price === null) {
    return {
      llm: llm.id,
      code: 'UNPRICED',
      reason: `${llm.name} has no price; unpriced is not free. Give one in prices.`,
    };
  }
  // A pool must not send traffic to an LLM that nobody has tested, unless an operator says so.
  if (llm.status !== 'CALIBRATED' && !allowed) {
    const known = llm.status === 'COLD' ? 'has no responses yet' : 'has too few responses to be sure of its ability';
    return {
      llm: llm.id,
      code: 'NOT_CALIBRATED',
      reason: `${llm.name} ${known}; name it in llms to try it, or let it into the pool with allowUncalibrated.`,
    };
  }
  return null;
}

function whyNotServed({ id, name }: Llm, served: ReadonlySet<LlmId> | undefined): ExcludedLlm | null {
  if (!served || served.has(id)) return null;
  return {
    llm: id,
    code: 'NO_PROVIDER',
    reason: `${name} has no provider; the file of THETA_PROVIDERS names none for it.`,
  };
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

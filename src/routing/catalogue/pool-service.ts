import { ThetaError } from '../../domain/errors.js';
import type { LlmId, PoolId } from '../../domain/ids.js';
import type { CandidatePool, Catalogue } from '../../domain/llm.js';
import { textLine } from '../../domain/llm-rules.js';
import { findLlm, findPool } from '../candidates.js';
import type { CatalogueDeps } from './llm-registry.js';
import type { CatalogueStep } from './ports.js';

export interface NewPool {
  readonly id: PoolId;
  readonly description: string;
  /** In order; may be empty. */
  readonly llms: readonly LlmId[];
  readonly allowUncalibrated: boolean;
  readonly isDefault: boolean;
}

/**
 * The candidate pools, as an operator changes them. Each method resolves when requests see the change. An LLM that is not
 * calibrated joins where the operator allows it, and then takes part whatever its status is later, but RETIRED.
 */
export interface PoolService {
  /** Throws POOL_INVALID, also for an id that is there, and what `add` throws. */
  create(pool: NewPool): Promise<CandidatePool>;
  /**
   * Puts LLMs behind the members; one that is a member keeps its place and takes on what is allowed now. Throws UNKNOWN_POOL,
   * UNKNOWN_LLM, LLM_RETIRED, LLM_NOT_CALIBRATED, or POOL_INVALID for an empty list.
   */
  add(pool: PoolId, llms: readonly LlmId[], allowUncalibrated: boolean): Promise<CandidatePool>;
  /** Throws UNKNOWN_POOL, UNKNOWN_LLM, or POOL_INVALID for one that is no member. */
  remove(pool: PoolId, llms: readonly LlmId[]): Promise<CandidatePool>;
  /** Requests that name no pool use it from then on. Throws UNKNOWN_POOL. */
  setDefault(pool: PoolId): Promise<CandidatePool>;
  /** Decisions that were made with it keep its id. Throws UNKNOWN_POOL, or POOL_INVALID for the default one. */
  delete(pool: PoolId): Promise<void>;
}

const description = textLine(500);

export function createPoolService({ store, onChanged, catalogue }: CatalogueDeps): PoolService {
  const change = async (id: PoolId, plan: (now: Catalogue) => readonly CatalogueStep[]): Promise<CandidatePool> => {
    await store.change(plan);
    await onChanged();
    return findPool(catalogue(), id);
  };
  const put = (id: PoolId, changed: (pool: CandidatePool, now: Catalogue) => CandidatePool) =>
    change(id, (now) => [{ kind: 'putPool', pool: changed(findPool(now, id), now) }]);
  return {
    async create({ id, llms, allowUncalibrated, isDefault, ...given }) {
      checkId(id);
      const named = description.safeParse(given.description);
      if (!named.success) throw invalid(`description: ${named.error.issues[0]?.message}.`, 'Say what the pool is for.');
      const empty = { id, description: named.data, llms: [], uncalibrated: new Set<LlmId>(), isDefault };
      return change(id, (now) => {
        if (now.pools.has(id)) throw invalid(`Pool "${id}" exists already.`, 'addToPool adds LLMs to it.');
        const pool = withMembers(empty, llms, allowUncalibrated, now);
        return [...(isDefault ? noDefault(now) : []), { kind: 'putPool', pool }];
      });
    },
    add: (id, llms, allowUncalibrated) =>
      put(id, (pool, now) => withMembers(pool, someOf(llms), allowUncalibrated, now)),
    remove: (id, llms) =>
      put(id, (pool, now) => {
        const gone = new Set(someOf(llms));
        for (const llm of gone) {
          if (pool.llms.includes(findLlm(now, llm).id)) continue;
          throw invalid(`${llm} is not in pool "${id}".`, `It holds ${pool.llms.join(', ') || 'no LLM'}.`);
        }
        return {
          ...pool,
          llms: pool.llms.filter((llm) => !gone.has(llm)),
          uncalibrated: new Set([...pool.uncalibrated].filter((llm) => !gone.has(llm))),
        };
      }),
    setDefault: (id) =>
      change(id, (now) => {
        const pool = findPool(now, id);
        return pool.isDefault ? [] : [...noDefault(now), { kind: 'putPool', pool: { ...pool, isDefault: true } }];
      }),
    async delete(id) {
      await store.change((now) => {
        if (!findPool(now, id).isDefault) return [{ kind: 'dropPool', pool: id }];
        throw invalid(`Pool "${id}" is the default one.`, 'Make another the default first: setDefaultPool.');
      });
      await onChanged();
    },
  };
}

/** The pool with more members. Throws UNKNOWN_LLM, LLM_RETIRED or LLM_NOT_CALIBRATED. */
function withMembers(
  pool: CandidatePool,
  llms: readonly LlmId[],
  allowUncalibrated: boolean,
  catalogue: Catalogue,
): CandidatePool {
  const uncalibrated = new Set(pool.uncalibrated);
  for (const id of llms) {
    const llm = findLlm(catalogue, id);
    if (llm.status === 'RETIRED') {
      throw new ThetaError('LLM_RETIRED', `${id} is retired: ${llm.retirement?.reason ?? 'no reason is noted'}`, {
        hint: 'reinstateLlm brings it back.',
      });
    }
    if (llm.status !== 'CALIBRATED' && !allowUncalibrated) {
      throw new ThetaError('LLM_NOT_CALIBRATED', `${id} is ${llm.status}: its ability is not known well enough yet.`, {
        hint: 'Give it responses to learn from, or allow it as it is: allowUncalibrated: true.',
      });
    }
    if (allowUncalibrated) uncalibrated.add(id);
    else uncalibrated.delete(id);
  }
  return { ...pool, llms: [...new Set([...pool.llms, ...llms])], uncalibrated };
}

/** The pools without a default; it goes first, as there is never more than one. */
const noDefault = ({ pools }: Catalogue): CatalogueStep[] =>
  [...pools.values()]
    .filter((pool) => pool.isDefault)
    .map((pool) => ({ kind: 'putPool', pool: { ...pool, isDefault: false } }));

function someOf(llms: readonly LlmId[]): readonly LlmId[] {
  if (llms.length > 0) return llms;
  throw invalid('The list of LLMs is empty.', 'Name at least one.');
}

function checkId(id: PoolId): void {
  if (/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.test(id)) return;
  throw invalid(
    'id: expected up to 100 letters, digits and . _ - that start with a letter or a digit.',
    'Requests name the pool by it.',
  );
}

const invalid = (message: string, hint: string): ThetaError => new ThetaError('POOL_INVALID', message, { hint });

import type { Clock } from '../../domain/clock.js';
import { ThetaError } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { CalibrationStatus, Catalogue, Llm } from '../../domain/llm.js';
import { llmNames } from '../../domain/llm.js';
import { findLlm } from '../candidates.js';
import type { GivenFacts, LlmLimits, NewLlm } from './llm-description.js';
import { changeLlm, describeLlm } from './llm-description.js';
import type { CatalogueStep, CatalogueStore } from './ports.js';

/** The LLMs of the catalogue, as an operator changes them. Each method resolves when requests see the change. */
export interface LlmRegistry {
  /** All or none, each with status COLD. Throws LLM_INVALID, LLM_EXISTS, PRICE_INVALID or BATCH_TOO_LARGE. */
  register(llms: readonly NewLlm[]): Promise<readonly Llm[]>;
  /** Absent facts stay, null forgets one. Throws UNKNOWN_LLM, LLM_INVALID or LLM_EXISTS. */
  update(llm: LlmId, facts: GivenFacts): Promise<Llm>;
  /** It is chosen no more; what was decided stays, and so do its places in pools. Throws UNKNOWN_LLM, LLM_INVALID or LLM_RETIRED. */
  retire(llm: LlmId, reason: string): Promise<Llm>;
  /** Brings it back with its former status. Throws UNKNOWN_LLM, or LLM_INVALID for one that is not retired. */
  reinstate(llm: LlmId): Promise<Llm>;
  /** Of a retired one, what it will be reinstated to. Throws UNKNOWN_LLM. */
  setStatus(llm: LlmId, status: CalibrationStatus): Promise<Llm>;
}

export interface CatalogueDeps {
  readonly store: CatalogueStore;
  readonly clock: Clock;
  /** Makes requests see the stored catalogue. */
  readonly onChanged: () => Promise<void>;
  /** What requests see. */
  readonly catalogue: () => Catalogue;
}

export interface LlmRegistryDeps extends CatalogueDeps {
  readonly limits: LlmLimits & { readonly maxBatch: number };
}

const REASON_CHARACTERS = 500;

export function createLlmRegistry({ store, clock, onChanged, catalogue, limits }: LlmRegistryDeps): LlmRegistry {
  const change = async (llm: LlmId, put: (now: Llm, catalogue: Catalogue) => Llm): Promise<Llm> => {
    await store.change((now) => {
      const known = findLlm(now, llm);
      const changed = put(known, now);
      return changed === known ? [] : [{ kind: 'putLlm', llm: changed }];
    });
    await onChanged();
    return findLlm(catalogue(), llm);
  };
  return {
    async register(given) {
      if (given.length > limits.maxBatch) {
        throw new ThetaError('BATCH_TOO_LARGE', `${given.length} LLMs at once; the limit is ${limits.maxBatch}.`, {
          hint: 'Split them, or raise THETA_MAX_BATCH.',
        });
      }
      const described = given.map((one) => describeLlm(one, clock.now(), limits));
      await store.change((now) => {
        const names = new Map(llmNames(now));
        return described.map(({ llm, price }): CatalogueStep => {
          claimNames(llm, names, now, 'new');
          return { kind: 'addLlm', llm, price };
        });
      });
      await onChanged();
      return described.map(({ llm }) => findLlm(catalogue(), llm.id));
    },
    update: (llm, facts) =>
      change(llm, (known, now) => {
        const changed = changeLlm(known, facts, clock.now(), limits);
        claimNames(changed, new Map(llmNames(now)), now, 'known');
        return changed;
      }),
    async retire(llm, given) {
      const reason = given.trim();
      if (reason === '' || reason.length > REASON_CHARACTERS) {
        throw new ThetaError('LLM_INVALID', `reason: expected 1 to ${REASON_CHARACTERS} characters.`, {
          hint: 'It is shown wherever the LLM is left out.',
        });
      }
      return change(llm, (known) => {
        if (known.status === 'RETIRED') throw retiredAlready(known);
        const at = clock.now();
        return { ...known, status: 'RETIRED', retirement: { at, reason, formerStatus: known.status }, updatedAt: at };
      });
    },
    reinstate: (llm) =>
      change(llm, (known) => {
        if (!known.retirement) {
          throw new ThetaError('LLM_INVALID', `${llm} is not retired; its status is ${known.status}.`);
        }
        return { ...known, status: known.retirement.formerStatus, retirement: null, updatedAt: clock.now() };
      }),
    setStatus: (llm, status) =>
      change(llm, (known) => {
        if ((known.retirement?.formerStatus ?? known.status) === status) return known;
        const changed = { ...known, updatedAt: clock.now() };
        return known.retirement
          ? { ...changed, retirement: { ...known.retirement, formerStatus: status } }
          : { ...changed, status };
      }),
  };
}

/** Adds the names of an LLM to those that are taken. Throws LLM_EXISTS where one names another LLM, or any if it is new. */
function claimNames(llm: Llm, names: Map<string, LlmId>, catalogue: Catalogue, as: 'new' | 'known'): void {
  const own = [llm.id, ...llm.aliases];
  for (const name of own) {
    const owner = names.get(name.toLowerCase());
    if (owner !== undefined && (as === 'new' || owner !== llm.id)) throw taken(llm, name, owner, catalogue);
  }
  for (const name of own) names.set(name.toLowerCase(), llm.id);
}

function taken(llm: Llm, name: string, owner: LlmId, catalogue: Catalogue): ThetaError {
  const known = catalogue.llms.get(owner);
  if (owner !== llm.id || !known) {
    return new ThetaError('LLM_EXISTS', `"${name}" cannot name ${llm.id}: it names ${owner} already.`, {
      hint: 'Ids and aliases name one LLM each, whatever their case.',
    });
  }
  return known.retirement
    ? new ThetaError('LLM_EXISTS', `${owner} is in the catalogue, retired: ${known.retirement.reason}`, {
        hint: 'reinstateLlm brings it back, updateLlm changes its facts.',
      })
    : new ThetaError('LLM_EXISTS', `${owner} is in the catalogue already.`, {
        hint: 'updateLlm changes its facts, setPrice its price.',
      });
}

const retiredAlready = ({ id, retirement }: Llm): ThetaError =>
  new ThetaError('LLM_RETIRED', `${id} is retired already: ${retirement?.reason}`, {
    hint: 'reinstateLlm brings it back.',
  });

import type { LlmId } from '../domain/ids.js';
import type { Catalogue, Llm } from '../domain/llm.js';
import type { Principal } from '../domain/principal.js';
import { isOpen } from './access.js';
import { GatewayError } from './gateway-error.js';
import type { ProviderTable } from './providers/types.js';
import type { ModelEntry } from './types.js';

export interface ModelSource {
  readonly catalogue: Catalogue;
  /** Routers that serve. */
  readonly routers: readonly string[];
  /** Milliseconds since 1970 from which they do. */
  readonly since: number;
  readonly providers: ProviderTable;
}

/** theta, theta: with each router and each pool, and every LLM that can be asked by name; as far as they are open to whoever asks. */
export function modelEntries(
  { catalogue, routers, since, providers }: ModelSource,
  principal: Principal,
): readonly ModelEntry[] {
  const { pools } = principal;
  const open = [...catalogue.pools.keys()].filter((pool) => pools === null || pools.includes(pool));
  const virtual = (id: string) => entry(id, since, 'theta');
  const twice = new Set<string>(open.filter((pool) => routers.includes(pool)));
  const name = (kind: string, id: string) => virtual(`theta:${twice.has(id) ? `${kind}=` : ''}${id}`);
  const askable = (llm: LlmId): Llm[] => {
    const known = catalogue.llms.get(llm);
    return known && known.status !== 'RETIRED' && isOpen(llm, principal, catalogue) ? [known] : [];
  };
  return [
    virtual('theta'),
    ...routers.map((id) => name('router', id)),
    ...open.map((id) => name('pool', id)),
    ...[...providers.llms]
      .flatMap(askable)
      .map(({ id, registeredAt, developer }) => entry(id, registeredAt ?? 0, developer)),
  ];
}

/** Throws GatewayError 404. */
export function findModel(id: string, entries: readonly ModelEntry[]): ModelEntry {
  const found = entries.find((one) => one.id === id);
  if (found) return found;
  throw new GatewayError(
    404,
    'invalid_request_error',
    'model_not_found',
    `The model "${id.slice(0, 80)}" does not exist.`,
    {
      param: 'model',
    },
  );
}

const entry = (id: string, createdMs: number, owner: string): ModelEntry => ({
  id,
  object: 'model',
  created: Math.floor(createdMs / 1000),
  owned_by: owner,
});

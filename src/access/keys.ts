import type { Clock } from '../domain/clock.js';
import { ThetaError } from '../domain/errors.js';
import type { PoolId } from '../domain/ids.js';
import type { Principal, Role } from '../domain/principal.js';
import { checkNewKey } from './check-key.js';
import { ShortMemory } from './short-memory.js';
import type { RandomBytes } from './secrets.js';
import { digestOf, isKeySecret, newKeySecret, shownPrefix } from './secrets.js';
import type { ApiKey, Authenticated, KeyRepository } from './types.js';

export interface NewKey {
  readonly name: string;
  readonly role: Role;
  readonly pools?: readonly PoolId[] | undefined;
  readonly requestsPerMinute?: number | undefined;
  readonly dailyBudgetUsd?: number | undefined;
  readonly expiresAt?: number | undefined;
}

export interface KeyService {
  /** The secret is told this once. Throws API_KEY_INVALID or UNKNOWN_POOL. */
  create(wanted: NewKey): Promise<{ readonly key: ApiKey; readonly secret: string }>;
  list(): Promise<readonly ApiKey[]>;
  /** Holds on this server at once. Throws UNKNOWN_API_KEY. */
  revoke(id: string): Promise<ApiKey>;
  /** Whom a secret names; null for what is no good key. */
  authenticate(secret: string): Authenticated;
  /** The same for a digest that was kept. */
  byDigest(digest: string): Authenticated;
  /** Whether a secret was found good a moment ago: no look-up is needed. */
  isKnown(secret: string): boolean;
}

export interface KeyServiceDeps {
  readonly repository: KeyRepository;
  readonly pools: () => ReadonlyMap<PoolId, unknown>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly randomBytes: RandomBytes;
  readonly cacheSeconds: number;
  /** Of the environment: good as long as it stands there. */
  readonly adminKey?: string | undefined;
  readonly onError: (error: unknown) => void;
}

const USED_EVERY_MS = 60_000;
const CACHED_KEYS = 10_000;

export function createKeyService(deps: KeyServiceDeps): KeyService {
  const { repository, clock } = deps;
  const cache = new ShortMemory<Known | null>({ ms: deps.cacheSeconds * 1000, max: CACHED_KEYS, clock });
  const adminDigest = deps.adminKey === undefined ? null : digestOf(deps.adminKey);
  const noted = new Map<string, number>();

  const load = async (digest: string): Promise<Known | null> => {
    const key = await repository.byDigest(digest);
    return key && { key, principal: principalOf(key) };
  };
  /** Fire and forget: nobody waits for it. */
  const noteUse = (id: string, now: number): void => {
    if (now - (noted.get(id) ?? 0) < USED_EVERY_MS) return;
    noted.set(id, now);
    repository.used(id, now).catch(deps.onError);
  };
  const good = (known: Known | null): Principal | null => {
    if (!known) return null;
    const now = clock.now();
    const { key, principal } = known;
    if (key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now)) return null;
    noteUse(key.id, now);
    return principal;
  };
  const byDigest = (digest: string): Authenticated => {
    if (digest === adminDigest) return ENVIRONMENT_ADMIN;
    const known = cache.get(digest, () => load(digest));
    return known instanceof Promise ? known.then(good) : good(known);
  };

  return {
    async create(wanted) {
      const { name } = checkNewKey(wanted, deps.pools(), clock.now());
      const secret = newKeySecret(deps.randomBytes);
      const key: ApiKey = {
        id: deps.newId(),
        name,
        prefix: shownPrefix(secret),
        role: wanted.role,
        pools: wanted.pools ?? null,
        requestsPerMinute: wanted.requestsPerMinute ?? null,
        dailyBudgetUsd: wanted.dailyBudgetUsd ?? null,
        createdAt: clock.now(),
        expiresAt: wanted.expiresAt ?? null,
        revokedAt: null,
        lastUsedAt: null,
      };
      await repository.add({ ...key, digest: digestOf(secret) });
      return { key, secret };
    },
    list: () => repository.list(),
    async revoke(id) {
      const key = await repository.revoke(id, clock.now());
      cache.forget((known) => known?.key.id === id);
      if (key) return key;
      throw new ThetaError('UNKNOWN_API_KEY', `No API key ${JSON.stringify(id)} exists.`, {
        hint: 'The query apiKeys lists them.',
      });
    },
    authenticate(secret) {
      const digest = digestOf(secret);
      return isKeySecret(secret) || digest === adminDigest ? byDigest(digest) : null;
    },
    byDigest,
    isKnown(secret) {
      const digest = digestOf(secret);
      return digest === adminDigest || cache.has(digest);
    },
  };
}

interface Known {
  readonly key: ApiKey;
  readonly principal: Principal;
}

const ENVIRONMENT_ADMIN: Principal = { id: 'admin', name: 'first key', role: 'admin', pools: null };

const principalOf = ({ id, name, role, pools, requestsPerMinute, dailyBudgetUsd }: ApiKey): Principal => ({
  id,
  name,
  role,
  pools,
  ...(requestsPerMinute === null && dailyBudgetUsd === null ? {} : { limits: { requestsPerMinute, dailyBudgetUsd } }),
});

import type { Clock } from '../domain/clock.js';
import type { Principal } from '../domain/principal.js';
import { ShortMemory } from './short-memory.js';
import type { KeyService } from './keys.js';
import type { RandomBytes } from './secrets.js';
import { digestOf, newToken } from './secrets.js';
import type { Authenticated, Session, SessionRepository } from './types.js';

export interface OpenedSession {
  readonly principal: Principal;
  /** What the browser keeps, told this once. */
  readonly token: string;
  readonly expiresAt: number;
}

/** Sign-ins to the dashboard. Kept in the database, so that they hold on every server and end with the key that made them. */
export interface SessionService {
  /** Null for a secret that is no good key. */
  open(secret: string): Promise<OpenedSession | null>;
  authenticate(token: string): Authenticated;
  close(token: string): Promise<void>;
}

export interface SessionServiceDeps {
  readonly repository: SessionRepository;
  readonly keys: KeyService;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly hours: number;
  readonly cacheSeconds: number;
}

const HOUR_MS = 3_600_000;
const CACHED_SESSIONS = 10_000;

export function createSessionService(deps: SessionServiceDeps): SessionService {
  const { repository, keys, clock } = deps;
  const cache = new ShortMemory<Session | null>({ ms: deps.cacheSeconds * 1000, max: CACHED_SESSIONS, clock });
  const good = (session: Session | null): Authenticated =>
    session && session.expiresAt > clock.now() ? keys.byDigest(session.keyDigest) : null;
  return {
    async open(secret) {
      const principal = await keys.authenticate(secret);
      if (!principal) return null;
      const now = clock.now();
      const token = newToken(deps.randomBytes);
      const expiresAt = now + deps.hours * HOUR_MS;
      await repository.prune(now);
      await repository.add({ digest: digestOf(token), keyDigest: digestOf(secret), createdAt: now, expiresAt });
      return { principal, token, expiresAt };
    },
    authenticate(token) {
      const digest = digestOf(token);
      const known = cache.get(digest, () => repository.byDigest(digest));
      return known instanceof Promise ? known.then(good) : good(known);
    },
    async close(token) {
      const digest = digestOf(token);
      await repository.remove(digest);
      cache.forget((_session, key) => key === digest);
    },
  };
}

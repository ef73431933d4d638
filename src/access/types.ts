import type { PoolId } from '../domain/ids.js';
import type { Principal, Role } from '../domain/principal.js';

/** An API key without its secret, which is kept nowhere. Times are milliseconds since 1970. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** First characters of the secret, to tell keys apart. */
  readonly prefix: string;
  readonly role: Role;
  /** Null for any. */
  readonly pools: readonly PoolId[] | null;
  /** Null for any number. */
  readonly requestsPerMinute: number | null;
  /** Null for any sum. */
  readonly dailyBudgetUsd: number | null;
  readonly createdAt: number;
  /** Null for never. */
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  /** To the minute; null for never. */
  readonly lastUsedAt: number | null;
}

export interface StoredKey extends ApiKey {
  /** SHA-256 of the secret, hexadecimal. */
  readonly digest: string;
}

export interface KeyRepository {
  add(key: StoredKey): Promise<void>;
  /** Newest first. */
  list(): Promise<readonly ApiKey[]>;
  byDigest(digest: string): Promise<ApiKey | null>;
  /** Keeps the time of an earlier revocation. Null where there is no such key. */
  revoke(id: string, at: number): Promise<ApiKey | null>;
  used(id: string, at: number): Promise<void>;
}

/** A sign-in to the dashboard; it is good as long as the key is that made it. */
export interface Session {
  /** SHA-256 of what the browser holds. */
  readonly digest: string;
  readonly keyDigest: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface SessionRepository {
  add(session: Session): Promise<void>;
  byDigest(digest: string): Promise<Session | null>;
  remove(digest: string): Promise<void>;
  /** Deletes what has expired by then. */
  prune(now: number): Promise<void>;
}

/** Null for what is unknown, expired or revoked: all alike. At once where it is cached. */
export type Authenticated = Principal | null | Promise<Principal | null>;

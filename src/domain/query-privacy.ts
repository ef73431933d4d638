import { createHmac } from 'node:crypto';
import { textDigest } from './text-digest.js';

/** What of a query the log of decisions keeps: its text, a digest by which repeats can be told, or neither. */
export const QUERY_STORAGE = ['full', 'hashed', 'none'] as const;
export type QueryStorage = (typeof QUERY_STORAGE)[number];

export interface QueryPrivacy {
  readonly store: QueryStorage;
  /** Hexadecimal, 64 digits: what stands for a text that is not kept. */
  readonly digest: (text: string) => string;
}

/**
 * Without a key the digest is the SHA-256 of the text: whoever can guess a text can confirm it. With one it is an HMAC-SHA-256 of that under the
 * key, which says nothing to those who do not have the key.
 */
export const queryPrivacy = (store: QueryStorage, key: string | null = null): QueryPrivacy => ({
  store,
  digest: key === null ? textDigest : (text) => keyedDigest(key, textDigest(text)),
});

/** Of the hexadecimal SHA-256 of a text, which is all that a cache of vectors knows of it: so both name a text alike. */
export const keyedDigest = (key: string, digest: string): string =>
  createHmac('sha256', key).update(digest).digest('hex');

import { z } from 'zod';
import { integer, setting } from './config-setting.js';
import type { QueryStorage } from './domain/query-privacy.js';
import { QUERY_STORAGE } from './domain/query-privacy.js';

/** A hundred years. */
const LONGEST_DAYS = 36_525;

/** It was a flag once: on kept texts, off hashes. */
const FLAG: ReadonlyMap<string, QueryStorage> = new Map([
  ...['1', 'true', 'yes', 'on'].map((word) => [word, 'full'] as const),
  ...['0', 'false', 'no', 'off'].map((word) => [word, 'hashed'] as const),
]);

/** Settings of docs/data.md. */
export const dataSettings = {
  storeQueries: setting(
    z
      .string()
      .default('full')
      .transform((value) => FLAG.get(value.toLowerCase()) ?? value)
      .pipe(z.enum(QUERY_STORAGE)),
    'THETA_STORE_QUERIES',
    'What decisions are logged with: full is the query text, hashed a digest of it, none neither. true is full, false is hashed.',
  ),
  hashKey: setting(
    z.string().min(16, 'expected at least 16 characters').optional(),
    'THETA_HASH_KEY',
    'Secret under which digests of query texts are made, for hashed and for stored vectors; without it they are plain SHA-256, by which a guessed text can be confirmed.',
  ),
  decisionKeepDays: setting(
    integer(1, LONGEST_DAYS).optional(),
    'THETA_DECISION_KEEP_DAYS',
    'Whole UTC days that logged decisions are kept beside the current one, with their feedback and shadows; for ever by default. Up to 100 each day is a partition of its own, which is dropped whole.',
  ),
  trafficKeepDays: setting(
    integer(1, LONGEST_DAYS).optional(),
    'THETA_TRAFFIC_KEEP_DAYS',
    'Whole UTC days that the sums of traffic are kept beside the current one, which hold no texts; for ever by default.',
  ),
  retentionEvery: setting(
    integer(1, 10_080).default(60),
    'THETA_RETENTION_EVERY',
    'Minutes between two removals of what is older than is kept.',
  ),
};

export type DataConfig = Readonly<z.infer<z.ZodObject<typeof dataSettings>>>;

import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { queryPrivacy } from '../../../src/domain/query-privacy.js';
import { textDigest } from '../../../src/domain/text-digest.js';
import { toRecord } from '../../../src/routing/decision.js';
import type { RoutingDecision } from '../../../src/routing/types.js';
import { loggedTraffic } from '../../fixtures/logged-traffic.js';
import { seededRng } from '../../../src/domain/random.js';

const KEY = 'a secret of sixteen';
const text = 'What is 2 + 2? 中文';

describe('what is kept of a query', () => {
  it('is named by SHA-256 without a key, and by HMAC-SHA-256 with one', () => {
    expect(queryPrivacy('hashed').digest(text)).toBe(textDigest(text));
    expect(queryPrivacy('hashed', KEY).digest(text)).toBe(
      createHmac('sha256', KEY).update(textDigest(text)).digest('hex'),
    );
    expect(queryPrivacy('hashed', `${KEY}.`).digest(text)).not.toBe(queryPrivacy('hashed', KEY).digest(text));
  });

  it.each([
    ['full', null, text, textDigest(text)],
    ['full', KEY, text, textDigest(text)],
    ['hashed', null, null, textDigest(text)],
    ['hashed', KEY, null, createHmac('sha256', KEY).update(textDigest(text)).digest('hex')],
    ['none', KEY, null, null],
  ] as const)('is logged in mode %s with key %s', (store, key, query, queryHash) => {
    const { records } = loggedTraffic({ n: 1, from: 0, to: 1 }, seededRng(1));
    const ranking = records[0]?.ranking;
    const decision = { query: text, ranking, objective: { alpha: 0.8 }, timing: { totalMs: 1 }, tags: [] };
    const record = toRecord(decision as unknown as RoutingDecision, queryPrivacy(store, key));
    expect([record.query, record.queryHash]).toEqual([query, queryHash]);
  });
});

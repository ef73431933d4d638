import { describe, expect, it } from 'vitest';
import { queryId } from '../../../src/domain/query-id.js';
import { keyedDigest } from '../../../src/domain/query-privacy.js';
import { textDigest } from '../../../src/domain/text-digest.js';
import { createForgetService } from '../../../src/jobs/forget/forget.js';
import type { ForgetRequest, ForgetSelection, ForgetStep } from '../../../src/jobs/forget/types.js';

const KEY = 'a secret of sixteen';
const step = (next: string | null, taught: string[] = []): ForgetStep => ({
  ...{ decisions: 2, labels: 1, shadows: 3, vectors: 1, next, taught },
});

function service(steps: ForgetStep[], hashKey: string | null = null) {
  const asked: { selection: ForgetSelection; after: string | null }[] = [];
  const seen: string[] = [];
  const forgetting = createForgetService({
    store: {
      forgetSome: (selection, after) => {
        asked.push({ selection, after });
        return Promise.resolve(steps.shift() as ForgetStep);
      },
      forgetVectors: (digests) => Promise.resolve(digests.length),
      forgetLabel: (tag) => Promise.resolve({ decisions: tag.length, sums: 1 }),
    },
    hashKey,
    settle: () => Promise.resolve(void seen.push('settled')),
    versionsThatKnow: (ids) => Promise.resolve([...ids].sort()),
    isTrainingQuery: (id) => Promise.resolve(id === queryId('known')),
  });
  return { asked, seen, forget: (request: ForgetRequest) => forgetting.forget(request) };
}

describe('forgetting', () => {
  it('goes on step by step behind what was decided, and adds up what went', async () => {
    const { asked, seen, forget } = service([step('a', ['one']), step('b'), step(null, ['two'])]);
    expect(await forget({ tag: 'user' })).toEqual({
      ...{ decisions: 6, labels: 3, shadows: 9, vectors: 3 },
      ...{ labelled: { decisions: 4, sums: 1 }, versions: ['one', 'two'], isTrainingQuery: null },
    });
    expect(asked.map(({ after }) => after)).toEqual([null, 'a', 'b']);
    expect(seen).toEqual(['settled']);
  });

  it('looks for a text as itself and by every digest it may have', async () => {
    const { asked, forget } = service([step(null)], KEY);
    const sha256 = textDigest('known');
    const found = await forget({ text: 'known', before: 5 });
    expect(asked[0]?.selection).toEqual({
      query: { text: 'known', sha256, digests: [sha256, keyedDigest(KEY, sha256)] },
      ...{ decisionIds: null, tag: null, before: 5 },
    });
    expect(found).toMatchObject({ vectors: 3, versions: [queryId('known')], isTrainingQuery: true });
  });

  it('takes a digest as one of the log, and as a SHA-256', async () => {
    const { asked, forget } = service([step(null)], KEY);
    const hash = textDigest('other');
    expect(await forget({ hash, tag: 'user' })).toMatchObject({
      isTrainingQuery: false,
      labelled: { decisions: 0, sums: 0 },
    });
    expect(asked[0]?.selection.query?.digests).toEqual([hash, keyedDigest(KEY, hash)]);
  });

  it.each([
    [{}, /Expected a text, a hash/],
    [{ text: 'a', hash: textDigest('a') }, /got both/],
    [{ hash: 'abc' }, /64 hexadecimal digits/],
    [{ decisionIds: Array.from({ length: 10_001 }, () => 'x') }, /at most 10000/],
  ])('refuses %j', async (request, message) => {
    await expect(service([]).forget(request)).rejects.toThrow(message);
  });
});

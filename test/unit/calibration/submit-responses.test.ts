import { describe, expect, it } from 'vitest';
import { createGraders } from '../../../src/calibration/graders/index.js';
import { storeResponses } from '../../../src/calibration/submit-responses.js';
import type { AnchorCompletion, AnchorResponse } from '../../../src/calibration/types.js';
import type { ResponseRow } from '../../../src/data/ports.js';
import { toThetaError } from '../../../src/domain/errors.js';
import { llmId } from '../../../src/domain/ids.js';

const llm = llmId('new');
const texts = new Map([
  ['a', 'text of a'],
  ['b', 'text of b'],
]);
const unknown = { cost: Number.NaN, inputTokens: Number.NaN, outputTokens: Number.NaN };
const response = (query: string, performance: number, change: Partial<AnchorResponse> = {}): AnchorResponse => ({
  query,
  performance,
  ...unknown,
  ...change,
});

/** What was stored, or what was thrown. */
async function submit(responses: readonly (AnchorResponse | AnchorCompletion)[]) {
  const stored: { source: string; rows: ResponseRow[] }[] = [];
  const deps = {
    texts: {
      texts: (ids: readonly string[]) => Promise.resolve(new Map([...texts].filter(([id]) => ids.includes(id)))),
    },
    responses: {
      async add(source: string, batches: AsyncIterable<readonly ResponseRow[]> | Iterable<readonly ResponseRow[]>) {
        const rows: ResponseRow[] = [];
        for await (const batch of batches) rows.push(...batch);
        stored.push({ source, rows });
        return { queries: 0, responses: rows.length };
      },
    },
    maxBatch: 30,
    graders: createGraders(),
  };
  const error = await storeResponses({ llm, responses }, deps).then(
    () => null,
    (thrown: unknown) => toThetaError(thrown),
  );
  return { stored, error };
}

describe('storeResponses', () => {
  it('stores scores under the texts of their queries, as an import of their own', async () => {
    const { stored, error } = await submit([
      response('a', 1, { cost: 0.002, inputTokens: 10, outputTokens: 0 }),
      response('b', 0.25),
    ]);
    expect(error).toBeNull();
    const none = { task: null, llm, cost: null, inputTokens: null, outputTokens: null };
    expect(stored).toEqual([
      {
        source: 'anchors/new',
        rows: [
          { ...none, text: 'text of a', performance: 1, cost: 0.002, inputTokens: 10, outputTokens: 0 },
          { ...none, text: 'text of b', performance: 0.25 },
        ],
      },
    ]);
  });

  it.each([
    [[], /expected at least one response/],
    [[response('a', 1), response('c', 1)], /c: no stored query has this id/],
    [[response('a', 1), response('b', 1), response('a', 0)], /a: given twice/],
    [[response('a', 1.01)], /a: expected a score from 0 to 1, got 1.01/],
    [[response('a', Number.NaN)], /a: expected a score from 0 to 1, got NaN/],
    [[response('a', 1, { cost: -1 })], /a: expected cost of 0 or more, got -1/],
    [[response('a', 1, { outputTokens: Infinity })], /a: expected outputTokens of 0 or more/],
  ])('refuses %j as a whole', async (responses, message) => {
    const { stored, error } = await submit(responses);
    expect([stored, error?.code]).toEqual([[], 'BAD_USER_INPUT']);
    expect(error?.message).toMatch(message);
  });

  it('names every one that does not fit, and counts the rest of many', async () => {
    const { error } = await submit([response('a', 2), response('b', 1), response('c', -1), response('a', 1)]);
    expect(error?.message).toMatch(/a: expected a score.*; c: no stored query.*; a: given twice/);
    const many = Array.from({ length: 15 }, (_, i) => response(`unknown ${i}`, 1));
    expect((await submit(many)).error?.message).toMatch(/unknown 9: .*; and 5 more\.$/);
  });

  it('grades completions against their references, and stores the scores', async () => {
    const graded = (
      query: string,
      completion: string,
      references: string[],
      grader: 'numeric' | 'exact' | 'choice',
    ) => ({
      query,
      completion,
      references,
      grader,
      ...unknown,
    });
    const { stored, error } = await submit([
      graded('a', 'There are 3 + 4 = 7 apples.', ['7'], 'numeric'),
      graded('b', 'Lyon', ['Paris', 'paris.'], 'exact'),
    ]);
    expect(error).toBeNull();
    expect(stored[0]?.rows.map(({ performance }) => performance)).toEqual([1, 0]);
    expect(JSON.stringify(stored)).not.toContain('apples');
    const bad = await submit([graded('a', '7', [], 'numeric'), graded('b', '7', ['no number'], 'numeric')]);
    expect([bad.stored, bad.error?.code]).toEqual([[], 'BAD_USER_INPUT']);
    expect(bad.error?.message).toMatch(/a: expected at least one reference.*; b: /);
  });

  it('has a limit', async () => {
    const many = Array.from({ length: 31 }, (_, i) => response(`${i}`, 1));
    expect((await submit(many)).error?.code).toBe('BATCH_TOO_LARGE');
  });
});

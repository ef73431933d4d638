import { describe, expect, it } from 'vitest';
import { llmId } from '../../../../src/domain/ids.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { takeQueries } from '../../../../src/domain/responses.js';
import { anchorPool, evidenceOf } from '../../../../src/jobs/protocols/cold-start/anchor-pool.js';
import type { RouterSet } from '../../../../src/routing/router-set.js';
import { world } from '../world.js';

// The set was trained on three of the four queries, in another order.
const responses = takeQueries(world(null), [3, 0, 2]);
const vectors = matrix(3, 2, Float32Array.of(3, 3, 0, 0, 2, 2));
const set = { reference: { vectors, responses } } as unknown as RouterSet;

describe('anchor queries of a newcomer', () => {
  it('are the training queries that it answered and that the routers know, with its answers', () => {
    const pool = anchorPool(world(null), set, llmId('cheap'));
    expect([...pool.rows]).toEqual([1, 2, 0]);
    expect([...pool.performance]).toEqual([1, 0, 0]);
    // The entry of "cheap" on the first query was not observed.
    expect([...anchorPool(world(null, 1), set, llmId('cheap')).rows]).toEqual([2, 0]);
  });

  it('become evidence in the order in which they were asked', () => {
    const pool = anchorPool(world(null), set, llmId('cheap'));
    const evidence = evidenceOf(pool, set, [1, 0]);
    expect([...evidence.vectors.data]).toEqual([2, 2, 0, 0]);
    expect(evidence.queries).toEqual([
      { id: 'q2', task: 'b' },
      { id: 'q0', task: 'a' },
    ]);
    expect(evidence.llms).toEqual(['cheap']);
    expect([...evidence.scores.performance]).toEqual([0, 1]);
    expect(evidenceOf(pool, set, [])).toMatchObject({ llms: [], queries: [] });
  });
});

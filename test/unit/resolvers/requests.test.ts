import { describe, expect, it } from 'vitest';
import {
  toDecisionFilter,
  toReembedRequest,
  toRouteRequest,
  toTrainingRequest,
} from '../../../src/resolvers/requests.js';

describe('requests', () => {
  it('null and absence are both undefined, zero and the empty list are not', () => {
    const nulls = {
      query: 'q',
      router: null,
      alpha: null,
      pool: null,
      llms: null,
      prices: null,
      warmUpWeight: null,
      constraints: null,
      tags: null,
    };
    expect(Object.entries(toRouteRequest(nulls)).filter(([, value]) => value !== undefined)).toEqual([['query', 'q']]);
    expect(toRouteRequest({ query: 'q', alpha: 0, warmUpWeight: 0, llms: [] })).toMatchObject({
      alpha: 0,
      warmUpWeight: 0,
      llms: [],
    });
  });

  it('prices become a map; the last one for an LLM holds', () => {
    const price = (llm: string, usd: number) => ({ llm, inputPerMillion: usd, outputPerMillion: usd });
    const { prices } = toRouteRequest({ query: 'q', prices: [price('a', 1), price('b', 2), price('a', 0)] });
    expect(Object.fromEntries(prices ?? [])).toEqual({
      a: { inputPerMillion: 0, outputPerMillion: 0 },
      b: { inputPerMillion: 2, outputPerMillion: 2 },
    });
  });

  it('times become milliseconds', () => {
    expect(toDecisionFilter({ from: new Date(5), to: null })).toMatchObject({ from: 5, to: undefined });
  });

  it('re-embedding has its defaults', () => {
    expect(toReembedRequest({})).toEqual({ embedder: null, routers: [], sources: [], label: null, promote: false });
  });

  it('training has its defaults', () => {
    expect(toTrainingRequest({ label: 'x' })).toEqual({
      label: 'x',
      routers: [],
      sources: [],
      seed: 0,
      hyperparameters: {},
      embedder: null,
      promote: false,
    });
  });
});

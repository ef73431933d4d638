import { describe, expect, it } from 'vitest';
import { readSummary } from '../../../web/src/pages/training/versions/summary.js';

const trained = {
  ...{ queries: 540, responses: 1620, heldOutQueries: 60, llms: ['a', 'b'], sources: ['mine'] },
  embedder: { name: 'lexical', dims: 8 },
  request: { routers: ['mirt'], hyperparameters: { mirt: { dims: 2 } }, sources: ['mine'], seed: 0 },
  leftOut: { 'hybrid-llm': 'Two LLMs are needed.' },
};

describe('the summary of a version', () => {
  it('says what it was trained on, and from what request', () => {
    expect(readSummary('v2', trained)).toEqual({
      ...{
        queries: 540,
        responses: 1620,
        heldOutQueries: 60,
        llms: ['a', 'b'],
        embedder: 'lexical',
        sources: ['mine'],
      },
      request: { routers: ['mirt'], hyperparameters: { mirt: { dims: 2 } } },
      leftOut: { 'hybrid-llm': 'Two LLMs are needed.' },
      origin: { kind: 'trained' },
    });
  });

  it('may lack everything', () => {
    expect(readSummary('v1', { embedder: 7, llms: 'none', leftOut: null })).toEqual({
      ...{ queries: null, responses: null, heldOutQueries: null, llms: [], embedder: null, sources: [], request: null },
      leftOut: {},
      origin: { kind: 'trained' },
    });
  });

  it.each([
    ['refit', { refit: { over: 'v1' } }, { kind: 'refit', of: 'v1' }],
    [
      'evidence',
      { evidence: { version: 'v2', of: 'v1', note: 'answers' } },
      { kind: 'evidence', of: 'v1', note: 'answers' },
    ],
    [
      'feedback',
      { evidence: { version: 'v2', of: 'v1', note: 'n' }, feedback: { update: { version: 'v2', over: 'v1' } } },
      { kind: 'feedback', of: 'v1' },
    ],
    ['correction', { correction: { of: 'v1', reason: 'why' } }, { kind: 'correction', of: 'v1', note: 'why' }],
    // Inherited from the version that it was made of, and not its own.
    ['inherited evidence', { evidence: { version: 'v1', of: 'v0', note: 'n' } }, { kind: 'trained' }],
    ['an inherited update', { feedback: { update: { version: 'v1', over: 'v0' } } }, { kind: 'trained' }],
  ])('tells %s from its own name', (_what, more, origin) => {
    expect(readSummary('v2', { ...trained, ...more }).origin).toEqual(origin);
  });
});

import { describe, expect, it } from 'vitest';
import { llmId } from '../../../src/domain/ids.js';
import type { ResponseMatrix } from '../../../src/domain/responses.js';
import {
  answeredColumns,
  denseCost,
  densePerformance,
  meanPerformance,
  takeQueries,
} from '../../../src/domain/responses.js';

// q0: A = 1, C = 0.5 · q1: nothing observed · q2: B = 0
const responses: ResponseMatrix = {
  queries: ['q0', 'q1', 'q2'].map((id) => ({ id, text: id, task: null })),
  llms: ['A', 'B', 'C', 'D'].map(llmId),
  rowStart: Uint32Array.from([0, 2, 2, 3]),
  llmIndex: Uint16Array.from([0, 2, 1]),
  performance: Float32Array.from([1, 0.5, 0]),
  cost: Float32Array.from([0.25, Number.NaN, 0.75]),
  inputTokens: null,
  outputTokens: null,
};

describe('response matrix', () => {
  it('keeps "not observed" apart from zero', () => {
    expect([...densePerformance(responses).data]).toEqual([1, NaN, 0.5, NaN, NaN, NaN, NaN, NaN, NaN, 0, NaN, NaN]);
    expect([...(denseCost(responses)?.data ?? [])].slice(8)).toEqual([NaN, 0.75, NaN, NaN]);
    expect([...meanPerformance(responses)]).toEqual([1, 0, 0.5, NaN]);
    expect(answeredColumns(responses)).toEqual([0, 1, 2]);
  });

  it('takes queries in any order, with their entries', () => {
    const taken = takeQueries(responses, [2, 0, 1, 0]);
    expect(taken.queries.map((q) => q.id)).toEqual(['q2', 'q0', 'q1', 'q0']);
    expect([...taken.rowStart]).toEqual([0, 1, 3, 3, 5]);
    expect([...taken.llmIndex]).toEqual([1, 0, 2, 0, 2]);
    expect([...taken.performance]).toEqual([0, 1, 0.5, 1, 0.5]);
    expect([...(taken.cost as Float32Array)]).toEqual([0.75, 0.25, NaN, 0.25, NaN]);
    expect(taken.inputTokens).toBeNull();
  });
});

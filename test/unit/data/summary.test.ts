import { describe, expect, it } from 'vitest';
import { llmId } from '../../../src/domain/ids.js';
import { MatrixBuilder } from '../../../src/data/matrix-builder.js';
import { summarise } from '../../../src/data/summary.js';

describe('summarise', () => {
  it('counts what is there', () => {
    const builder = new MatrixBuilder({ llms: ['a', 'b', 'idle'].map(llmId) });
    const rest = { inputTokens: null, outputTokens: null };
    builder.add({ text: 'q1', task: 'mmlu', llm: llmId('a'), performance: 1, cost: 0.1, ...rest });
    builder.add({ text: 'q1', task: 'mmlu', llm: llmId('b'), performance: 0.25, cost: null, ...rest });
    builder.add({ text: 'q2', task: null, llm: llmId('a'), performance: 0.5, cost: 0, ...rest });
    builder.add({ text: 'q3', task: 'arc', llm: llmId('a'), performance: 0, cost: 0.2, ...rest });
    expect(summarise(builder.build())).toEqual({
      queries: 3,
      llms: 3,
      responses: 4,
      density: 4 / 9,
      queriesPerTask: [
        { task: 'arc', queries: 1 },
        { task: 'mmlu', queries: 1 },
        { task: null, queries: 1 },
      ],
      perLlm: [
        { llm: 'a', responses: 3, meanPerformance: 0.5 },
        { llm: 'b', responses: 1, meanPerformance: 0.25 },
        { llm: 'idle', responses: 0, meanPerformance: null },
      ],
      knownCostShare: 0.75,
    });
  });

  it('has no division by nothing', () => {
    expect(summarise(new MatrixBuilder().build())).toEqual({
      queries: 0,
      llms: 0,
      responses: 0,
      density: 0,
      queriesPerTask: [],
      perLlm: [],
      knownCostShare: 0,
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { Side } from '../../../../src/calibration/version-diff/diff-decisions.js';
import { diffDecisions } from '../../../../src/calibration/version-diff/diff-decisions.js';
import { llmId, routerId } from '../../../../src/domain/ids.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { objective } from '../../../../src/domain/objective.js';

const side = (llms: readonly string[], cost: readonly number[], rows: readonly (readonly number[])[]): Side => ({
  candidates: { llms: llms.map(llmId), cost: Float32Array.from(cost) },
  predicted: matrix(rows.length, llms.length, Float32Array.from(rows.flat())),
  policy: null,
});
const diff = (before: Side, after: Side, alpha = 0.5, output: 'performance' | 'preference' = 'performance') =>
  diffDecisions(routerId('r'), output, before, after, objective(alpha));

describe('diffDecisions', () => {
  const before = side(
    ['a', 'b'],
    [1, 0],
    [
      [1, 0.25],
      [0.75, 0.25],
      [1, 0],
      [0.25, 0.75],
    ],
  );

  it('is nothing between equal versions', () => {
    expect(diff(before, before)).toMatchObject({ probes: 4, changed: 0, moves: [], added: [], removed: [], gain: 0 });
  });

  it('counts who is chosen instead, with the figures of an independent computation', () => {
    // S by the old P̂, α = 0.5: a 0, b 0.125; a −0.125, b 0.125; a 0, b 0 (b is cheaper); a −0.375, b 0.375: always b.
    const after = side(
      ['a', 'b'],
      [1, 0],
      [
        [1, 0.25],
        [1, -0.25],
        [1, -0.5],
        [0.25, 0.75],
      ],
    );
    // By the new: a 0, b 0.125; a 0, b −0.125; a 0, b −0.25; b.
    const found = diff(before, after);
    expect(found.changed).toBe(0.5);
    expect(found.moves).toEqual([{ from: 'b', to: 'a', probes: 2 }]);
    expect(found.gain).toBeCloseTo((0.125 + 0.25) / 4, 7);
    expect(found.predictedPerformance).toEqual({
      before: (0.25 + 0.25 + 0 + 0.75) / 4,
      after: (0.25 + 1 + 1 + 0.75) / 4,
    });
    expect(found.cost).toEqual({ before: 0, after: 0.5 });
    expect(found.performance.map(({ llm }) => llm)).toEqual(['b', 'a']);
    expect(found.performance[0]).toMatchObject({ before: 0.3125, after: 0.0625 });
  });

  it('names LLMs that only one version can choose, and leaves a choice that is gone out of the gain', () => {
    const after = side(
      ['a', 'c'],
      [1, 0.5],
      [
        [1, 0],
        [1, 0],
        [1, 0],
        [1, 0],
      ],
    );
    const found = diff(before, after, 1);
    expect([found.added, found.removed]).toEqual([['c'], ['b']]);
    expect(found.moves).toEqual([{ from: 'b', to: 'a', probes: 1 }]);
    expect(found.gain).toBe(0);
  });

  it('compares preferences by themselves, without performance', () => {
    const after = side(
      ['a', 'b'],
      [1, 0],
      [
        [0, 1],
        [1, 0],
        [1, 0],
        [0, 1],
      ],
    );
    const found = diff(before, after, 0.5, 'preference');
    expect(found).toMatchObject({ changed: 0.25, performance: [], predictedPerformance: null, gain: null });
  });

  it('asks a rule of the router where it has one', () => {
    const decide = () => ({ scores: Float32Array.of(0, 1) }) as never;
    const found = diff(before, { ...before, policy: { decide } }, 1);
    expect(found.moves).toEqual([{ from: 'a', to: 'b', probes: 3 }]);
  });
});

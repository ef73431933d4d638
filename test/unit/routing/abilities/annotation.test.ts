import { describe, expect, it } from 'vitest';
import { matrix } from '../../../../src/domain/matrix.js';
import { annotationFigures, telling } from '../../../../src/routing/abilities/annotation.js';

/** Four queries; `a` is needed by two of them, `b` by none, `c` by all. */
const annotation = { names: ['a', 'b', 'c'], needs: matrix(4, 3, Float32Array.of(1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1)) };
const relevance = matrix(4, 3, Float32Array.of(0.6, 0.2, 0.2, 0.1, 0.5, 0.4, 0.4, 0.3, 0.3, 0.3, 0.3, 0.4));

describe('annotation of training queries', () => {
  it('counts who needs an ability and how much more of it was learned there than elsewhere', () => {
    const found = annotationFigures(annotation, relevance, 0);
    expect(found.queries).toBe(2);
    expect(found.lift).toBeCloseTo(0.5 / 0.2, 6);
  });

  it('has nothing to compare where none or all need it', () => {
    expect(annotationFigures(annotation, relevance, 1)).toEqual({ queries: 0, lift: null });
    expect(annotationFigures(annotation, relevance, 2)).toEqual({ queries: 4, lift: null });
  });

  it('tells queries apart by those abilities only that some need and some do not', () => {
    const { names, needs } = telling(annotation);
    expect(names).toEqual(['a']);
    expect([...needs.data]).toEqual([1, 0, 1, 0]);
  });
});

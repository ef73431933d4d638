import { describe, expect, it } from 'vitest';
import { seededRng } from '../../../../src/domain/random.js';
import { DocumentFrequency } from '../../../../src/tensor/embedders/lexical/document-frequency.js';
import { FeatureBuffer, HashList } from '../../../../src/tensor/embedders/lexical/feature-buffer.js';
import { addRows, quantiseRows } from '../../../../src/tensor/embedders/lexical/quantised-rows.js';
import { inverseDocumentFrequency, TfIdf } from '../../../../src/tensor/embedders/lexical/tf-idf.js';
import { ABSENT, Vocabulary } from '../../../../src/tensor/embedders/lexical/vocabulary.js';

function hashes(values: readonly number[]): HashList {
  const list = new HashList();
  values.forEach((v) => list.push(v));
  return list;
}

describe('vocabulary', () => {
  it('finds the row of every key, and none for others, as a Map does', () => {
    const rng = seededRng(1);
    const keys = Int32Array.from(new Set(Array.from({ length: 5000 }, () => rng.integer(2 ** 32) | 0)));
    const vocabulary = new Vocabulary(keys);
    const map = new Map([...keys].map((key, r) => [key, r]));
    keys.forEach((key, r) => expect(vocabulary.find(key)).toBe(r));
    for (let i = 0; i < 5000; i++) {
      const key = rng.integer(2 ** 32) | 0;
      expect(vocabulary.find(key)).toBe(map.get(key) ?? ABSENT);
    }
  });

  it('may be empty, and may hold the key 0', () => {
    expect(new Vocabulary(new Int32Array(0)).find(0)).toBe(ABSENT);
    expect(new Vocabulary(Int32Array.of(0)).find(0)).toBe(0);
  });
});

describe('document frequency', () => {
  it('counts texts, not occurrences, as a Map of Sets does', () => {
    const rng = seededRng(2);
    const frequency = new DocumentFrequency();
    const expected = new Map<number, number>();
    // 60,000 different n-grams: the table has to grow.
    for (let text = 0; text < 300; text++) {
      const values = Array.from({ length: 400 }, () => Math.floor(rng.uniform() ** 2 * 100_000) - 50_000);
      frequency.add(hashes([...values, ...values]));
      for (const v of new Set(values)) expected.set(v, (expected.get(v) ?? 0) + 1);
    }
    const sorted = [...expected].filter(([, n]) => n >= 2).sort(([a, n], [b, m]) => m - n || a - b);
    const all = frequency.top(2, Infinity);
    expect([...all.keys]).toEqual(sorted.map(([key]) => key));
    expect([...all.documents]).toEqual(sorted.map(([, n]) => n));
    expect([...frequency.top(2, 7).keys]).toEqual(sorted.slice(0, 7).map(([key]) => key));
  });
});

describe('tf-idf', () => {
  it('has the smoothed idf and sublinear counts of scikit-learn, each block of length 1', () => {
    const idf = inverseDocumentFrequency(Int32Array.of(9, 1, 4, 0), 9);
    [1, Math.log(5) + 1, Math.log(2) + 1, Math.log(10) + 1].forEach((x, i) => expect(idf[i]).toBeCloseTo(x, 6));
    const tfIdf = new TfIdf(Int32Array.of(11, 22, 33, 44), idf);
    const features = new FeatureBuffer();
    for (const h of [11, 22, 11, 99, 11]) features.words.push(h);
    for (const h of [44, 98]) features.characterGrams.push(h);
    for (let again = 0; again < 2; again++) {
      tfIdf.weigh(features);
      expect([...tfIdf.rows.subarray(0, tfIdf.length)]).toEqual([0, 1, 3]);
      const [a, b] = [1 + Math.log(3), Math.log(5) + 1];
      expect(tfIdf.weights[0]).toBeCloseTo(a / Math.hypot(a, b), 6);
      expect(tfIdf.weights[1]).toBeCloseTo(b / Math.hypot(a, b), 6);
      expect(tfIdf.weights[2]).toBe(1);
    }
  });

  it('gives nothing for a text of unknown n-grams', () => {
    const tfIdf = new TfIdf(Int32Array.of(1), Float32Array.of(1));
    const features = new FeatureBuffer();
    for (let h = 100; h < 5000; h++) features.words.push(h);
    tfIdf.weigh(features);
    expect(tfIdf.length).toBe(0);
  });
});

describe('quantised rows', () => {
  const dims = 5;
  const rng = seededRng(4);
  const data = Float32Array.from({ length: 11 * dims }, () => rng.normal());
  data.fill(0, 3 * dims, 4 * dims);
  const q = quantiseRows(data, 11, dims);

  it('are within half a step of the numbers they stand for, and keep the largest and zero', () => {
    data.forEach((x, i) => {
      const scale = q.scales[Math.floor(i / dims)] as number;
      expect(Math.abs((q.values[i] as number) * scale - x)).toBeLessThanOrEqual(scale * 0.5001);
    });
    expect(q.scales[3]).toBe(0);
  });

  it('add up to the weighted sum for any number of rows', () => {
    for (const count of [0, 1, 3, 4, 7, 11]) {
      const rows = Int32Array.from({ length: count }, (_, i) => (i * 7) % 11);
      const weights = Float32Array.from({ length: count }, () => rng.uniform());
      const out = new Float64Array(dims).fill(1);
      addRows(q, rows, weights, count, out);
      for (let j = 0; j < dims; j++) {
        let sum = 1;
        rows.forEach(
          (r, i) => (sum += (weights[i] as number) * (q.scales[r] as number) * (q.values[r * dims + j] as number)),
        );
        expect(out[j]).toBeCloseTo(sum, 10);
      }
    }
  });

  it('may have no rows or no columns', () => {
    expect(quantiseRows(new Float32Array(0), 0, 4).values).toHaveLength(0);
    expect(quantiseRows(new Float32Array(0), 3, 0).scales).toHaveLength(3);
  });
});

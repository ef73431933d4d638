import { expect, it } from 'vitest';
import { seededRng } from '../../../../src/domain/random.js';
import { applyHeads } from '../../../../src/plugins/hirt/heads.js';

it('applies any number of heads to the vector at any place', () => {
  const rng = seededRng(4);
  const normals = (length: number) => Float32Array.from({ length }, rng.normal);
  for (const size of [0, 1, 5]) {
    const [heads, bias, data] = [normals(9 * size), normals(9), normals(4 * size)];
    for (let count = 0; count <= 9; count++) {
      const out = new Float64Array(count);
      applyHeads(heads, bias, data, 2 * size, size, out);
      out.forEach((found, h) => {
        let sum = bias[h] as number;
        for (let c = 0; c < size; c++) sum += (heads[h * size + c] as number) * (data[2 * size + c] as number);
        expect(found).toBeCloseTo(sum, 10);
      });
    }
  }
});

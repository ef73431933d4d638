import type { Matrix } from '../../src/domain/matrix.js';
import { matrix, normaliseRows } from '../../src/domain/matrix.js';
import { seededRng } from '../../src/domain/random.js';

/**
 * Unit vectors as text embedders make them: clusters (topics) of low inner dimension, all with a common part. `stream`
 * draws other vectors of the same world, for example queries.
 */
export function clusteredVectors(rows: number, dims: number, stream: string, seed = 7): Matrix {
  const clusters = 300;
  const latent = 12;
  const world = seededRng(seed);
  const draw = (n: number): Float32Array => Float32Array.from({ length: n }, () => world.normal());
  const centres = draw(clusters * dims);
  const directions = draw(latent * dims);
  const common = draw(dims);
  const rng = seededRng(seed).fork(stream);
  const out = matrix(rows, dims);
  const z = new Float32Array(latent);
  for (let r = 0; r < rows; r++) {
    const cluster = rng.integer(clusters) * dims;
    for (let l = 0; l < latent; l++) z[l] = rng.normal() * 0.35;
    for (let c = 0; c < dims; c++) {
      let v = 2 * (common[c] as number) + (centres[cluster + c] as number) + (rng.uniform() - 0.5) * 0.3;
      for (let l = 0; l < latent; l++) v += (z[l] as number) * (directions[l * dims + c] as number);
      out.data[r * dims + c] = v;
    }
  }
  return normaliseRows(out);
}

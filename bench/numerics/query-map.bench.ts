/**
 * The map of the shipped router set's training queries by each method: processor time, trustworthiness among 1,000 points as the API gives
 * it, and how much of the layout stays the same under another seed, which also measures other points. `npm run bench:query-map`.
 */
import { join } from 'node:path';
import type { Matrix } from '../../src/domain/matrix.js';
import { takeRows } from '../../src/domain/matrix.js';
import { decodeArtifact } from '../../src/domain/artifact.js';
import { blobOf, readRouterSetFolder } from '../../src/jobs/router-set-folder.js';
import { samplingOrder } from '../../src/routing/query-map/sample.js';
import { MAP_SAMPLE, MAP_SEED } from '../../src/routing/query-map/layouts.js';
import { decodeReferenceSet } from '../../src/routing/reference-set.js';
import { layOut } from '../../src/tensor/projection/lay-out.js';
import { nearestPoints } from '../../src/tensor/projection/nearest-points.js';
import { spent } from '../lib/measure.js';
import { table } from '../lib/table.js';

const stored = await readRouterSetFolder(join(import.meta.dirname, '../../models/bootstrap'));
const { vectors } = decodeReferenceSet(decodeArtifact(await blobOf(stored)(stored.manifest.reference), 'reference'));
const order = samplingOrder(vectors.rows);
console.log(`${vectors.rows} × ${vectors.cols} vectors, seeds ${MAP_SEED} and ${MAP_SEED + 1}\n`);

const rows: Record<string, string | number>[] = [];
for (const [method, size] of [
  ['PCA', MAP_SAMPLE],
  ['UMAP', 1000],
  ['UMAP', MAP_SAMPLE],
] as const) {
  const task = { method, vectors, sample: order.slice(0, size), seed: MAP_SEED };
  const { result, cpuMs } = await spent(() => layOut(task));
  const other = await layOut({ ...task, seed: MAP_SEED + 1 });
  rows.push({
    method,
    sample: size,
    'processor s': (cpuMs / 1000).toFixed(2),
    trustworthiness: (result.trustworthiness ?? NaN).toFixed(3),
    [`of seed ${MAP_SEED + 1}`]: (other.trustworthiness ?? NaN).toFixed(3),
    '15 neighbours kept': (await kept(result.places, other.places, order.slice(0, 1000))).toFixed(2),
  });
}
console.log(table(rows));

/** Mean share of the 15 nearest drawn points that are the same in both layouts. */
async function kept(a: Matrix, b: Matrix, sample: Uint32Array): Promise<number> {
  const near = async (m: Matrix) => nearestPoints(takeRows(m, sample), takeRows(m, sample), 15, true);
  const [x, y] = [await near(a), await near(b)];
  let same = 0;
  for (let i = 0; i < sample.length; i++) {
    const first = new Set(x.ids.subarray(i * 15, (i + 1) * 15));
    for (const id of y.ids.subarray(i * 15, (i + 1) * 15)) if (first.has(id)) same++;
  }
  return same / (15 * sample.length);
}

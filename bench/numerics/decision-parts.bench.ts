/**
 * What the parts of a decision cost on the shipped router set: embedding, neighbours, prediction, as processor time per query
 * and as a ratio to a bare dot product of the same vectors with one vector. `npm run bench:parts`.
 */
import { join } from 'node:path';
import { readCatalogueFile } from '../../src/data/catalogue-file.js';
import { seededRng } from '../../src/domain/random.js';
import { blobOf, readRouterSetFolder } from '../../src/jobs/router-set-folder.js';
import { readConfig } from '../../src/config.js';
import { createNumerics } from '../../src/numerics.js';
import { eligiblePool, supportedBy } from '../../src/routing/candidates.js';
import { queryBatch } from '../../src/routing/query-batch.js';
import { loadRouterSet } from '../../src/routing/router-set.js';
import { dot, row } from '../../src/domain/matrix.js';
import { cheapest } from '../lib/measure.js';
import { table } from '../lib/table.js';
import { embedTexts } from '../../src/tensor/embedder.js';

const WORDS =
  'prove compute which country capital function python return integer sum train speed river water energy cell law court price market list sort'.split(
    ' ',
  );
const folder = join(import.meta.dirname, '../../models/bootstrap');
const catalogue = await readCatalogueFile(join(folder, 'catalogue.json'));
const stored = await readRouterSetFolder(folder);
const factory = await createNumerics({ ...readConfig({}), embeddingCacheBytes: 0 });
const set = await loadRouterSet(stored.manifest, blobOf(stored), catalogue, factory);

const rng = seededRng(5);
const text = () => Array.from({ length: 20 }, () => WORDS[rng.integer(WORDS.length)]).join(' ');
const rows: Record<string, string | number>[] = [];
for (const n of [1, 100]) {
  const repeat = n === 1 ? 200 : 5;
  const texts = Array.from({ length: n * repeat }, text);
  const vectors = await embedTexts(set.embedder, texts);
  const parts = Array.from({ length: repeat }, (_, r) => ({
    texts: texts.slice(r * n, (r + 1) * n),
    vectors: {
      rows: n,
      cols: vectors.cols,
      data: vectors.data.slice(r * n * vectors.cols, (r + 1) * n * vectors.cols),
    },
  }));
  const each = async (work: (part: (typeof parts)[number]) => unknown) => {
    const { cpuMs } = await cheapest(7, async () => {
      for (const part of parts) await work(part);
    });
    return (1000 * cpuMs) / (n * repeat);
  };
  const one = row(set.reference.vectors, 0);
  let sink = 0;
  const bare = await each(({ vectors: m }) => {
    for (let q = 0; q < m.rows; q++) sink += dot(row(m, q), one);
  });
  const add = (part: string, micros: number) =>
    rows.push({
      part,
      'queries at once': n,
      'µs / query': Number(micros.toFixed(1)),
      'ratio to one dot product': Number((micros / bare).toFixed(0)),
    });
  add('one dot product', bare);
  add(
    `embed (${set.embedder.kind}, ${set.embedder.dims} numbers)`,
    await each((p) => embedTexts(set.embedder, p.texts)),
  );
  add(
    `5 neighbours of ${set.index.size} (${set.index.engine} ${set.index.layout})`,
    await each((p) => set.index.search(p.vectors, 5)),
  );
  for (const router of set.routers.values()) {
    const { candidates } = supportedBy(eligiblePool(catalogue, {}), router);
    add(
      `predict ${router.id}, ${candidates.llms.length} LLMs`,
      await each((p) => router.loaded.predict(queryBatch(p.texts, p.vectors), candidates)),
    );
  }
  if (Number.isNaN(sink)) throw new Error('a dot product was NaN');
}
console.log(table(rows));
await set.dispose();

/**
 * What a full explanation adds to a decision of the shipped default router, neighbours, flip points and support included, without
 * HTTP: medians of pairs that take turns. `npx tsx bench/numerics/explanation.bench.ts`.
 */
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { readCatalogueFile } from '../../src/data/catalogue-file.js';
import { queryPrivacy } from '../../src/domain/query-privacy.js';
import { systemClock } from '../../src/domain/clock.js';
import { blobOf, readRouterSetFolder } from '../../src/jobs/router-set-folder.js';
import { createNumerics } from '../../src/numerics.js';
import { loadRouterSet } from '../../src/routing/router-set.js';
import { createRoutingService } from '../../src/routing/routing-service.js';
import { texts } from '../embedding/engines.js';
import { percentile } from '../lib/measure.js';

const PAIRS = 1000;
const folder = join(import.meta.dirname, '../../models/bootstrap');
const catalogue = await readCatalogueFile(join(folder, 'catalogue.json'));
const stored = await readRouterSetFolder(folder);
const set = await loadRouterSet(stored.manifest, blobOf(stored), catalogue, await createNumerics(readConfig({})));
let ids = 0;
const routing = createRoutingService(set, catalogue, {
  defaults: { alpha: 0.8, warmUpWeight: null, warmUpNeighbours: 5, maxQueryCharacters: 32_000, maxBatch: 1000 },
  clock: systemClock,
  newId: () => `id-${++ids}`,
  decisionLog: { append: () => {}, flush: () => Promise.resolve() },
  texts: null,
  privacy: queryPrivacy('full'),
  abilities: [],
  later: () => {},
});

const timed = async (query: string, explained: boolean): Promise<number> => {
  const start = performance.now();
  const result = await routing.route({ query });
  if (explained && result.kind === 'decision') await result.explain();
  return 1000 * (performance.now() - start);
};
const queries = texts(2 * PAIRS, 'explanation', 20);
const first = await timed('The first explanation also compares training queries with each other.', true);
const slim: number[] = [];
const full: number[] = [];
for (let i = 0; i < PAIRS; i++) {
  slim.push(await timed(queries[2 * i] as string, false));
  full.push(await timed(queries[2 * i + 1] as string, true));
}
const [a, b] = [percentile(slim, 0.5), percentile(full, 0.5)];
console.log(
  `decision ${a.toFixed(0)} µs, with explanation ${b.toFixed(0)} µs: ${(b / a).toFixed(2)} ×, adds ${(b - a).toFixed(0)} µs at the median; the first one took ${(first / 1000).toFixed(1)} ms`,
);
await routing.close();

/**
 * What each layer adds to a lone decision, without HTTP and without the log: processor time of this process per query,
 * texts that never come twice, 16 in flight as in the HTTP benchmark. `npx tsx bench/http/layers.bench.ts`.
 */
import { join } from 'node:path';
import { execute, parse } from 'graphql';
import { readCatalogueFile } from '../../src/data/catalogue-file.js';
import { queryPrivacy } from '../../src/domain/query-privacy.js';
import { systemClock } from '../../src/domain/clock.js';
import { seededRng } from '../../src/domain/random.js';
import { pooledRandomBytes, uuidv7 } from '../../src/domain/uuid.js';
import { blobOf, readRouterSetFolder } from '../../src/jobs/router-set-folder.js';
import { readConfig } from '../../src/config.js';
import { createNumerics } from '../../src/numerics.js';
import { buildApiSchema } from '../../src/resolvers/build-schema.js';
import { ApiContext } from '../../src/resolvers/context.js';
import type { ApiServices } from '../../src/resolvers/services.js';
import { prepareQueries } from '../../src/routing/query-batch.js';
import { loadRouterSet } from '../../src/routing/router-set.js';
import { createRoutingService } from '../../src/routing/routing-service.js';
import { cheapest } from '../lib/measure.js';
import { table } from '../lib/table.js';
import type { Scenario } from './scenarios.js';
import { SCENARIOS, requestBody } from './scenarios.js';
import { embedTexts } from '../../src/tensor/embedder.js';

const QUERIES = 2000;
const IN_FLIGHT = 16;
const folder = join(import.meta.dirname, '../../models/bootstrap');
const catalogue = await readCatalogueFile(join(folder, 'catalogue.json'));
const stored = await readRouterSetFolder(folder);
const factory = await createNumerics(readConfig({}));
const set = await loadRouterSet(stored.manifest, blobOf(stored), catalogue, factory);
const randomBytes = pooledRandomBytes();
const routing = createRoutingService(set, catalogue, {
  defaults: { alpha: 0.8, warmUpWeight: null, warmUpNeighbours: 5, maxQueryCharacters: 32_000, maxBatch: 1000 },
  clock: systemClock,
  newId: () => uuidv7(systemClock, randomBytes),
  decisionLog: { append: () => {}, flush: () => Promise.resolve() },
  texts: null,
  privacy: queryPrivacy('full'),
  abilities: [],
  later: () => {},
});
const rng = seededRng(1);
const scenario = (wanted: string) => SCENARIOS.find(({ name }) => name === wanted) as Scenario;
const bodyOf = (wanted: Scenario) =>
  JSON.parse(requestBody(wanted, rng)) as { query: string; variables: { input: { query: string } } };

const rows: { layer: string; 'µs / query': number }[] = [];
async function add(layer: string, work: (query: string) => Promise<unknown>): Promise<void> {
  const { cpuMs } = await cheapest(7, async () => {
    let left = QUERIES;
    const one = async () => {
      while (left-- > 0) await work(bodyOf(scenario('slim')).variables.input.query);
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, one));
  });
  rows.push({ layer, 'µs / query': Math.round((10_000 * cpuMs) / QUERIES) / 10 });
}

const schema = buildApiSchema();
const answer = (wanted: string) => {
  const document = parse(bodyOf(scenario(wanted)).query);
  return async (query: string) => {
    const contextValue = new ApiContext({ routing } as unknown as ApiServices, 'bench');
    return JSON.stringify(await execute({ schema, document, contextValue, variableValues: { input: { query } } }));
  };
};
const { embeddings, embedder, index, reference } = set;
const monotonic = () => systemClock.monotonic();
const embed = (texts: readonly string[]) => embeddings.embed(texts);

await add('making the text', () => Promise.resolve());
await add('embedder', (query) => embedTexts(embedder, [query]));
await add('embedding service', (query) => embeddings.embed([query]));
await add('and neighbours, warm-up', (query) =>
  prepareQueries([query], set.manifest.warmUpWeight, 5, { embed, index, reference, monotonic }),
);
await add('and prediction, ranking: routing.route', (query) => routing.route({ query }));
await add('and GraphQL, slim', answer('slim'));
await add('and GraphQL, ranking of 20', answer('ranking of 20'));
console.log(table(rows));
await routing.close();

import { beforeAll, describe, expect, it } from 'vitest';
import type { Artifact } from '../../../../src/domain/artifact.js';
import { decodeArtifact, encodeArtifact } from '../../../../src/domain/artifact.js';
import { matrix } from '../../../../src/domain/matrix.js';
import type {
  AbilityAnnotator,
  Facets,
  LoadedRouter,
  QueryGroup,
  TrainingSet,
} from '../../../../src/plugins/contract.js';
import { facet } from '../../../../src/plugins/contract.js';
import { parseHyperparameters } from '../../../../src/plugins/hyperparameters.js';
import { loadRouter } from '../../../../src/plugins/load-router.js';
import { nirt } from '../../../../src/plugins/nirt/index.js';
import { queriesOf, routerDeps, trainingRun } from '../../../contract/router-harness.js';
import { nirtWorld } from './nirt-world.js';

const { data: world } = nirtWorld(240);
const h = parseHyperparameters(nirt, { epochs: 3, layoutEpochs: 50, minClusterSize: 15 });
const train = (data: TrainingSet, annotator: AbilityAnnotator | null = null) =>
  nirt.train(data, h, { ...trainingRun(2), annotator });
const open = async (artifact: Artifact): Promise<LoadedRouter> => loadRouter(nirt, artifact, routerDeps(world));
const clustersOf = (router: LoadedRouter) => facet(nirt, router, 'clusters') as Facets['clusters'];

let artifact: Artifact;
let router: LoadedRouter;
beforeAll(async () => {
  artifact = await train(world);
  router = await open(artifact);
});

describe('clusters of nirt', () => {
  it('are described with size, tasks, typical queries of their own and abilities', () => {
    const clusters = clustersOf(router).describe();
    expect(clusters.map(({ id }) => id)).toEqual([...clusters.keys()]);
    expect(clusters.reduce((sum, { size }) => sum + size, 0)).toBe(240);
    for (const cluster of clusters) {
      expect(cluster.annotatedBy).toBe('lexical');
      expect(cluster.tasks[0]?.share).toBe(1);
      expect(cluster.examples).toHaveLength(5);
      const task = cluster.tasks[0]?.task;
      for (const id of cluster.examples) {
        expect(world.responses.queries.find((query) => query.id === id)?.task).toBe(task);
      }
    }
  });

  it('can be corrected: only the named one changes, and predictions follow', async () => {
    const before = clustersOf(router).describe();
    const bytes = encodeArtifact(artifact);
    const other = before[0]?.abilities[0] === 'singing' ? 'cooking' : 'singing';
    const corrected = clustersOf(router).correct([{ cluster: 0, abilities: [other, other] }]);
    expect(encodeArtifact(artifact)).toEqual(bytes);
    await using again = await open(decodeArtifact(encodeArtifact(corrected), 'corrected'));
    expect(clustersOf(again).describe()).toEqual([
      { ...before[0], abilities: [other], annotatedBy: 'operator' },
      ...before.slice(1),
    ]);
    const queries = queriesOf(world, 240);
    const relevance = async (loaded: LoadedRouter) =>
      (await facet(nirt, loaded, 'itemParameters')?.describeItems(queries))?.map((item) => item.relevance);
    const [old, now] = [await relevance(router), await relevance(again)];
    const inFirst = (q: number) => before[0]?.tasks[0]?.task === world.responses.queries[q]?.task;
    const k = world.abilities.findIndex(({ id }) => id === other);
    let raised = 0;
    for (let q = 0; q < 240; q++) {
      if (!inFirst(q)) expect(now?.[q]).toEqual(old?.[q]);
      else if ((now?.[q]?.[k] ?? 0) > (old?.[q]?.[k] ?? 1)) raised++;
    }
    expect(raised).toBeGreaterThan(20);
  });

  it('asks the annotator of the run about them, with samples and tasks', async () => {
    const asked: QueryGroup[] = [];
    const annotator: AbilityAnnotator = {
      id: 'openai:test',
      annotate: async (groups, abilities) => {
        asked.push(...groups);
        return matrix(groups.length, abilities.length, new Float32Array(groups.length * abilities.length).fill(1));
      },
    };
    const queries = world.responses.queries.map((query) => ({ ...query, text: `text of ${query.id}` }));
    const other = await train({ ...world, responses: { ...world.responses, queries } }, annotator);
    await using loaded = await open(other);
    const clusters = clustersOf(loaded).describe();
    expect(asked).toHaveLength(clusters.length);
    clusters.forEach((cluster, c) => {
      expect(cluster).toMatchObject({ abilities: ['juggling', 'singing', 'cooking'], annotatedBy: 'openai:test' });
      expect(asked[c]?.samples).toEqual(cluster.examples.map((id) => `text of ${id}`));
    });
  });

  it('without abilities take tasks in their place, and without tasks themselves', async () => {
    await using byTask = await open(await train({ ...world, abilities: [] }));
    for (const { tasks, abilities, annotatedBy } of clustersOf(byTask).describe()) {
      expect([abilities, annotatedBy]).toEqual([tasks.map(({ task }) => task), 'task']);
    }
    const queries = world.responses.queries.map((query) => ({ ...query, task: null }));
    await using bare = await open(await train({ ...world, abilities: [], responses: { ...world.responses, queries } }));
    for (const { id, abilities, annotatedBy } of clustersOf(bare).describe()) {
      expect([abilities, annotatedBy]).toEqual([[`cluster-${id}`], 'cluster']);
    }
  });
});

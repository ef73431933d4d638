import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/config.js';
import { readCatalogueFile } from '../../../src/data/catalogue-file.js';
import { artifactDigest, encodeArtifact } from '../../../src/domain/artifact.js';
import type { Evidence } from '../../../src/domain/evidence.js';
import { scoresOf } from '../../../src/domain/evidence.js';
import { llmId, routerId, versionId } from '../../../src/domain/ids.js';
import type { Catalogue, Llm } from '../../../src/domain/llm.js';
import { matrix } from '../../../src/domain/matrix.js';
import { blobOf, readRouterSetFolder } from '../../../src/jobs/router-set-folder.js';
import { createNumerics } from '../../../src/numerics.js';
import { encodeEvidence } from '../../../src/routing/evidence-artifact.js';
import { isLoaded, loadRouterSet } from '../../../src/routing/router-set.js';

const folder = join(import.meta.dirname, '../../../models/bootstrap');
const stored = await readRouterSetFolder(folder);
const catalogue = await readCatalogueFile(join(folder, 'catalogue.json'));
const factory = await createNumerics(readConfig({}), { exactNeighbours: true });
const NEWCOMER = llmId('newcomer');

const withNewcomer = (): Catalogue => {
  const [any] = catalogue.llms.values();
  const llm: Llm = { ...(any as Llm), id: NEWCOMER, profile: 'A new model for mathematics and code.', aliases: [] };
  return { ...catalogue, llms: new Map([...catalogue.llms, [NEWCOMER, llm]]) };
};

const evidence = (dims: number): Evidence => ({
  vectors: matrix(
    2,
    dims,
    Float32Array.from({ length: 2 * dims }, (_, i) => i / 10),
  ),
  queries: [
    { id: 'q1', task: 'gsm8k' },
    { id: 'q2', task: null },
  ],
  llms: [NEWCOMER, llmId('other')],
  scores: {
    query: Uint32Array.of(0, 1, 0),
    llm: Uint16Array.of(0, 1, 1),
    performance: Float32Array.of(1, 0.5, 0),
    weight: Float32Array.of(1, 1, 0.25),
  },
  preferences: {
    query: Uint32Array.of(1),
    winner: Uint16Array.of(1),
    loser: Uint16Array.of(0),
    weight: Float32Array.of(0.5),
  },
});

describe('a version that differs from one in memory in little', () => {
  test('shares what is heavy, knows new LLMs and the evidence, and outlives the one that it shares with', async () => {
    const first = await loadRouterSet(stored.manifest, blobOf(stored), catalogue, factory);
    const bytes = encodeArtifact(encodeEvidence(evidence(first.embedder.dims)));
    const digest = artifactDigest(bytes);
    const manifest = { ...stored.manifest, version: versionId('with-evidence'), evidence: digest };
    const blob = (wanted: string) => (wanted === digest ? Promise.resolve(bytes) : blobOf(stored)(wanted));
    const second = await loadRouterSet(manifest, blob, withNewcomer(), factory, first);

    expect(second.embedder).toBe(first.embedder);
    expect(second.index).toBe(first.index);
    expect(first.evidence.llms).toEqual([]);
    expect(second.evidence).toEqual(evidence(first.embedder.dims));

    await first.dispose();
    const mirt = second.routers.get(routerId('mirt'))?.loaded;
    expect(mirt?.supports(NEWCOMER)).toBe(true);
    const vectors = await second.embeddings.embed(['What is 2 + 2?']);
    const near = await second.index.search(vectors, 3);
    expect(near.ids.length).toBe(3);
    await second.dispose();
    await expect(second.embeddings.embed(['again'])).rejects.toThrow();
  });

  test('is the one in memory where neither the version nor what routers read of the catalogue differs', async () => {
    const loaded = await loadRouterSet(stored.manifest, blobOf(stored), withNewcomer(), factory);
    const changed = (change: Partial<Llm>): Catalogue => {
      const all = withNewcomer();
      const llm = all.llms.get(NEWCOMER) as Llm;
      return { ...all, llms: new Map([...all.llms, [NEWCOMER, { ...llm, ...change }]]) };
    };
    const price = { inputPerMillion: 1, outputPerMillion: 7 };
    const score = { benchmark: 'GSM8K', score: 0.5, items: null, source: 'card' };
    const stillLoaded = (catalogue: Catalogue) => isLoaded(loaded, stored.manifest, catalogue);

    expect(stillLoaded(changed({}))).toBe(true);
    expect(stillLoaded(changed({ status: 'CALIBRATED', tags: ['x'] }))).toBe(true);
    expect(stillLoaded({ ...withNewcomer(), pools: new Map() })).toBe(true);
    expect(stillLoaded(catalogue)).toBe(false);
    expect(stillLoaded(changed({ profile: 'Another.' }))).toBe(false);
    expect(stillLoaded(changed({ family: 'Another' }))).toBe(false);
    expect(stillLoaded(changed({ sizeBillions: 123 }))).toBe(false);
    expect(stillLoaded(changed({ price }))).toBe(false);
    expect(stillLoaded(changed({ benchmarks: [score] }))).toBe(false);
    expect(isLoaded(loaded, { ...stored.manifest, version: versionId('other') }, withNewcomer())).toBe(false);
    await loaded.dispose();
  });

  test('loads anew what is not the same', async () => {
    const first = await loadRouterSet(stored.manifest, blobOf(stored), catalogue, factory);
    const second = await loadRouterSet(
      { ...stored.manifest, heldOut: null },
      blobOf(stored),
      catalogue,
      factory,
      first,
    );
    expect(second.embedder).not.toBe(first.embedder);
    await first.dispose();
    await second.dispose();
  });

  test('leaves the one in memory as it was where it cannot be loaded', async () => {
    const first = await loadRouterSet(stored.manifest, blobOf(stored), catalogue, factory);
    const manifest = { ...stored.manifest, evidence: 'missing' };
    await expect(loadRouterSet(manifest, blobOf(stored), catalogue, factory, first)).rejects.toMatchObject({
      code: 'ARTIFACT_CORRUPT',
    });
    expect((await first.embeddings.embed(['still here'])).rows).toBe(1);
    await first.dispose();
  });
});

describe('scores of one LLM', () => {
  test('are those of its column, in order', () => {
    const all = evidence(2);
    expect(scoresOf(all, llmId('other'))).toEqual({
      rows: Uint32Array.of(1, 0),
      performance: Float32Array.of(0.5, 0),
      weight: Float32Array.of(1, 0.25),
    });
    expect(scoresOf(all, llmId('nobody')).rows).toHaveLength(0);
  });
});

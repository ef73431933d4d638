import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusteredVectors } from '../../../bench/lib/vectors.js';
import { matrix, takeRows } from '../../../src/domain/matrix.js';
import { buildIndex } from '../../../src/index/build-index.js';
import type { Neighbours } from '../../../src/index/neighbour-index.js';
import type { EmbeddedDatabase } from '../../../src/store/embedded/open-embedded.js';
import { openEmbedded } from '../../../src/store/embedded/open-embedded.js';
import { silentLogger } from '../../../src/store/logger.js';
import { SqlVectorTable } from '../../../src/store/vector-table.js';
import { temporaryFolder } from './support/databases.js';

const K = 7;
const rowOf = ({ k, ids, similarity }: Neighbours, q: number) => [
  [...ids.subarray(q * k, q * k + k)],
  [...similarity.subarray(q * k, q * k + k)],
];

describe('the index pgvector on the embedded database', { timeout: 180_000 }, () => {
  let folder: string;
  let opened: EmbeddedDatabase;
  const build = (vectors: ReturnType<typeof matrix>, layout: 'auto' | 'flat' = 'auto') =>
    buildIndex(vectors, { choice: 'pgvector', layout, vectorTable: new SqlVectorTable(opened.database) });
  const tables = async () => {
    const found = await opened.database.pool.query<{ name: string }>(
      "select relname as name from pg_class where relkind = 'r' and relname like 'vectors\\_%' order by oid",
    );
    return found.rows.map(({ name }) => name);
  };
  beforeAll(async () => {
    folder = await temporaryFolder();
    opened = await openEmbedded(folder, silentLogger, { pgvector: true });
  });
  afterAll(async () => {
    await opened?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('finds what an exact search finds, a query alone as in a batch, also after a restart', async () => {
    const vectors = clusteredVectors(2_200, 32, 'training');
    const queries = clusteredVectors(60, 32, 'queries');
    using oracle = await buildIndex(vectors, { choice: 'exact' });
    const truth = await oracle.search(queries, K);
    using index = await build(vectors);
    expect(index).toMatchObject({ engine: 'pgvector', layout: 'HNSW16', size: 2_200 });
    const found = await index.search(queries, K);
    const hits = found.ids.filter((_, i) => {
      const kth = truth.similarity[Math.floor(i / K) * K + K - 1] as number;
      return (found.similarity[i] as number) >= kth;
    });
    expect(hits.length / found.ids.length).toBeGreaterThan(0.95);
    for (const q of [0, 17, 59]) {
      expect(rowOf(await index.search(takeRows(queries, [q]), K), 0)).toEqual(rowOf(found, q));
    }
    const plan = await opened.database.pool.query<{ 'QUERY PLAN': string }>(
      `explain select row from ${(await tables())[0]} order by embedding <#> (select embedding from ${(await tables())[0]} limit 1) limit 5`,
    );
    expect(plan.rows.map((row) => row['QUERY PLAN']).join()).toContain('_embedding_idx');

    const before = await tables();
    await opened.close();
    opened = await openEmbedded(folder, silentLogger, { pgvector: true });
    using again = await build(vectors);
    expect(rowOf(await again.search(queries, K), 5)).toEqual(rowOf(found, 5));
    expect(await tables()).toEqual(before);
  });

  it('misses nothing in a flat layout, and fills up where there are fewer than k', async () => {
    const vectors = clusteredVectors(300, 16, 'training');
    const queries = clusteredVectors(20, 16, 'queries');
    using oracle = await buildIndex(vectors, { choice: 'exact' });
    using index = await build(vectors, 'flat');
    expect(await index.search(queries, K)).toEqual(await oracle.search(queries, K));
    using two = await build(matrix(2, 2, Float32Array.of(1, 0, 0, 1)));
    expect(rowOf(await two.search(matrix(1, 2, Float32Array.of(1, 0)), 3), 0)).toEqual([
      [0, 1, -1],
      [1, 0, -Infinity],
    ]);
    using none = await build(matrix(0, 3));
    expect([...(await none.search(matrix(1, 3), 2)).ids]).toEqual([-1, -1]);
  });

  it('keeps the four sets that were opened last', async () => {
    for (let n = 2; n < 8; n++) (await build(matrix(1, n, new Float32Array(n).fill(1))))[Symbol.dispose]();
    expect(await tables()).toHaveLength(4);
  });
});

describe('the index pgvector where it is missing', { timeout: 60_000 }, () => {
  it('says so, and what to do', async () => {
    const vectors = matrix(1, 2, Float32Array.of(1, 0));
    await expect(buildIndex(vectors, { choice: 'pgvector' })).rejects.toMatchObject({
      code: 'INDEX_UNAVAILABLE',
      hint: expect.stringContaining('CREATE EXTENSION vector'),
    });
    const folder = await temporaryFolder();
    const opened = await openEmbedded(folder, silentLogger);
    const vectorTable = new SqlVectorTable(opened.database);
    await expect(buildIndex(vectors, { choice: 'pgvector', vectorTable })).rejects.toMatchObject({
      code: 'INDEX_UNAVAILABLE',
    });
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  });
});

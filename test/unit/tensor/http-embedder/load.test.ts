import { describe, expect, it } from 'vitest';
import type { Artifact } from '../../../../src/domain/artifact.js';
import { embedTexts } from '../../../../src/tensor/embedder.js';
import { loadHttpEmbedder, openHttpEmbedder } from '../../../../src/tensor/embedders/http/index.js';
import { loadEmbedder, openEmbedder } from '../../../../src/tensor/embedders/open.js';
import type { Reply } from '../../../fixtures/embeddings-service.js';
import { answerTo, httpSpec, serviceHost, standInService, vectorOf } from '../../../fixtures/embeddings-service.js';

const never = new AbortController().signal;

/** The artifact of an embedder that was open at an address where nobody is any more. */
async function artifactOfYesterday(): Promise<Artifact> {
  await using service = await standInService();
  await using embedder = await openEmbedder(httpSpec(service.url), serviceHost().host, never);
  return embedder.save();
}

/** Answers with vectors of another model under the same name. */
const foreign = (input: readonly string[]): Reply => ({
  body: { data: input.map((text, index) => ({ index, embedding: vectorOf(`${text}!`).reverse() })) },
});

describe('an embedder of an artifact behind a service', () => {
  it('is the same one where the service answers as in training, even at another address', async () => {
    const artifact = await artifactOfYesterday();
    await using service = await standInService();
    const { host, lines } = serviceHost({ urls: { 'test-embedding': service.url } });
    await using embedder = await loadEmbedder(artifact, host);
    expect(embedder).toMatchObject({ id: artifact.meta['id'], dims: artifact.meta['dims'], kind: artifact.kind });
    expect(embedder.save()).toEqual(artifact);
    await embedTexts(embedder, ['text']);
    expect([service.asked.length, lines]).toEqual([2, []]);
  });

  it('refuses to load where the service answers with other vectors, and says what to do', async () => {
    const artifact = await artifactOfYesterday();
    await using service = await standInService((_, { body }) => foreign(body.input));
    const { host } = serviceHost({ urls: { 'test-embedding': service.url } });
    await expect(loadHttpEmbedder(artifact, host)).rejects.toMatchObject({
      code: 'EMBEDDER_MISMATCH',
      message: expect.stringContaining('answers with other vectors') as string,
      hint: expect.stringMatching(/deployment of training.*train again/) as string,
    });
  });

  it('refuses another vector length as a mismatch', async () => {
    const artifact = await artifactOfYesterday();
    await using service = await standInService((_, { body }) => ({ body: answerTo({ ...body, dimensions: 9 }) }));
    const { host } = serviceHost({ urls: { 'test-embedding': service.url } });
    await expect(loadHttpEmbedder(artifact, host)).rejects.toMatchObject({ code: 'EMBEDDER_MISMATCH' });
  });

  it('starts while the service does not answer, says so, and checks once before the first embedding', async () => {
    const artifact = await artifactOfYesterday();
    let down = true;
    await using service = await standInService(() => (down ? { status: 503, body: 'starting' } : 'embed'));
    const { host, lines, waited } = serviceHost({ urls: { 'test-embedding': service.url } });
    await using embedder = await loadHttpEmbedder(artifact, host);
    expect(waited).toEqual([]);
    expect(lines).toEqual([expect.stringMatching(/status 503.* will be checked before the first embedding/)]);
    expect((await embedder.health()).healthy).toBe(false);
    down = false;
    const before = service.asked.length;
    await Promise.all([embedTexts(embedder, ['one']), embedTexts(embedder, ['two'])]);
    await embedTexts(embedder, ['three']);
    expect(service.asked.length - before).toBe(4);
  });

  it('embeds nothing with a service that turns out to be another', async () => {
    const artifact = await artifactOfYesterday();
    await using service = await standInService((n, { body }) => (n === 0 ? 'hang up' : foreign(body.input)));
    const { host } = serviceHost({ urls: { 'test-embedding': service.url } });
    await using embedder = await loadHttpEmbedder(artifact, host);
    await expect(embedTexts(embedder, ['text'])).rejects.toMatchObject({ code: 'EMBEDDER_MISMATCH' });
    expect(await embedder.health()).toMatchObject({ healthy: false });
  });

  it('knows a foreign or damaged artifact', async () => {
    const artifact = await artifactOfYesterday();
    const { host } = serviceHost();
    const load = (change: Partial<Artifact>) => loadHttpEmbedder({ ...artifact, ...change }, host);
    await expect(load({ formatVersion: 2 })).rejects.toMatchObject({ code: 'ARTIFACT_FOREIGN' });
    await expect(load({ tensors: {} })).rejects.toMatchObject({ code: 'ARTIFACT_CORRUPT' });
    await expect(load({ meta: { ...artifact.meta, spec: { kind: 'http' } } })).rejects.toMatchObject({
      code: 'ARTIFACT_CORRUPT',
    });
  });

  it('cannot be opened for training while the service does not answer', async () => {
    const { host, waited } = serviceHost();
    const gone = await standInService();
    await gone[Symbol.asyncDispose]();
    await expect(openHttpEmbedder(httpSpec(gone.url), host, never)).rejects.toMatchObject({
      code: 'EMBEDDER_UNAVAILABLE',
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
    expect(waited).toHaveLength(5);
  });
});

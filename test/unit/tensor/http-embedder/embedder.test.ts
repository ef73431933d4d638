import { describe, expect, it } from 'vitest';
import { decodeArtifact, encodeArtifact } from '../../../../src/domain/artifact.js';
import { row } from '../../../../src/domain/matrix.js';
import { embedTexts } from '../../../../src/tensor/embedder.js';
import { openHttpEmbedder } from '../../../../src/tensor/embedders/http/index.js';
import { PROBE_TEXTS } from '../../../../src/tensor/embedders/probe.js';
import type { Reply } from '../../../fixtures/embeddings-service.js';
import {
  answerTo,
  DIMS,
  httpSpec,
  serviceHost,
  standInService,
  vectorOf,
} from '../../../fixtures/embeddings-service.js';

const never = new AbortController().signal;
const unit = (vector: readonly number[]) => vector.map((v) => v / Math.hypot(...vector));
const TEXTS = ['What is 2 + 2?', '你好,世界', 'مرحبا بالعالم', '👩‍👩‍👧 family 🇫🇷', '\n\tcode()  {}', 'What is 2 + 2?'];

describe('an embedder behind an OpenAI-compatible service', () => {
  it('asks with model and float, in order, and gives rows of length 1 whatever script they are in', async () => {
    await using service = await standInService();
    await using embedder = await openHttpEmbedder(httpSpec(`${service.url}/`), serviceHost().host, never);
    expect(embedder).toMatchObject({
      kind: 'embedder/http',
      name: 'test-embedding',
      dims: DIMS,
      pads: false,
      maxTokens: 512,
      costPerMillionTokens: 0.02,
      batch: { texts: 32, tokens: 8192 },
    });
    const vectors = await embedTexts(embedder, TEXTS);
    expect([vectors.rows, vectors.cols]).toEqual([TEXTS.length, DIMS]);
    TEXTS.forEach((text, r) => unit(vectorOf(text)).forEach((v, c) => expect(row(vectors, r)[c]).toBeCloseTo(v, 6)));
    expect(service.asked.at(-1)).toMatchObject({
      url: '/v1/embeddings',
      body: { model: 'test-embedding', input: TEXTS, encoding_format: 'float' },
    });
    expect(service.asked.at(-1)?.body).not.toHaveProperty('dimensions');
    expect(service.asked.at(-1)?.headers.authorization).toBeUndefined();
  });

  it('gives each text of a batch what it gets alone', async () => {
    await using service = await standInService();
    await using embedder = await openHttpEmbedder(httpSpec(service.url), serviceHost().host, never);
    const batch = await embedTexts(embedder, TEXTS);
    for (const [r, text] of TEXTS.entries()) {
      expect([...(await embedTexts(embedder, [text])).data]).toEqual([...row(batch, r)]);
    }
    expect((await embedTexts(embedder, [])).rows).toBe(0);
  });

  it('puts vectors where their index says, and reads base64', async () => {
    await using service = await standInService((_, { body }) => {
      const { data, ...rest } = answerTo(body);
      const encoded = data.map(({ embedding, ...entry }) => ({
        ...entry,
        embedding: Buffer.from(Float32Array.from(embedding).buffer).toString('base64'),
      }));
      return { body: { ...rest, data: encoded.reverse() } };
    });
    await using embedder = await openHttpEmbedder(httpSpec(service.url), serviceHost().host, never);
    const vectors = await embedTexts(embedder, ['one', 'two', 'three']);
    ['one', 'two', 'three'].forEach((text, r) =>
      unit(vectorOf(text)).forEach((v, c) => expect(row(vectors, r)[c]).toBeCloseTo(v, 6)),
    );
  });

  it('keeps to the texts and tokens of a request, with a few requests at the same time', async () => {
    await using service = await standInService(async (): Promise<Reply> => {
      await new Promise((done) => setTimeout(done, 10));
      return 'embed';
    });
    const spec = httpSpec(service.url, { batchTexts: 3, batchTokens: 30 });
    await using embedder = await openHttpEmbedder(spec, serviceHost().host, never);
    const opened = service.asked.length;
    const texts = Array.from({ length: 40 }, (_, i) => `text ${'long '.repeat(i % 7)}${i}`);
    const vectors = await embedTexts(embedder, texts);
    texts.forEach((text, r) => expect(row(vectors, r)[0]).toBeCloseTo(unit(vectorOf(text))[0] as number, 6));
    const requests = service.asked.slice(opened).map(({ body }) => body.input);
    expect(requests.flat().sort()).toEqual([...texts].sort());
    for (const input of requests) {
      expect(input.length).toBeLessThanOrEqual(3);
      const tokens = input.reduce((sum, text) => sum + embedder.prepare(text).tokens, 0);
      if (input.length > 1) expect(tokens).toBeLessThanOrEqual(30);
    }
    expect(service.widest()).toBe(embedder.batch.parallel);
  });

  it('cuts what is longer than the service accepts, and sends a word where there is none', async () => {
    await using service = await standInService();
    const spec = httpSpec(service.url, { maxTokens: 20 });
    await using embedder = await openHttpEmbedder(spec, serviceHost().host, never);
    const long = '界'.repeat(30);
    expect(embedder.prepare(long)).toEqual({ text: '界'.repeat(18), tokens: 20 });
    await embedTexts(embedder, [long, '', '   ']);
    expect(service.asked.at(-1)?.body.input).toEqual(['界'.repeat(18), '(empty)', '(empty)']);
  });

  it('asks for dimensions where they are set, and counts what the service bills', async () => {
    await using service = await standInService();
    await using embedder = await openHttpEmbedder(httpSpec(service.url, { dims: 7 }), serviceHost().host, never);
    const opened = PROBE_TEXTS.join('').length;
    expect([embedder.dims, embedder.usedTokens()]).toEqual([7, opened]);
    await embedTexts(embedder, ['12345', '678']);
    expect(service.asked.at(-1)?.body.dimensions).toBe(7);
    expect(embedder.usedTokens()).toBe(opened + 8);
  });

  it('counts by estimate where the service does not say what it bills', async () => {
    await using service = await standInService((_, { body }) => ({ body: { data: answerTo(body).data } }));
    await using embedder = await openHttpEmbedder(httpSpec(service.url), serviceHost().host, never);
    const before = embedder.usedTokens();
    await embedTexts(embedder, ['two words']);
    expect(embedder.usedTokens() - before).toBe(embedder.prepare('two words').tokens);
  });

  it('has an id of model, dimensions and cut, not of the address', async () => {
    await using one = await standInService();
    await using other = await standInService();
    const idOf = async (url: string, change = {}) =>
      (await openHttpEmbedder(httpSpec(url, change), serviceHost().host, never)).id;
    const id = await idOf(one.url);
    expect(id).toMatch(/^http-[0-9a-f]{16}$/);
    expect(await idOf(other.url, { costPerMillionTokens: 9, batchTexts: 5 })).toBe(id);
    expect(await idOf(one.url, { model: 'another' })).not.toBe(id);
    expect(await idOf(one.url, { dims: 6 })).not.toBe(id);
    expect(await idOf(one.url, { maxTokens: 511 })).not.toBe(id);
  });

  it('saves its spec and probe vectors, and no key', async () => {
    await using service = await standInService();
    const { host } = serviceHost({ keys: { [new URL(service.url).origin]: 'secret-key' } });
    await using embedder = await openHttpEmbedder(httpSpec(service.url), host, never);
    expect(service.asked[0]?.headers.authorization).toBe('Bearer secret-key');
    const bytes = encodeArtifact(embedder.save());
    const { meta, tensors } = decodeArtifact(bytes, 'embedder');
    expect(meta).toEqual({ spec: httpSpec(service.url), id: embedder.id, dims: DIMS, name: 'test-embedding' });
    expect([...(tensors['probes'] as Float32Array)]).toEqual([...(await embedTexts(embedder, PROBE_TEXTS)).data]);
    expect(Buffer.from(bytes).includes('secret-key')).toBe(false);
  });

  it('says in its health where it is, or what is wrong', async () => {
    let broken = false;
    await using service = await standInService(() => (broken ? { status: 401, body: '{}' } : 'embed'));
    await using embedder = await openHttpEmbedder(httpSpec(service.url), serviceHost().host, never);
    expect(await embedder.health()).toEqual({
      healthy: true,
      detail: `test-embedding at ${service.url}, 4 dimensions`,
    });
    broken = true;
    const { healthy, detail } = await embedder.health();
    expect(healthy).toBe(false);
    expect(detail).toMatch(/asks for a key: status 401.*Set THETA_EMBEDDER_KEY/);
  });

  it('embeds nothing more once it is disposed', async () => {
    await using service = await standInService((n) => (n === 0 ? 'embed' : 'silence'));
    const embedder = await openHttpEmbedder(httpSpec(service.url), serviceHost().host, never);
    const waiting = embedTexts(embedder, ['text']);
    await embedder[Symbol.asyncDispose]();
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

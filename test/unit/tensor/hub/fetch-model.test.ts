import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hubFailures } from '../../../../src/tensor/embedders/hub/failures.js';
import { fetchModel } from '../../../../src/tensor/embedders/hub/fetch-model.js';
import { modelWith } from './onnx-bytes.js';
import { hubHost, serve, sha256, standInHub } from './stand-in-hub.js';
import type { HubRequest } from './stand-in-hub.js';

const MODEL = { model: 'Someone/tiny-bert', revision: 'main', dtype: 'fp32' } as const;
const never = new AbortController().signal;
const bytes = (text: string) => new TextEncoder().encode(text);
/** 300 kB that do not repeat. */
const WEIGHTS = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31 + (i >> 8) * 17) & 255);
const SMALL = { 'config.json': bytes('{"model_type": "bert"}'), 'tokenizer.json': bytes('{"version": "1.0"}') };
const FILES = { ...SMALL, 'onnx/model.onnx': WEIGHTS };
const PART = `model.onnx.graph.${sha256(WEIGHTS).slice(0, 16)}.part`;

let models = '';
const folder = () => join(models, 'Someone', 'tiny-bert');
const local = (file: string) => join(folder(), file);
const ofWeights = ({ method, path }: HubRequest) => method === 'GET' && path.endsWith('/onnx/model.onnx');
const failureOf = (work: Promise<unknown>) => work.catch((error: unknown) => error as Error & { hint?: string });

beforeEach(async () => void (models = await mkdtemp(join(tmpdir(), 'theta-hub-'))));
afterEach(() => rm(models, { recursive: true, force: true }));

describe('a model of the hub', () => {
  it('is downloaded with its configuration and weights, and says how far it is', async () => {
    await using hub = await standInHub({ ...FILES, '1_Pooling/config.json': bytes('{}') });
    const { host, progress, lines } = hubHost(`${hub.url}/`, models, { token: 'hub-secret' });
    expect(await fetchModel(MODEL, host, never)).toBe(folder());
    expect(await readFile(local('config.json'), 'utf8')).toBe('{"model_type": "bert"}');
    expect(sha256(await readFile(local('onnx/model.onnx')))).toBe(sha256(WEIGHTS));
    expect((await readdir(folder())).sort()).toEqual(['1_Pooling', 'config.json', 'onnx', 'tokenizer.json']);
    expect(await readdir(local('onnx'))).toEqual(['model.onnx']);
    expect(hub.asked.at(-1)?.path).toBe('/Someone/tiny-bert/resolve/main/onnx/model.onnx');
    expect(new Set(hub.asked.map((a) => a.authorization))).toEqual(new Set(['Bearer hub-secret']));
    const of = progress.filter((p) => p.stage === 'Downloading Someone/tiny-bert onnx/model.onnx');
    expect(of[0]).toMatchObject({ done: 0, total: WEIGHTS.length, unit: 'bytes' });
    expect(of.at(-1)).toMatchObject({ done: WEIGHTS.length, total: WEIGHTS.length });
    expect(of.every((p, i) => i === 0 || p.done > (of[i - 1]?.done ?? 0))).toBe(true);
    expect(lines).toEqual([`Someone/tiny-bert: downloading from ${hub.url}/ to ${folder()}`]);
  });

  it('asks nothing when its files are here, with the weights beside them or in a folder', async () => {
    const { host } = hubHost('http://127.0.0.1:1', models);
    for (const weights of ['model_quantized.onnx', 'onnx/model.onnx']) {
      await mkdir(local('onnx'), { recursive: true });
      for (const file of ['config.json', 'tokenizer.json', weights]) await writeFile(local(file), '{}');
    }
    expect(await fetchModel(MODEL, host, never)).toBe(folder());
    expect(await fetchModel({ ...MODEL, dtype: 'q8' }, host, never)).toBe(folder());
  });

  it('brings only what is missing when another dtype is wanted', async () => {
    await using hub = await standInHub({ ...FILES, 'onnx/model_fp16.onnx': WEIGHTS });
    const { host } = hubHost(hub.url, models);
    await fetchModel(MODEL, host, never);
    const before = hub.asked.length;
    await fetchModel({ ...MODEL, dtype: 'fp16' }, host, never);
    const got = hub.asked.slice(before).filter(({ method }) => method === 'GET');
    expect(got.map(({ path }) => path)).toEqual(['/Someone/tiny-bert/resolve/main/onnx/model_fp16.onnx']);
  });

  it('takes weights from the root where the folder onnx has none', async () => {
    await using hub = await standInHub({ ...SMALL, 'model.onnx': WEIGHTS });
    await fetchModel(MODEL, hubHost(hub.url, models).host, never);
    expect((await readdir(folder())).sort()).toEqual(['config.json', 'model.onnx', 'tokenizer.json']);
  });

  it('brings the files that the weights name, before the weights have their name', async () => {
    const graph = modelWith('model.onnx_data', 'Constant_7_attr__value');
    const data = { 'onnx/model.onnx_data': WEIGHTS, 'onnx/Constant_7_attr__value': WEIGHTS.subarray(9) };
    let down = true;
    await using hub = await standInHub({ ...SMALL, 'onnx/model.onnx': graph, ...data }, ({ path }, response) => {
      const cut = down && path.endsWith('model.onnx_data');
      if (cut) response.destroy();
      return cut;
    });
    const { host } = hubHost(hub.url, models);
    await expect(fetchModel(MODEL, host, never)).rejects.toThrow(/model.onnx_data .*could not be downloaded/);
    expect(await readdir(local('onnx'))).not.toContain('model.onnx');
    down = false;
    await fetchModel(MODEL, host, never);
    expect((await readdir(local('onnx'))).sort()).toEqual(['Constant_7_attr__value', 'model.onnx', 'model.onnx_data']);
    expect(sha256(await readFile(local('onnx/model.onnx_data')))).toBe(sha256(WEIGHTS));
  });

  it.each(['../../other/model.onnx', '/etc/passwd', 'a/../../b', 'c:\\windows', '.hidden'])(
    'writes to no place outside of its folder, as with %s',
    async (location) => {
      await using hub = await standInHub({ ...SMALL, 'onnx/model.onnx': modelWith(location, location) });
      await expect(fetchModel(MODEL, hubHost(hub.url, models).host, never)).rejects.toThrow(/outside of its folder/);
      expect((await readdir(models)).concat(await readdir(folder()))).toEqual([
        'Someone',
        'config.json',
        'onnx',
        'tokenizer.json',
      ]);
    },
  );

  it('keeps a revision other than main in a folder of its own', async () => {
    await using hub = await standInHub(FILES);
    const path = await fetchModel({ ...MODEL, revision: 'refs/pr/7' }, hubHost(hub.url, models).host, never);
    expect(path).toBe(`${folder()}@refs%2Fpr%2F7`);
    expect(hub.asked[0]?.path).toContain('/resolve/refs%2Fpr%2F7/');
  });

  it('goes on where a cut connection stopped, within a call and after one', async () => {
    let cuts = 0;
    await using hub = await standInHub(FILES, (request, response) => {
      if (!ofWeights(request) || cuts >= 7) return false;
      cuts++;
      const start = Number(/\d+/.exec(request.range ?? '0')?.[0]);
      const partial = { 'content-range': `bytes ${start}-${WEIGHTS.length - 1}/${WEIGHTS.length}` };
      response.writeHead(start > 0 ? 206 : 200, { 'content-length': WEIGHTS.length - start, ...partial });
      response.write(WEIGHTS.subarray(start, start + 20_000), () => setTimeout(() => response.destroy(), 10));
      return true;
    });
    const { host } = hubHost(hub.url, models);
    const failure = await failureOf(fetchModel(MODEL, host, never));
    expect(failure).toMatchObject({ code: 'EMBEDDER_UNAVAILABLE' });
    expect((failure as { hint?: string }).hint).toContain('what has come is kept');
    expect(await readdir(local('onnx'))).toEqual([PART]);
    await fetchModel(MODEL, host, never);
    expect(sha256(await readFile(local('onnx/model.onnx')))).toBe(sha256(WEIGHTS));
    const ranges = hub.asked.filter(ofWeights).map(({ range }) => Number(/\d+/.exec(range ?? '0')?.[0]));
    expect(ranges.length).toBe(8);
    expect(ranges.every((start, i) => i === 0 || start > (ranges[i - 1] ?? 0))).toBe(true);
  });

  it('starts afresh where the server sends the whole although the rest was asked for', async () => {
    await using hub = await standInHub(FILES, (request, response) => {
      if (!ofWeights(request)) return false;
      serve(WEIGHTS, { ...request, range: undefined }, response, sha256(WEIGHTS));
      return true;
    });
    await mkdir(local('onnx'), { recursive: true });
    await writeFile(local(`onnx/${PART}`), WEIGHTS.subarray(0, 1000));
    await fetchModel(MODEL, hubHost(hub.url, models).host, never);
    expect(sha256(await readFile(local('onnx/model.onnx')))).toBe(sha256(WEIGHTS));
  });

  it('throws a part with foreign bytes away and brings it again', async () => {
    await using hub = await standInHub(FILES);
    await mkdir(local('onnx'), { recursive: true });
    await writeFile(local(`onnx/${PART}`), new Uint8Array(1000).fill(7));
    const { host, waited } = hubHost(hub.url, models);
    await fetchModel(MODEL, host, never);
    expect(sha256(await readFile(local('onnx/model.onnx')))).toBe(sha256(WEIGHTS));
    expect(waited).toHaveLength(1);
  });

  it('keeps no file whose checksum is wrong each time', async () => {
    await using hub = await standInHub(FILES, (request, response) => {
      if (!ofWeights(request)) return false;
      serve(WEIGHTS.toReversed(), request, response, sha256(WEIGHTS));
      return true;
    });
    const failure = await failureOf(fetchModel(MODEL, hubHost(hub.url, models).host, never));
    expect(failure).toMatchObject({
      code: 'EMBEDDER_UNAVAILABLE',
      message: expect.stringContaining(sha256(WEIGHTS)) as string,
    });
    expect(await readdir(local('onnx'))).toEqual([]);
  });

  it('is whole when two processes bring it at once', async () => {
    await using hub = await standInHub(FILES, async (request, response) => {
      if (!ofWeights(request)) return false;
      const start = Number(/\d+/.exec(request.range ?? '0')?.[0]);
      const partial = { 'content-range': `bytes ${start}-${WEIGHTS.length - 1}/${WEIGHTS.length}` };
      response.writeHead(start > 0 ? 206 : 200, { 'content-length': WEIGHTS.length - start, ...partial });
      for (let at = start; at < WEIGHTS.length; at += 50_000) {
        response.write(WEIGHTS.subarray(at, at + 50_000));
        await new Promise((done) => setTimeout(done, 3));
      }
      response.end();
      return true;
    });
    const one = () => fetchModel(MODEL, hubHost(hub.url, models).host, never);
    await Promise.all([one(), new Promise((done) => setTimeout(done, 8)).then(one), one()]);
    expect(sha256(await readFile(local('onnx/model.onnx')))).toBe(sha256(WEIGHTS));
    expect(await readdir(local('onnx'))).toEqual(['model.onnx']);
  });

  it('follows redirects without giving the token to another origin', async () => {
    await using store = await standInHub({}, (request, response) => {
      serve(WEIGHTS, request, response, 'another-etag');
      return true;
    });
    await using hub = await standInHub(FILES, ({ path }, response) => {
      if (path === '/moved') return false;
      if (path.endsWith('tokenizer.json') && !path.startsWith('/New')) {
        response.writeHead(307, { location: path.replace('Someone', 'New') }).end();
        return true;
      }
      if (!path.endsWith('onnx/model.onnx')) return false;
      const linked = { 'x-linked-etag': `"${sha256(WEIGHTS)}"`, 'x-linked-size': `${WEIGHTS.length}` };
      response.writeHead(302, { location: `${store.url}/signed?key=1`, ...linked }).end();
      return true;
    });
    await fetchModel(MODEL, hubHost(hub.url, models, { token: 'hub-secret' }).host, never);
    expect(sha256(await readFile(local('onnx/model.onnx')))).toBe(sha256(WEIGHTS));
    expect(await readFile(local('tokenizer.json'), 'utf8')).toBe('{"version": "1.0"}');
    expect(store.asked).toEqual([{ method: 'GET', path: '/signed?key=1', range: undefined, authorization: undefined }]);
  });

  it('gives up on redirects in a circle', async () => {
    await using hub = await standInHub(FILES, ({ path }, response) => {
      response.writeHead(302, { location: path }).end();
      return true;
    });
    await expect(fetchModel(MODEL, hubHost(hub.url, models).host, never)).rejects.toThrow(
      /redirects more than 5 times/,
    );
  });

  it('waits when the hub asks for patience', async () => {
    const patience = [
      { status: 429, headers: { 'retry-after': '3' }, waits: 3000 },
      { status: 429, headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' }, waits: 7000 },
      { status: 500, headers: {}, waits: 1500 },
    ];
    await using hub = await standInHub(FILES, (request, response) => {
      const next = ofWeights(request) ? patience[hub.asked.filter(ofWeights).length - 1] : undefined;
      if (next) response.writeHead(next.status, next.headers).end();
      return next !== undefined;
    });
    const { host, waited } = hubHost(hub.url, models);
    await fetchModel(MODEL, host, never);
    expect(waited).toEqual(patience.map(({ waits }) => waits));
  });

  it.each<[string, (request: HubRequest) => number | null, RegExp, RegExp]>([
    ['a name that does not exist', () => 404, /has no config.json of Someone\/tiny-bert/, /misspelled/],
    [
      'a repository without an ONNX export',
      ({ path }) => (path.includes('.onnx') ? 404 : null),
      /no ONNX weights for fp32: expected onnx\/model.onnx or model.onnx/,
      /Xenova/,
    ],
    ['a private one', () => 401, /status 401 to config.json/, /set THETA_HUB_TOKEN/],
    ['one that asks for consent', () => 403, /asks for consent/, /set THETA_HUB_TOKEN/],
    ['a server that is no hub', () => 400, /status 400/, /Check THETA_HUB_URL/],
    ['a hub in trouble', () => 503, /status 503/, /put config.json, tokenizer.json, onnx\/model.onnx into .*tiny-bert/],
  ])('says what to do about %s', async (_what, status, message, hint) => {
    await using hub = await standInHub(FILES, (request, response) => {
      const code = status(request);
      if (code !== null) response.writeHead(code).end();
      return code !== null;
    });
    const failure = await failureOf(fetchModel(MODEL, hubHost(hub.url, models).host, never));
    expect(failure).toMatchObject({
      code: 'EMBEDDER_UNAVAILABLE',
      message: expect.stringMatching(message) as string,
      hint: expect.stringMatching(hint) as string,
    });
  });

  it('says what to do without internet, and never repeats the token', async () => {
    const gone = await standInHub({});
    await gone[Symbol.asyncDispose]();
    const { host, waited } = hubHost(gone.url, models, { token: 'hub-secret' });
    const failure = (await failureOf(fetchModel(MODEL, host, never))) as Error & { hint: string };
    expect(failure.message).toMatch(/^config.json of Someone\/tiny-bert could not be downloaded from .*ECONNREFUSED/);
    expect(failure.hint).toMatch(/Without internet, put config.json, .* by hand, or set THETA_HUB_URL to a mirror/);
    expect(`${failure.message}${failure.hint}`).not.toContain('hub-secret');
    expect(waited.length).toBeGreaterThan(0);
  });

  it('gives up on a silent hub', async () => {
    await using hub = await standInHub(FILES, ofWeights);
    const { host } = hubHost(hub.url, models, { timeoutMs: 40 });
    await expect(fetchModel(MODEL, host, never)).rejects.toThrow(/no answer for 40 ms/);
  });

  it('says so when its folder cannot be written', async () => {
    await using hub = await standInHub(FILES);
    await writeFile(join(models, 'Someone'), 'a file where a folder should be');
    const failure = await failureOf(fetchModel(MODEL, hubHost(hub.url, models).host, never));
    expect(failure).toMatchObject({
      code: 'EMBEDDER_UNAVAILABLE',
      message: expect.stringMatching(/cannot be written to .*tiny-bert: .*/) as string,
      hint: expect.stringContaining('THETA_MODELS') as string,
    });
  });

  it('says so when the disk is full', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    expect(hubFailures(MODEL, hubHost('http://hub', models).host).unwritable('onnx/model.onnx', full)).toMatchObject({
      code: 'EMBEDDER_UNAVAILABLE',
      message: `No space is left for onnx/model.onnx of Someone/tiny-bert in ${folder()}.`,
      hint: expect.stringContaining('THETA_MODELS') as string,
    });
  });

  it('stops at once when cancelled in the middle of a file', async () => {
    const stop = new AbortController();
    await using hub = await standInHub(FILES, (request, response) => {
      if (!ofWeights(request)) return false;
      response.writeHead(200, { 'content-length': WEIGHTS.length });
      response.write(WEIGHTS.subarray(0, 50_000), () => setTimeout(() => stop.abort(), 20));
      return true;
    });
    await expect(fetchModel(MODEL, hubHost(hub.url, models).host, stop.signal)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(hub.asked.filter(ofWeights)).toHaveLength(1);
  });

  it.each([
    ['Someone/../../etc', 'main'],
    ['../secrets', 'main'],
    ['Someone', 'main'],
    ['a/b/c', 'main'],
    ['Someone/tiny bert', 'main'],
    ['Someone/tiny-bert', '../main'],
    ['Someone/tiny-bert', ''],
  ])('refuses the name %s at %s before it asks anything', async (model, revision) => {
    const { host } = hubHost('http://127.0.0.1:1', models);
    await expect(fetchModel({ ...MODEL, model, revision }, host, never)).rejects.toThrow(/Expected owner\/name/);
  });
});

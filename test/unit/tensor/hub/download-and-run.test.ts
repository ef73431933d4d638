import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embedTexts } from '../../../../src/tensor/embedder.js';
import { loadEmbedder, openEmbedder } from '../../../../src/tensor/embedders/open.js';
import type { TransformersSpec } from '../../../../src/tensor/embedders/spec.js';
import { writeTinyBert } from '../../../fixtures/tiny-bert/write.js';
import { hasOnnx } from '../../../fixtures/has-onnx.js';
import { hubHost, standInHub } from './stand-in-hub.js';

const never = new AbortController().signal;
const SPEC: TransformersSpec = {
  kind: 'transformers',
  model: 'Someone/tiny-bert',
  revision: 'main',
  dtype: 'fp32',
  pooling: 'mean',
  maxTokens: null,
  prefix: '',
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-run-'));
  await writeTinyBert(join(folder, 'original'), { externalData: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function filesOfOriginal(): Promise<Record<string, Uint8Array>> {
  const entries = await readdir(join(folder, 'original'), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const name = (path: string) => path.slice(join(folder, 'original').length + 1).replaceAll('\\', '/');
  const files: Record<string, Uint8Array> = {};
  for (const path of paths) files[name(path)] = await readFile(path);
  return files;
}

describe.skipIf(!hasOnnx)('a model of the hub that is run', () => {
  it('gives the vectors of the same model in a folder, and once it is here needs no hub', async () => {
    const host = { ...hubHost('http://127.0.0.1:1', join(folder, 'models')).host, device: 'cpu' as const };
    await using local = await openEmbedder({ ...SPEC, model: join(folder, 'original') }, host, never);
    const texts = ['What is the sum of two and two?', 'Write a function in Python'];
    const wanted = await embedTexts(local, texts);

    const hub = await standInHub(await filesOfOriginal());
    await using downloaded = await openEmbedder(SPEC, { ...host, hub: { url: hub.url, token: null } }, never);
    await hub[Symbol.asyncDispose]();
    expect([...(await embedTexts(downloaded, texts)).data]).toEqual([...wanted.data]);

    await using loaded = await loadEmbedder(downloaded.save(), host);
    expect(loaded.id).toBe(downloaded.id);
  });
});

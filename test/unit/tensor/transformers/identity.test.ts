import { cp, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeArtifact, encodeArtifact } from '../../../../src/domain/artifact.js';
import { embedTexts } from '../../../../src/tensor/embedder.js';
import { loadEmbedder, openEmbedder } from '../../../../src/tensor/embedders/open.js';
import type { TransformersSpec } from '../../../../src/tensor/embedders/spec.js';
import type { EmbedderSettings } from '../../../../src/tensor/embedders/host.js';
import type { TransformersEmbedder } from '../../../../src/tensor/embedders/transformers/embedder.js';
import { freshFolder, hostOf, never, open, specOf, tinyModel } from './encoder.js';
import { hasOnnx } from '../../../fixtures/has-onnx.js';

describe.skipIf(!hasOnnx)('recognising a transformer encoder', () => {
  let folder: string;
  let embedder: TransformersEmbedder;
  beforeAll(async () => {
    folder = await tinyModel({ dtypes: ['fp32', 'q8'] });
    embedder = await open(specOf(folder));
  });
  afterAll(() => embedder[Symbol.asyncDispose]());

  const idOf = async (spec: TransformersSpec, settings: Partial<EmbedderSettings> = {}): Promise<string> => {
    await using opened = await open(spec, hostOf(settings));
    return opened.id;
  };
  const copy = async (): Promise<string> => {
    const to = await freshFolder();
    await cp(folder, to, { recursive: true });
    return to;
  };

  it('gives equal files the same id wherever they lie and however they run', async () => {
    expect(embedder.id).toMatch(/^transformers-[0-9a-f]{16}$/);
    expect(await idOf(specOf(await copy()))).toBe(embedder.id);
    expect(await idOf(specOf(folder), { device: 'auto', threads: 2 })).toBe(embedder.id);
    expect(await idOf(specOf(folder, { pooling: 'mean', maxTokens: 64 }))).toBe(embedder.id);
  });

  it.each([{ pooling: 'cls' as const }, { dtype: 'q8' as const }, { maxTokens: 20 }, { prefix: 'query: ' }])(
    'gives another id for %o',
    async (changes) => {
      expect(await idOf(specOf(folder, changes))).not.toBe(embedder.id);
    },
  );

  it.each([
    ['weights', { seed: 2 }],
    ['words', { words: ['what'] }],
    ['width', { hidden: 64 }],
  ] as const)('gives another id for other %s', async (_, changes) => {
    expect(await idOf(specOf(await tinyModel(changes)))).not.toBe(embedder.id);
  });

  it('gives another id for other weights beside the model file', async () => {
    const one = await tinyModel({ externalData: true });
    const other = await tinyModel({ externalData: true, seed: 2 });
    await cp(join(one, 'onnx/model.onnx'), join(other, 'onnx/model.onnx'));
    expect(await idOf(specOf(other))).not.toBe(await idOf(specOf(one)));
  });

  it('remembers digests of large files until these change', async () => {
    const large = await tinyModel({ hidden: 128 });
    const before = await idOf(specOf(large));
    const side = join(large, '.theta-digests.json');
    const kept = JSON.parse(await readFile(side, 'utf8')) as Record<string, { sha256: string }>;
    expect(Object.keys(kept)).toEqual(['onnx/model.onnx']);
    expect((await readdir(large)).filter((name) => name.startsWith('.theta'))).toHaveLength(1);
    expect(await idOf(specOf(large))).toBe(before);

    kept['onnx/model.onnx'] = { ...kept['onnx/model.onnx'], sha256: 'believed' };
    await writeFile(side, JSON.stringify(kept));
    expect(await idOf(specOf(large))).not.toBe(before);
    const { mtime } = await stat(join(large, 'onnx/model.onnx'));
    await utimes(join(large, 'onnx/model.onnx'), mtime, new Date(mtime.getTime() + 5000));
    expect(await idOf(specOf(large))).toBe(before);
    await writeFile(side, 'not JSON');
    expect(await idOf(specOf(large))).toBe(before);
  });

  it('comes back from its artifact', async () => {
    const stored = decodeArtifact(encodeArtifact(embedder.save()), 'embedder');
    await using loaded = await loadEmbedder(stored, hostOf());
    expect(loaded).toMatchObject({ id: embedder.id, name: embedder.name, dims: 32, kind: 'embedder/transformers' });
    expect((await embedTexts(loaded, ['what'])).data).toEqual((await embedTexts(embedder, ['what'])).data);
    expect(encodeArtifact(loaded.save())).toEqual(encodeArtifact(embedder.save()));
  });

  it('keeps the spec as it was given, and nothing of the machine', async () => {
    await using opened = await openEmbedder(specOf(folder, { prefix: 'p ' }), hostOf(), never);
    expect(opened.save().meta).toEqual({
      spec: specOf(folder, { prefix: 'p ' }),
      id: opened.id,
      name: opened.name,
      dims: 32,
    });
  });

  it('refuses other files under the same name, saying both ids', async () => {
    const place = await copy();
    await using trained = await open(specOf(place));
    await cp(await tinyModel({ seed: 2 }), place, { recursive: true });
    const failure = await loadEmbedder(trained.save(), hostOf()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'EMBEDDER_MISMATCH', hint: expect.stringContaining('theta embed --all') });
    expect((failure as Error).message).toContain(trained.id);
  });

  it('refuses a device that gives other vectors from the same files, naming it', async () => {
    const artifact = embedder.save();
    const probe = (artifact.tensors['probe'] as Float32Array).slice();
    probe.set(probe.slice(32, 64), 0);
    await expect(loadEmbedder({ ...artifact, tensors: { probe } }, hostOf())).rejects.toMatchObject({
      code: 'EMBEDDER_MISMATCH',
      message: expect.stringContaining('on cpu'),
      hint: expect.stringContaining('THETA_EMBEDDER_DEVICE'),
    });
  });

  it.each([
    ['ARTIFACT_FOREIGN', { formatVersion: 2 }],
    ['ARTIFACT_CORRUPT', { meta: { id: 'x' } }],
    ['ARTIFACT_CORRUPT', { tensors: { probe: new Float32Array(3) } }],
  ])('answers %s to an artifact with %o', async (code, changes) => {
    await expect(loadEmbedder({ ...embedder.save(), ...changes }, hostOf())).rejects.toMatchObject({ code });
  });
});

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { matrix } from '../../../../src/domain/matrix.js';
import { checkAgainst } from '../../../../src/tensor/embedders/transformers/choose-device.js';
import { devicesHere, obstacle, seesGraphicsCard } from '../../../../src/tensor/embedders/transformers/devices.js';
import { openEncoder } from '../../../../src/tensor/embedders/transformers/open.js';
import { OnnxGraph } from '../../../fixtures/tiny-bert/graph.js';
import { writeTinyBert } from '../../../fixtures/tiny-bert/write.js';
import { freshFolder, hostOf, never, open, specOf, tinyModel } from './encoder.js';
import { hasOnnx } from '../../../fixtures/has-onnx.js';

const hasCuda = (await obstacle('cuda')) === null;
const hasCard = await seesGraphicsCard();

describe.skipIf(!hasOnnx)('starting a transformer encoder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await tinyModel();
  });

  it.skipIf(hasCuda)('refuses a named device that cannot start, saying what it needs', async () => {
    await expect(open(specOf(folder), hostOf({ device: 'cuda' }))).rejects.toMatchObject({
      code: 'EMBEDDER_UNAVAILABLE',
      message: expect.stringContaining('cuda'),
      hint: expect.stringMatching(/NVIDIA driver.*cuDNN.*install=cuda12/),
    });
  });

  it.skipIf(devicesHere().includes('dml') && devicesHere().includes('coreml'))(
    'refuses a device that this platform does not have, saying which it has',
    async () => {
      const device = devicesHere().includes('dml') ? 'coreml' : 'dml';
      await expect(open(specOf(folder), hostOf({ device }))).rejects.toMatchObject({
        code: 'EMBEDDER_UNAVAILABLE',
        message: expect.stringContaining(devicesHere().join(', ')),
      });
    },
  );

  it.skipIf(hasCuda || hasCard)('takes the processor where no accelerator starts, and logs why', async () => {
    const lines: string[] = [];
    await using embedder = await open(specOf(folder), hostOf({ device: 'auto' }, lines));
    expect((await embedder.health()).detail).toContain('on cpu');
    const tried = devicesHere().filter((device) => device !== 'cpu');
    expect(lines).toEqual(tried.map((device) => expect.stringMatching(`^embedder: not on ${device}: .`) as string));
  });

  it('finds a model of the hub in the models folder, and then asks no network', async () => {
    const modelsFolder = await freshFolder();
    await writeTinyBert(join(modelsFolder, 'some-lab/tiny-bert'));
    const settings = { modelsFolder, hubUrl: 'http://127.0.0.1:1' };
    await using embedder = await open(specOf('some-lab/tiny-bert'), hostOf(settings));
    await using local = await open(specOf(folder));
    expect(embedder).toMatchObject({ name: 'some-lab/tiny-bert', id: local.id });
  });

  it('names the package when it is missing', async () => {
    await expect(openEncoder(specOf(folder), hostOf(), never, 'onnxruntime-absent')).rejects.toMatchObject({
      code: 'EMBEDDER_UNAVAILABLE',
      message: expect.stringContaining('onnxruntime-absent'),
      hint: expect.stringContaining('npm install onnxruntime-absent'),
    });
  });

  it.each(['config.json', 'tokenizer.json', 'onnx/model.onnx'])(
    'names %s and its folder when it is missing',
    async (file) => {
      const lacking = await tinyModel();
      await rm(join(lacking, file));
      await expect(open(specOf(lacking))).rejects.toMatchObject({
        code: 'EMBEDDER_UNAVAILABLE',
        message: expect.stringMatching(new RegExp(`${file}.* in ${lacking}`)),
      });
    },
  );

  it('names weights beside the ONNX file when they are missing', async () => {
    const lacking = await tinyModel({ externalData: true });
    await rm(join(lacking, 'onnx/model.onnx_data'));
    await expect(open(specOf(lacking))).rejects.toMatchObject({
      code: 'EMBEDDER_UNAVAILABLE',
      message: expect.stringContaining('onnx/model.onnx_data'),
      hint: expect.stringContaining('ONNX export'),
    });
  });

  it.each([
    ['tokenizer.json', '{"model":'],
    ['tokenizer.json', '{"model":{"type":"Unheard"}}'],
    ['config.json', '[]'],
    ['onnx/model.onnx', 'not ONNX'],
  ])('refuses a broken %s (%s)', async (file, text) => {
    const broken = await tinyModel();
    await writeFile(join(broken, file), text);
    await expect(open(specOf(broken))).rejects.toMatchObject({ code: 'EMBEDDER_UNAVAILABLE' });
  });

  it('refuses a model with inputs that it does not feed, naming them', async () => {
    const other = await tinyModel();
    const graph = new OnnxGraph();
    const shape = ['batch_size', 'sequence_length'];
    graph.input('input_ids', 'int64', shape);
    graph.output(graph.input('position_ids', 'int64', shape), 'last_hidden_state', 'int64', shape);
    await writeFile(join(other, 'onnx/model.onnx'), Buffer.concat(graph.model()));
    await expect(open(specOf(other))).rejects.toMatchObject({
      code: 'EMBEDDER_UNAVAILABLE',
      message: expect.stringContaining('asks for position_ids'),
    });
  });

  it('refuses a pooling that it does not compute', async () => {
    const other = await tinyModel({ pooling: 'mean' });
    await writeFile(join(other, '1_Pooling/config.json'), '{"pooling_mode_lasttoken":true}');
    await expect(open(specOf(other))).rejects.toMatchObject({
      code: 'EMBEDDER_UNAVAILABLE',
      message: expect.stringContaining('lasttoken'),
    });
    await using chosen = await open(specOf(other, { pooling: 'cls' }));
    expect(chosen.dims).toBe(32);
  });

  it('does not start when it is cancelled before', async () => {
    const signal = AbortSignal.abort();
    await expect(openEncoder(specOf(folder), hostOf(), signal)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('an accelerator beside the processor', () => {
  const at = (x: number, y: number, ms: number) => ({ vectors: matrix(1, 2, Float32Array.of(x, y)), ms });

  it('is used when it agrees and is faster', () => {
    expect(() => checkAgainst(at(1, 0, 10), at(0.9999, 0.0141, 2), 0.999)).not.toThrow();
  });

  it('is not used when it computes something else, or nothing', () => {
    expect(() => checkAgainst(at(1, 0, 10), at(0.6, 0.8, 2), 0.999)).toThrow(/differ/);
    expect(() => checkAgainst(at(1, 0, 10), at(Number.NaN, 0, 2), 0.999)).toThrow(/differ/);
  });

  it('is not used when it is slower, as software drivers are', () => {
    expect(() => checkAgainst(at(1, 0, 10), at(1, 0, 40), 0.999)).toThrow(/slower/);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { externalDataFiles } from '../../../../src/tensor/embedders/hub/external-data.js';
import { writeTinyBert } from '../../../fixtures/tiny-bert/write.js';
import { modelWith } from './onnx-bytes.js';

let folder = '';
const namesIn = async (bytes: Uint8Array) => {
  await writeFile(join(folder, 'model.onnx'), bytes);
  return externalDataFiles(join(folder, 'model.onnx'));
};

beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'theta-onnx-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('files that an ONNX file keeps its weights in', () => {
  it('are those of its initializers and of the constants of its nodes, each once', async () => {
    const model = modelWith('model.onnx_data', 'Constant_7_attr__value');
    expect([...(await namesIn(model))].sort()).toEqual(['Constant_7_attr__value', 'model.onnx_data']);
  });

  it('are found beyond weights of any length', async () => {
    for (const weights of [0, 1, 65_400, 65_536, 3_000_000]) {
      expect(await namesIn(modelWith('after', 'after', weights))).toEqual(['after']);
    }
  });

  it('are those that a whole encoder names, and none where it holds its weights itself', async () => {
    const names = async (externalData: boolean) => {
      await writeTinyBert(folder, { externalData });
      return externalDataFiles(join(folder, 'onnx', 'model.onnx'));
    };
    expect(await names(true)).toEqual(['model.onnx_data']);
    expect(await names(false)).toEqual([]);
  });

  it('are none in what is no ONNX file, or in a cut one', async () => {
    for (const text of ['', '<html>not found</html>', 'version https://git-lfs.github.com/spec/v1', '\xff\xff\xff']) {
      expect(await namesIn(Buffer.from(text, 'latin1'))).toEqual([]);
    }
    const model = modelWith('x', 'y', 10);
    for (let length = 0; length < model.length; length++) expect(await namesIn(model.subarray(0, length))).toEqual([]);
  });
});

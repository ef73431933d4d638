import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { EmbedderHost, EmbedderSettings } from '../../../../src/tensor/embedders/host.js';
import { embedderHost } from '../../../../src/tensor/embedders/host.js';
import type { TransformersSpec } from '../../../../src/tensor/embedders/spec.js';
import { openEncoder } from '../../../../src/tensor/embedders/transformers/open.js';
import type { TransformersEmbedder } from '../../../../src/tensor/embedders/transformers/embedder.js';
import { DEFAULT_EMBEDDER_SETTINGS } from '../../../fixtures/embedder-settings.js';
import type { TinyBertOptions } from '../../../fixtures/tiny-bert/options.js';
import { writeTinyBert } from '../../../fixtures/tiny-bert/write.js';

export interface GoldenText {
  readonly name: string;
  readonly text: string;
  readonly ids: readonly number[];
  /** Vectors of length 1 by pooling. */
  readonly mean: readonly number[];
  readonly cls: readonly number[];
}

/** What test/fixtures/generators/bert.py computed of the model that writeTinyBert writes by default. */
export const GOLDEN = (
  JSON.parse(await readFile(new URL('../../../fixtures/golden/bert.json', import.meta.url), 'utf8')) as {
    texts: readonly GoldenText[];
  }
).texts;

export const goldenText = (name: string): GoldenText => GOLDEN.find((text) => text.name === name) as GoldenText;

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** An empty folder that goes when the tests of the file have ended. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'theta-bert-'));
  folders.push(folder);
  return folder;
}

/** A fresh folder with a model of random weights. */
export async function tinyModel(changes: Partial<TinyBertOptions> = {}): Promise<string> {
  const folder = await freshFolder();
  await writeTinyBert(folder, changes);
  return folder;
}

export const specOf = (model: string, changes: Partial<TransformersSpec> = {}): TransformersSpec => ({
  kind: 'transformers',
  model,
  revision: 'main',
  dtype: 'fp32',
  pooling: 'auto',
  maxTokens: null,
  prefix: '',
  ...changes,
});

export const hostOf = (changes: Partial<EmbedderSettings> = {}, lines: string[] = []): EmbedderHost =>
  embedderHost(
    { ...DEFAULT_EMBEDDER_SETTINGS, device: 'cpu', threads: 1, ...changes },
    { log: (line) => lines.push(line), onProgress: () => undefined, uniform: () => 0.5 },
  );

export const never = new AbortController().signal;

/** Opens an encoder; the caller disposes of it. */
export const open = async (spec: TransformersSpec, host = hostOf()): Promise<TransformersEmbedder> =>
  (await openEncoder(spec, host, never)).embedder;

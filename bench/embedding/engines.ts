import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeArtifact } from '../../src/domain/artifact.js';
import { seededRng } from '../../src/domain/random.js';
import { blobOf, readRouterSetFolder } from '../../src/jobs/router-set-folder.js';
import type { SavedEmbedder } from '../../src/tensor/embedder.js';
import { loadLexicalEmbedder } from '../../src/tensor/embedders/lexical/index.js';
import { embedderHost } from '../../src/tensor/embedders/host.js';
import type { DeviceChoice } from '../../src/tensor/embedders/spec.js';
import { openEmbedder } from '../../src/tensor/embedders/open.js';
import type { TinyBertOptions } from '../../test/fixtures/tiny-bert/options.js';
import { BASE_BERT, TINY_BERT } from '../../test/fixtures/tiny-bert/options.js';
import { writeTinyBert } from '../../test/fixtures/tiny-bert/write.js';

const root = join(import.meta.dirname, '../..');

/** Shapes of known encoders with random weights, which cost what learned ones cost. */
export const SHAPES: Readonly<Record<string, TinyBertOptions>> = {
  tiny: { ...TINY_BERT, hidden: 128, heads: 2, vocabulary: 30_522, maxPositions: 512 },
  minilm: { ...TINY_BERT, layers: 6, hidden: 384, heads: 12, vocabulary: 30_522, maxPositions: 512 },
  base: BASE_BERT,
};

/** An encoder of one of SHAPES, in a folder that goes with it. */
export async function encoder(
  shape: string,
  { device, threads }: { readonly device: DeviceChoice; readonly threads: number },
): Promise<SavedEmbedder> {
  const options = SHAPES[shape];
  if (!options) throw new Error(`--shape: expected ${Object.keys(SHAPES).join(', ')}, got ${shape}`);
  const folder = await mkdtemp(join(tmpdir(), 'theta-engine-'));
  try {
    await writeTinyBert(folder, options);
    const settings = { modelsFolder: folder, hubUrl: 'http://127.0.0.1:1', hubToken: null, urls: {}, keys: {} };
    const host = embedderHost(
      { ...settings, device, threads, timeoutMs: 60_000 },
      { log: (line) => console.error(line), onProgress: () => {}, uniform: () => 0.5 },
    );
    const spec = {
      model: folder,
      revision: 'main',
      dtype: 'fp32',
      pooling: 'mean',
      maxTokens: 512,
      prefix: '',
    } as const;
    return await openEmbedder({ kind: 'transformers', ...spec }, host, new AbortController().signal);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The shipped lexical embedder. */
export async function lexical(): Promise<SavedEmbedder> {
  const folder = await readRouterSetFolder(join(root, 'models/bootstrap'));
  return loadLexicalEmbedder(decodeArtifact(await blobOf(folder)(folder.manifest.embedder), 'embedder'));
}

/** Words of the documentation as they follow each other: prose with figures, marks and code in it. */
const WORDS = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .sort()
  .flatMap((file) => readFileSync(join(root, 'docs', file), 'utf8').split(/[\s|]+/))
  .filter((word) => word !== '' && word.length < 30);

/** Different texts of `words` words, or of log-normal length (median 20, σ 0.8) as queries have it; seeded by `stream`. */
export function texts(count: number, stream: string, words: number | null = null): string[] {
  const rng = seededRng(5).fork(stream);
  return Array.from({ length: count }, () => {
    const length = words ?? Math.min(400, Math.max(3, Math.round(20 * Math.exp(0.8 * rng.normal()))));
    const from = rng.integer(WORDS.length - length);
    return WORDS.slice(from, from + length).join(' ');
  });
}

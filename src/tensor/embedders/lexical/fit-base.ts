import type { RunContext } from '../../../domain/run.js';
import { breathe } from '../../linear-algebra/breathe.js';
import type { SparseMatrix } from '../../linear-algebra/sparse-matrix.js';
import { truncatedSvd } from '../../linear-algebra/truncated-svd.js';
import { DocumentFrequency } from './document-frequency.js';
import { FeatureBuffer } from './feature-buffer.js';
import { foldText } from './fold-text.js';
import { boilerplateLines } from './lines.js';
import type { BaseParameters } from './model.js';
import type { LexicalOptions } from './options.js';
import { quantiseRows } from './quantised-rows.js';
import { scanText } from './scan-text.js';
import { SURFACE_FEATURES, surfaceFeatures } from './surface-features.js';
import { surfaceScaling } from './surface-scaling.js';
import { inverseDocumentFrequency, TfIdf } from './tf-idf.js';

const TEXTS_PER_SLICE = 200;
/** Below this many texts every n-gram is kept: otherwise nothing would be left of a tiny set. */
const FEW_TEXTS = 100;

/** Learns vocabulary, projection and surface scaling from the texts alone. */
export async function fitBase(
  texts: readonly string[],
  options: LexicalOptions,
  run: RunContext,
): Promise<BaseParameters> {
  const folded = texts.map(foldText);
  const lines = boilerplateLines(folded, options.boilerplateShare);
  await breathe(run.signal);
  const { keys, documents, surface } = await countGrams(folded, new Set(lines), options, run);
  const scaling = surfaceScaling(surface);
  const idf = inverseDocumentFrequency(documents, texts.length);
  const matrix = await weighTexts(folded, new Set(lines), keys, idf, run);
  const svd = await truncatedSvd(matrix, {
    dims: options.dims,
    oversampling: options.oversampling,
    powerIterations: options.powerIterations,
    rng: run.rng.fork('lexical/svd'),
    signal: run.signal,
    onPass: (done, total) => run.onProgress({ stage: 'embedder: projection', done, total, unit: 'passes' }),
  });
  return {
    lines,
    keys,
    idf,
    rows: quantiseRows(svd.rightVectors, keys.length, svd.rank),
    surfaceMean: scaling.mean,
    surfaceScale: scaling.scale,
    surfaceWeight: options.surfaceWeight,
  };
}

/** First reading: which n-grams to keep, words before character n-grams, and the surface features [texts, features]. */
async function countGrams(
  folded: readonly string[],
  lines: ReadonlySet<number>,
  options: LexicalOptions,
  run: RunContext,
): Promise<{ keys: Int32Array; documents: Int32Array; surface: Float32Array }> {
  const features = new FeatureBuffer();
  const words = new DocumentFrequency();
  const characterGrams = new DocumentFrequency();
  const surface = new Float32Array(folded.length * SURFACE_FEATURES.length);
  await eachText(folded, 'embedder: vocabulary', run, (text, i) => {
    scanText(text, lines, features);
    words.add(features.words);
    characterGrams.add(features.characterGrams);
    surfaceFeatures(features.counts, surface, i * SURFACE_FEATURES.length);
  });
  const least = folded.length < FEW_TEXTS ? 1 : options.minDocuments;
  const w = words.top(least, options.maxWords);
  const c = characterGrams.top(least, options.maxCharacterGrams);
  return {
    keys: Int32Array.from([...w.keys, ...c.keys]),
    documents: Int32Array.from([...w.documents, ...c.documents]),
    surface,
  };
}

/** Second reading: the tf-idf matrix [texts, n-grams]. */
async function weighTexts(
  folded: readonly string[],
  lines: ReadonlySet<number>,
  keys: Int32Array,
  idf: Float32Array,
  run: RunContext,
): Promise<SparseMatrix> {
  const features = new FeatureBuffer();
  const tfIdf = new TfIdf(keys, idf);
  const offsets = new Int32Array(folded.length + 1);
  const columns: Int32Array[] = [];
  const values: Float32Array[] = [];
  await eachText(folded, 'embedder: weights', run, (text, i) => {
    scanText(text, lines, features);
    tfIdf.weigh(features);
    columns.push(tfIdf.rows.slice(0, tfIdf.length));
    values.push(tfIdf.weights.slice(0, tfIdf.length));
    offsets[i + 1] = (offsets[i] as number) + tfIdf.length;
  });
  const total = offsets[folded.length] as number;
  const joined = { columns: new Int32Array(total), values: new Float32Array(total) };
  for (let i = 0; i < folded.length; i++) {
    joined.columns.set(columns[i] as Int32Array, offsets[i]);
    joined.values.set(values[i] as Float32Array, offsets[i]);
  }
  return { rows: folded.length, cols: keys.length, offsets, ...joined };
}

async function eachText(
  texts: readonly string[],
  stage: string,
  run: RunContext,
  work: (text: string, i: number) => void,
): Promise<void> {
  for (let i = 0; i < texts.length; i++) {
    work(texts[i] as string, i);
    if ((i + 1) % TEXTS_PER_SLICE !== 0 && i + 1 < texts.length) continue;
    run.onProgress({ stage, done: i + 1, total: texts.length, unit: 'queries' });
    await breathe(run.signal);
  }
}

import { expectArtifact, tensorOf } from '../../../domain/artifact.js';
import type { Artifact } from '../../../domain/artifact.js';
import { classProbabilities } from '../../linear-algebra/multinomial-logistic.js';
import type { LinearClassifier } from '../../linear-algebra/multinomial-logistic.js';
import { FeatureBuffer } from './feature-buffer.js';
import { foldText } from './fold-text.js';
import { addRows } from './quantised-rows.js';
import type { QuantisedRows } from './quantised-rows.js';
import { scanText } from './scan-text.js';
import { SURFACE_FEATURES, surfaceFeatures } from './surface-features.js';
import { TfIdf } from './tf-idf.js';

export const LEXICAL_KIND = 'embedder/lexical';
export const LEXICAL_FORMAT = 1;

/** z-scores are cut here: a huge or odd text must not drown its words. */
const LARGEST_Z = 4;

/** Everything learned, before the task classifier: enough for the part of a vector that the classifier reads. */
export interface BaseParameters {
  /** Sorted hashes of the boilerplate lines. */
  readonly lines: Int32Array;
  /** Hash of each n-gram of the vocabulary. */
  readonly keys: Int32Array;
  readonly idf: Float32Array;
  readonly rows: QuantisedRows;
  readonly surfaceMean: Float32Array;
  /** 1 / standard deviation; 0 for a feature that never varies. */
  readonly surfaceScale: Float32Array;
  readonly surfaceWeight: number;
}

/** The learned projection and the surface features: [projection, 1 long | surface, about surfaceWeight long]. */
export class BaseModel {
  readonly dims: number;
  readonly #p: BaseParameters;
  readonly #lines: ReadonlySet<number>;
  readonly #features = new FeatureBuffer();
  readonly #tfIdf: TfIdf;
  readonly #sum: Float64Array;

  constructor(parameters: BaseParameters) {
    this.#p = parameters;
    this.#lines = new Set(parameters.lines);
    this.#tfIdf = new TfIdf(parameters.keys, parameters.idf);
    this.#sum = new Float64Array(parameters.rows.dims);
    this.dims = parameters.rows.dims + SURFACE_FEATURES.length;
  }

  /** Writes the `dims` numbers of one text to `out` from `at`. */
  write(text: string, out: Float32Array, at: number): void {
    const { rows, surfaceMean, surfaceScale, surfaceWeight } = this.#p;
    scanText(foldText(text), this.#lines, this.#features);
    const tfIdf = this.#tfIdf;
    tfIdf.weigh(this.#features);
    const sum = this.#sum.fill(0);
    addRows(rows, tfIdf.rows, tfIdf.weights, tfIdf.length, sum);
    let squares = 0;
    for (let j = 0; j < rows.dims; j++) squares += (sum[j] as number) ** 2;
    const length = Math.sqrt(squares);
    const scale = length > 0 ? 1 / length : 0;
    for (let j = 0; j < rows.dims; j++) out[at + j] = (sum[j] as number) * scale;

    const first = at + rows.dims;
    surfaceFeatures(this.#features.counts, out, first);
    const weight = surfaceWeight / Math.sqrt(SURFACE_FEATURES.length);
    for (let s = 0; s < SURFACE_FEATURES.length; s++) {
      const z = ((out[first + s] as number) - (surfaceMean[s] as number)) * (surfaceScale[s] as number);
      out[first + s] = weight * Math.max(-LARGEST_Z, Math.min(LARGEST_Z, z));
    }
  }
}

/** The whole embedder as numbers: the base vector, the task probabilities behind it, all scaled to length 1. */
export class LexicalModel {
  readonly dims: number;
  readonly #base: BaseModel;
  readonly #classifier: LinearClassifier;
  readonly #taskWeight: number;
  readonly #probabilities: Float64Array;

  constructor(base: BaseModel, classifier: LinearClassifier, taskWeight: number) {
    this.#base = base;
    this.#classifier = classifier;
    this.#taskWeight = taskWeight;
    this.#probabilities = new Float64Array(classifier.classes);
    this.dims = base.dims + classifier.classes;
  }

  /** Writes the `dims` numbers of one text to `out` from `at`. */
  write(text: string, out: Float32Array, at: number): void {
    this.#base.write(text, out, at);
    classProbabilities(this.#classifier, out, at, this.#probabilities);
    const first = at + this.#base.dims;
    this.#probabilities.forEach((p, k) => (out[first + k] = this.#taskWeight * p));
    let squares = 0;
    for (let i = at; i < at + this.dims; i++) squares += (out[i] as number) ** 2;
    if (squares === 0) return;
    const scale = 1 / Math.sqrt(squares);
    for (let i = at; i < at + this.dims; i++) out[i] = (out[i] as number) * scale;
  }
}

/** Puts the numbers of a trained embedder into an artifact; `tasks` names the classes. */
export function lexicalArtifact(
  base: BaseParameters,
  classifier: LinearClassifier,
  meta: Artifact['meta'] & { taskWeight: number },
): Artifact {
  return {
    kind: LEXICAL_KIND,
    formatVersion: LEXICAL_FORMAT,
    meta: { ...meta, dims: base.rows.dims, surfaceWeight: base.surfaceWeight },
    tensors: {
      lines: base.lines,
      keys: base.keys,
      idf: base.idf,
      rowValues: base.rows.values,
      rowScales: base.rows.scales,
      surfaceMean: base.surfaceMean,
      surfaceScale: base.surfaceScale,
      taskWeights: classifier.weights,
      taskIntercepts: classifier.intercepts,
    },
  };
}

/** Reads a lexical artifact back. Throws ARTIFACT_FOREIGN or ARTIFACT_CORRUPT. */
export function lexicalModel(artifact: Artifact): LexicalModel {
  expectArtifact(artifact, LEXICAL_KIND, LEXICAL_FORMAT);
  const dims = Number(artifact.meta['dims']);
  const surface = SURFACE_FEATURES.length;
  const keys = tensorOf(artifact, 'keys', 'Int32Array');
  const intercepts = tensorOf(artifact, 'taskIntercepts', 'Float32Array');
  const base = new BaseModel({
    lines: tensorOf(artifact, 'lines', 'Int32Array'),
    keys,
    idf: tensorOf(artifact, 'idf', 'Float32Array', keys.length),
    rows: {
      dims,
      values: tensorOf(artifact, 'rowValues', 'Int8Array', keys.length * dims),
      scales: tensorOf(artifact, 'rowScales', 'Float32Array', keys.length),
    },
    surfaceMean: tensorOf(artifact, 'surfaceMean', 'Float32Array', surface),
    surfaceScale: tensorOf(artifact, 'surfaceScale', 'Float32Array', surface),
    surfaceWeight: Number(artifact.meta['surfaceWeight']),
  });
  const classes = intercepts.length;
  const weights = tensorOf(artifact, 'taskWeights', 'Float32Array', classes * base.dims);
  const classifier = { classes, dims: base.dims, weights, intercepts };
  return new LexicalModel(base, classifier, Number(artifact.meta['taskWeight']));
}

import type { LlmId } from '../domain/ids.js';
import { llmId } from '../domain/ids.js';
import type { Matrix } from '../domain/matrix.js';
import { matrix, normaliseRows } from '../domain/matrix.js';
import { seededRng } from '../domain/random.js';
import type { ResponseMatrix } from '../domain/responses.js';
import type { TrainingSet } from '../plugins/contract.js';

export interface MirtWorldOptions {
  readonly seed: number;
  readonly queries: number;
  /** LLMs with responses. */
  readonly llms: number;
  readonly embeddingSize: number;
  /** Dimensions of the true ability. */
  readonly dims: number;
  /** Share of pairs without a response. */
  readonly missing: number;
  /** LLMs at the end of the list that have a profile and no response. */
  readonly unseenLlms: number;
  /** a = softplus(A·e), or 1 + A·e. */
  readonly form: 'monotone' | 'linear';
  /** Responses are 0 or 1 by default; `graded` gives the true probability itself. */
  readonly graded: boolean;
}

export interface MirtWorld {
  readonly data: TrainingSet;
  /** True P̂, [queries, llms + unseenLlms]. */
  readonly truth: Matrix;
  /** True θ, [llms + unseenLlms, dims]. */
  readonly abilities: Matrix;
}

export const WORLD_EMBEDDER = 'test/mirt-world';

/** Named abilities as an operator would keep them. */
export const WORLD_ABILITIES = [
  { id: 'reasoning', name: 'Reasoning', description: 'Draws conclusions from premises.' },
  { id: 'computation', name: 'Computation', description: 'Calculates with numbers.' },
  { id: 'knowledge', name: 'Knowledge', description: 'Recalls facts.' },
];

/**
 * Queries, profiles and responses drawn from a known MIRT: unit query vectors e, a from A·e, b = B·e, profiles p with
 * θ = T·p + noise, y ~ Bernoulli(σ(a·θ − b)). What is recovered can be compared with what was drawn.
 */
export function mirtWorld(options: Partial<MirtWorldOptions> = {}): MirtWorld {
  const defaults = { seed: 1, queries: 200, llms: 5, embeddingSize: 8, dims: 2, missing: 0.2, unseenLlms: 1 };
  const o: MirtWorldOptions = { ...defaults, form: 'monotone', graded: false, ...options };
  const rng = seededRng(o.seed);
  const normals = (rows: number, cols: number, deviation: number): Matrix =>
    matrix(
      rows,
      cols,
      Float32Array.from({ length: rows * cols }, () => rng.normal() * deviation),
    );
  const all = o.llms + o.unseenLlms;
  const vectors = normaliseRows(normals(o.queries, o.embeddingSize, 1));
  const profiles = normaliseRows(normals(all, o.embeddingSize, 1));
  const toDiscrimination = normals(o.dims, o.embeddingSize, 2);
  const toDifficulty = normals(1, o.embeddingSize, 4);
  const toAbility = normals(o.dims, o.embeddingSize, 2);
  const noise = normals(all, o.dims, 0.3);
  const abilities = matrix(all, o.dims);
  for (let j = 0; j < all; j++) {
    for (let k = 0; k < o.dims; k++) {
      abilities.data[j * o.dims + k] = product(profiles, j, toAbility, k) + (noise.data[j * o.dims + k] as number);
    }
  }
  const discrimination = (x: number) => (o.form === 'monotone' ? Math.log1p(Math.exp(x)) : 1 + x);
  const truth = matrix(o.queries, all);
  for (let q = 0; q < o.queries; q++) {
    const a = Array.from({ length: o.dims }, (_, k) => discrimination(product(vectors, q, toDiscrimination, k)));
    const b = product(vectors, q, toDifficulty, 0);
    for (let j = 0; j < all; j++) {
      const x = a.reduce((sum, ak, k) => sum + ak * (abilities.data[j * o.dims + k] as number), -b);
      truth.data[q * all + j] = 1 / (1 + Math.exp(-x));
    }
  }
  const llms = Array.from({ length: all }, (_, j) => llmId(`llm-${j}`));
  const observed = (_q: number, j: number) => j < o.llms && (o.missing === 0 || rng.uniform() >= o.missing);
  const responses = sample(truth, llms, observed, (p) => (o.graded ? p : rng.uniform() < p ? 1 : 0));
  const data: TrainingSet = {
    vectors,
    responses,
    profiles,
    cost: Float32Array.from(llms, (_, j) => (j + 1) / llms.length),
    abilities: WORLD_ABILITIES,
    embedderId: WORLD_EMBEDDER,
  };
  return { data, truth, abilities };
}

function product(x: Matrix, r: number, y: Matrix, s: number): number {
  let sum = 0;
  for (let c = 0; c < x.cols; c++) sum += (x.data[r * x.cols + c] as number) * (y.data[s * y.cols + c] as number);
  return sum;
}

function sample(
  truth: Matrix,
  llms: readonly LlmId[],
  observed: (q: number, j: number) => boolean,
  draw: (p: number) => number,
): ResponseMatrix {
  const rowStart = new Uint32Array(truth.rows + 1);
  const llmIndex: number[] = [];
  const performance: number[] = [];
  for (let q = 0; q < truth.rows; q++) {
    for (let j = 0; j < llms.length; j++) {
      if (!observed(q, j)) continue;
      llmIndex.push(j);
      performance.push(draw(truth.data[q * llms.length + j] as number));
    }
    rowStart[q + 1] = llmIndex.length;
  }
  return {
    queries: Array.from({ length: truth.rows }, (_, q) => ({ id: `query-${q}`, text: null, task: `task-${q % 3}` })),
    llms,
    rowStart,
    llmIndex: Uint16Array.from(llmIndex),
    performance: Float32Array.from(performance),
    cost: null,
    inputTokens: null,
    outputTokens: null,
  };
}

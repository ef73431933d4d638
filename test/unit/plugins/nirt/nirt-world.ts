import { llmId } from '../../../../src/domain/ids.js';
import type { Matrix } from '../../../../src/domain/matrix.js';
import { matrix, normaliseRows } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { TrainingSet } from '../../../../src/plugins/contract.js';

export interface NirtWorld {
  readonly data: TrainingSet;
  /** True P̂, [queries, llms]. */
  readonly truth: Matrix;
  /** Standard deviation of the true P̂: what a guess of the mean is off by. */
  readonly spread: number;
  /** The one ability that each task needs. */
  readonly needs: ReadonlyMap<string, string>;
}

const ABILITIES = ['juggling', 'singing', 'cooking'];
const LLMS = 8;
const SIZE = 10;

/**
 * Responses drawn from a NIRT over three tasks, each needing one ability: P̂ = σ(8·(θ_k − b_k)), θ drawn per LLM and
 * ability, b from the query vector. Vectors of a task lie close together.
 */
export function nirtWorld(queries: number): NirtWorld {
  const rng = seededRng(12);
  const abilities = ABILITIES.map((id) => ({ id, name: id, description: '' }));
  const tasks = ABILITIES.map((id) => `${id}_test`);
  const centres = normaliseRows(
    matrix(
      3,
      SIZE,
      Float32Array.from({ length: 3 * SIZE }, () => rng.normal()),
    ),
  );
  const theta = Float32Array.from({ length: LLMS * 3 }, () => 0.2 + 0.6 * rng.uniform());
  const slope = Float32Array.from({ length: 3 * SIZE }, () => rng.normal());
  const vectors = matrix(queries, SIZE);
  const truth = matrix(queries, LLMS);
  for (let q = 0; q < queries; q++) {
    const t = q % 3;
    let tilt = 0;
    for (let c = 0; c < SIZE; c++) {
      const noise = rng.normal() * 0.1;
      vectors.data[q * SIZE + c] = (centres.data[t * SIZE + c] as number) + noise;
      tilt += (slope[t * SIZE + c] as number) * noise * 3;
    }
    const b = 1 / (1 + Math.exp(-tilt));
    for (let j = 0; j < LLMS; j++) {
      truth.data[q * LLMS + j] = 1 / (1 + Math.exp(-8 * ((theta[j * 3 + t] as number) - b)));
    }
  }
  normaliseRows(vectors);
  const mean = truth.data.reduce((sum, p) => sum + p / truth.data.length, 0);
  const spread = Math.sqrt(truth.data.reduce((sum, p) => sum + (p - mean) ** 2 / truth.data.length, 0));
  const llms = Array.from({ length: LLMS }, (_, j) => llmId(`llm-${j}`));
  const data: TrainingSet = {
    vectors,
    responses: {
      queries: Array.from({ length: queries }, (_, q) => ({ id: `q${q}`, text: null, task: tasks[q % 3] as string })),
      llms,
      rowStart: Uint32Array.from({ length: queries + 1 }, (_, q) => q * LLMS),
      llmIndex: Uint16Array.from({ length: queries * LLMS }, (_, i) => i % LLMS),
      performance: truth.data.map((p) => (rng.uniform() < p ? 1 : 0)),
      cost: null,
      inputTokens: null,
      outputTokens: null,
    },
    profiles: matrix(LLMS, SIZE),
    cost: new Float32Array(LLMS),
    abilities,
    embedderId: 'test/nirt-world',
  };
  return { data, truth, spread, needs: new Map(tasks.map((task, t) => [task, ABILITIES[t] as string])) };
}

import { llmId } from '../../../../src/domain/ids.js';
import { matrix } from '../../../../src/domain/matrix.js';
import { seededRng } from '../../../../src/domain/random.js';
import type { TrainingSet } from '../../../../src/plugins/contract.js';

export interface HierarchicalWorld {
  readonly data: TrainingSet;
  /** True θ, [llms][tasks]. */
  readonly abilities: readonly Float64Array[];
  /** True b without the level of its task, [queries]. */
  readonly difficulty: Float64Array;
}

export interface WorldOptions {
  readonly seed?: number;
  readonly queriesPerTask?: number;
  readonly tasks?: number;
  readonly llms?: number;
  /** Whether LLM j answered query q of task k; all of them unless said. */
  readonly observed?: (j: number, k: number, q: number) => boolean;
  /** Numbers of a query's vector beside those that tell the task; query q of task k. */
  readonly mark?: (k: number, q: number) => number;
  readonly labelled?: boolean;
}

const NOISE = 4;

/**
 * Responses drawn from the model of hirt: overall abilities N(0, 1), task abilities N(overall, 0.4²), difficulty linear in noise
 * coordinates of the vector; the task stands in the vector as one coordinate, so that it can be classified.
 */
export function hierarchicalWorld(options: WorldOptions = {}): HierarchicalWorld {
  const { seed = 1, queriesPerTask = 200, tasks = 3, llms = 6, labelled = true } = options;
  const rng = seededRng(seed);
  const size = tasks + NOISE + 1;
  const abilities = Array.from({ length: llms }, () => {
    const overall = rng.normal();
    return Float64Array.from({ length: tasks }, () => overall + 0.4 * rng.normal());
  });
  const ease = Array.from({ length: NOISE }, () => 0.5 * rng.normal());
  const vectors = matrix(tasks * queriesPerTask, size);
  const difficulty = new Float64Array(vectors.rows);
  const rowStart = new Uint32Array(vectors.rows + 1);
  const llmIndex: number[] = [];
  const performance: number[] = [];
  for (let q = 0; q < vectors.rows; q++) {
    const k = q % tasks;
    vectors.data[q * size + k] = 4;
    for (let c = 0; c < NOISE; c++) {
      const x = rng.normal();
      vectors.data[q * size + tasks + c] = x;
      difficulty[q] = (difficulty[q] as number) - x * (ease[c] as number);
    }
    vectors.data[q * size + size - 1] = options.mark?.(k, q) ?? 0;
    for (let j = 0; j < llms; j++) {
      const right = rng.uniform() < 1 / (1 + Math.exp((difficulty[q] as number) - (abilities[j]?.[k] as number)));
      if (options.observed && !options.observed(j, k, q)) continue;
      llmIndex.push(j);
      performance.push(right ? 1 : 0);
    }
    rowStart[q + 1] = llmIndex.length;
  }
  const names = Array.from({ length: llms }, (_, j) => llmId(`llm-${j}`));
  return {
    abilities,
    difficulty,
    data: {
      vectors,
      responses: {
        queries: Array.from({ length: vectors.rows }, (_, q) => ({
          id: `query-${q}`,
          text: null,
          task: labelled ? `task-${q % tasks}` : null,
        })),
        llms: names,
        rowStart,
        llmIndex: Uint16Array.from(llmIndex),
        performance: Float32Array.from(performance),
        cost: null,
        inputTokens: null,
        outputTokens: null,
      },
      profiles: matrix(llms, size),
      cost: new Float32Array(llms),
      abilities: [],
      embedderId: 'test/hierarchical-world',
    },
  };
}

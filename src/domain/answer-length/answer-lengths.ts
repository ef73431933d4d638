import type { Artifact } from '../artifact.js';
import { expectArtifact, tensorOf } from '../artifact.js';
import { DEFAULT_OUTPUT_TOKENS } from '../cost.js';
import type { LlmId } from '../ids.js';
import { llmId } from '../ids.js';
import type { Tokenizer } from '../tokens/tokenizers.js';
import { mixtureQuantile } from './lognormal-mixture.js';

/** How long the answers of each LLM are by task: log-normal in each cell, with what a query's neighbours add. */
export interface AnswerLengths {
  /** Those with observed lengths. */
  readonly llms: readonly LlmId[];
  /** Tasks with observed lengths; '' stands for queries without one. */
  readonly tasks: readonly string[];
  /** [(llms + 1) × tasks] mean of the logarithm of the tokens; the last row is an LLM that nobody has observed. */
  readonly location: Float32Array;
  /** [(llms + 1) × tasks] standard deviation of the logarithm around a prediction, above 0. */
  readonly scale: Float32Array;
  /** [(llms + 1) × tasks] mean tokens over exp(location). */
  readonly smearing: Float32Array;
  /** [training queries] how much longer than its task's the answers to a query are, in logarithms. */
  readonly queryEffect: Float32Array;
  /** In [0, 1]: how much of the neighbours' mean effect a new query takes over. */
  readonly queryWeight: number;
  /** Nearest training queries that are asked. */
  readonly neighbours: number;
  /** Cosine of the nearest one below which a query is unlike all training queries, and their tasks say nothing of it. */
  readonly nearFrom: number;
  /** Share of answers that the upper length is meant to hold. */
  readonly coverage: number;
  /** [(llms + 1) × tasks] in (0, 1): the quantile of the distribution that held so many held-out answers. */
  readonly level: Float32Array;
  /** How input tokens are counted, for every LLM that told; others go by their name. */
  readonly tokenizers: ReadonlyMap<LlmId, Tokenizer>;
}

/** What is known of one query: a weight for each task and one for none of them, which sum to 1, and the effect of its neighbours. */
export interface QueryEvidence {
  readonly taskWeight: readonly { readonly task: number; readonly weight: number }[];
  /** Weight of a task that nobody has observed, whose answers are taken to have 300 tokens. */
  readonly other: number;
  readonly effect: number;
  /** Share of the weight that comes from neighbours whose task has observed lengths. */
  readonly support: number;
}

export interface PredictedLength {
  readonly tokens: number;
  readonly upper: number;
}

/**
 * Weighs the tasks of the nearest training queries alike. One whose task has no observed length stands for all tasks that have and for one
 * more that has not; so do all of them where even the nearest is far. `rows` may end in −1 for fewer neighbours.
 */
export function evidenceOf(
  model: Pick<AnswerLengths, 'tasks' | 'queryEffect' | 'queryWeight' | 'nearFrom'>,
  rows: ArrayLike<number>,
  nearest: number,
  taskOfRow: (row: number) => number,
): QueryEvidence {
  const count = model.tasks.length;
  const weight = new Float64Array(count);
  let effect = 0;
  let known = 0;
  let asked = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (row < 0) break;
    asked++;
    const task = nearest < model.nearFrom ? -1 : taskOfRow(row);
    if (task < 0) continue;
    known++;
    weight[task] = (weight[task] as number) + 1;
    effect += model.queryEffect[row] as number;
  }
  const unknown = asked === 0 ? 1 : (asked - known) / asked;
  const taskWeight = Array.from(weight, (w, task) => ({
    task,
    weight: w / Math.max(1, asked) + unknown / (count + 1),
  }));
  return {
    taskWeight: taskWeight.filter((entry) => entry.weight > 0),
    other: unknown / (count + 1),
    effect: known > 0 ? (model.queryWeight * effect) / known : 0,
    support: 1 - unknown,
  };
}

/** Log-normal with a mean of 300 tokens and a wide spread: 95 % from 26 to 1,300. */
const OTHER_SCALE = 1;
const OTHER_LOCATION = Math.log(DEFAULT_OUTPUT_TOKENS) - OTHER_SCALE ** 2 / 2;

/** [(llms + 1) × tasks] mean tokens of an answer to a query without effect: what meanLength needs, worked out once. */
export const meanTokens = ({ location, smearing }: Pick<AnswerLengths, 'location' | 'smearing'>): Float64Array =>
  Float64Array.from(location, (at, cell) => Math.exp(at) * (smearing[cell] as number));

/** `tokens` of predictLength, from meanTokens: for many LLMs at once. */
export function meanLength(means: Float64Array, tasks: number, llm: number, evidence: QueryEvidence): number {
  let tokens = 0;
  for (const { task, weight } of evidence.taskWeight) tokens += weight * (means[llm * tasks + task] as number);
  // An answer has a token at least.
  return Math.max(1, evidence.other * DEFAULT_OUTPUT_TOKENS + Math.exp(evidence.effect) * tokens);
}

/**
 * Mean and upper length of the answer of one LLM, in tokens; `llm` is its row, llms.length for one without data. The upper length is a
 * quantile of a mixture, most of the work, and found when read.
 */
export function predictLength(model: AnswerLengths, llm: number, evidence: QueryEvidence): PredictedLength {
  const { taskWeight, other, effect, support } = evidence;
  const cells = taskWeight.map(({ task }) => llm * model.tasks.length + task);
  const location = cells.map((cell) => (model.location[cell] as number) + effect);
  const scale = cells.map((cell) => model.scale[cell] as number);
  const weight = taskWeight.map((entry) => entry.weight);
  let tokens = other * DEFAULT_OUTPUT_TOKENS;
  let level = 0;
  cells.forEach((cell, i) => {
    tokens += (weight[i] as number) * Math.exp(location[i] as number) * (model.smearing[cell] as number);
    level += (weight[i] as number) * (model.level[cell] as number);
  });
  if (other > 0) {
    weight.push(other);
    location.push(OTHER_LOCATION);
    scale.push(OTHER_SCALE);
  }
  return {
    // An answer has a token at least.
    tokens: Math.max(1, tokens),
    get upper() {
      // Levels are those of single tasks: where the task is not known, they say nothing.
      const calibrated = (support * level) / (1 - other) + (1 - support) * model.coverage;
      // Rare long answers can lift the mean above the quantile.
      return Math.max(1, tokens, mixtureQuantile({ weight, location, scale }, calibrated));
    },
  };
}

const KIND = 'answer-lengths';
const FORMAT = 1;

export function encodeAnswerLengths(model: AnswerLengths): Artifact {
  const { llms, tasks, queryWeight, neighbours, nearFrom, coverage } = model;
  const { location, scale, smearing, queryEffect, level } = model;
  const tokenizers = [...model.tokenizers].map(([llm, { encoding, factor }]) => ({ llm, encoding, factor }));
  return {
    kind: KIND,
    formatVersion: FORMAT,
    meta: { llms, tasks, queryWeight, neighbours, nearFrom, coverage, tokenizers },
    tensors: { location, scale, smearing, queryEffect, level },
  };
}

/** Throws ARTIFACT_FOREIGN or ARTIFACT_CORRUPT. */
export function decodeAnswerLengths(artifact: Artifact, queries: number): AnswerLengths {
  expectArtifact(artifact, KIND, FORMAT);
  const meta = artifact.meta as unknown as Omit<AnswerLengths, 'tokenizers'> & {
    readonly tokenizers: readonly (Tokenizer & { readonly llm: string })[];
  };
  const cells = (meta.llms.length + 1) * meta.tasks.length;
  return {
    llms: meta.llms.map(llmId),
    tasks: meta.tasks,
    queryWeight: meta.queryWeight,
    neighbours: meta.neighbours,
    nearFrom: meta.nearFrom,
    coverage: meta.coverage,
    tokenizers: new Map(meta.tokenizers.map(({ llm, encoding, factor }) => [llmId(llm), { encoding, factor }])),
    location: tensorOf(artifact, 'location', 'Float32Array', cells),
    scale: tensorOf(artifact, 'scale', 'Float32Array', cells),
    smearing: tensorOf(artifact, 'smearing', 'Float32Array', cells),
    queryEffect: tensorOf(artifact, 'queryEffect', 'Float32Array', queries),
    level: tensorOf(artifact, 'level', 'Float32Array', cells),
  };
}

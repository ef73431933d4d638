import { ThetaError } from '../../../domain/errors.js';
import { matrix } from '../../../domain/matrix.js';
import type { Matrix } from '../../../domain/matrix.js';
import type { RunContext } from '../../../domain/run.js';
import type { SavedEmbedder } from '../../embedder.js';
import { breathe } from '../../linear-algebra/breathe.js';
import { loadLexicalEmbedder } from './embedder.js';
import { fitBase } from './fit-base.js';
import { fitTasks } from './fit-tasks.js';
import { BaseModel, lexicalArtifact, LexicalModel } from './model.js';
import { lexicalOptions } from './options.js';
import type { LexicalOptions } from './options.js';

/** A text to learn from, with the task it belongs to where that is known. */
export interface LexicalQuery {
  readonly text: string;
  readonly task: string | null;
}

export interface LexicalFit {
  readonly embedder: SavedEmbedder;
  /**
   * [queries, dims], to train routers on. As `embedder.embed` gives them, but with task probabilities from classifiers that
   * had not seen the query, as they will be for queries to come.
   */
  readonly vectors: Matrix;
}

const TEXTS_PER_SLICE = 200;

/**
 * Trains the lexical embedder on the training queries alone. The same queries, options and seed give the same bytes.
 * Throws TRAINING_DATA_INSUFFICIENT without queries, HYPERPARAMETER_INVALID and CANCELLED.
 */
export async function fitLexicalEmbedder(
  queries: readonly LexicalQuery[],
  options: Partial<LexicalOptions>,
  run: RunContext,
): Promise<LexicalFit> {
  const settings = lexicalOptions(options);
  if (queries.length === 0) {
    throw new ThetaError('TRAINING_DATA_INSUFFICIENT', 'The lexical embedder needs at least one training query.');
  }
  const texts = queries.map((q) => q.text);
  const parameters = await fitBase(texts, settings, run);
  const base = await baseVectors(new BaseModel(parameters), texts, run);
  const tasks = await fitTasks(
    base,
    queries.map((q) => q.task),
    settings,
    run,
  );
  const artifact = lexicalArtifact(parameters, tasks.classifier, {
    tasks: tasks.tasks,
    taskWeight: settings.taskWeight,
    options: settings,
    seed: run.seed,
    queries: queries.length,
  });
  const model = new LexicalModel(new BaseModel(parameters), tasks.classifier, settings.taskWeight);
  return { embedder: loadLexicalEmbedder(artifact), vectors: trainingVectors(model, base, tasks.probabilities) };
}

async function baseVectors(model: BaseModel, texts: readonly string[], run: RunContext): Promise<Matrix> {
  const out = matrix(texts.length, model.dims);
  for (let i = 0; i < texts.length; i++) {
    model.write(texts[i] as string, out.data, i * model.dims);
    if ((i + 1) % TEXTS_PER_SLICE === 0) await breathe(run.signal);
  }
  return out;
}

function trainingVectors(model: LexicalModel, base: Matrix, probabilities: Matrix): Matrix {
  const out = matrix(base.rows, model.dims);
  for (let i = 0; i < base.rows; i++) {
    out.data.set(base.data.subarray(i * base.cols, (i + 1) * base.cols), i * model.dims);
    const p = probabilities.data.subarray(i * probabilities.cols, (i + 1) * probabilities.cols);
    model.finish(Float64Array.from(p), out.data, i * model.dims);
  }
  return out;
}

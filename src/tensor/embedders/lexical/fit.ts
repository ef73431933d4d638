import { ThetaError } from '../../../domain/errors.js';
import { matrix } from '../../../domain/matrix.js';
import type { Matrix } from '../../../domain/matrix.js';
import type { RunContext } from '../../../domain/run.js';
import type { SavedEmbedder } from '../../embedder.js';
import { breathe } from '../../linear-algebra/breathe.js';
import { loadLexicalEmbedder } from './embedder.js';
import { fitBase } from './fit-base.js';
import { fitTasks } from './fit-tasks.js';
import { BaseModel, lexicalArtifact } from './model.js';
import { lexicalOptions } from './options.js';
import type { LexicalOptions } from './options.js';
import { embedTexts } from '../../embedder.js';

/** A text to learn from, with the task it belongs to where that is known. */
export interface LexicalQuery {
  readonly text: string;
  readonly task: string | null;
}

export interface LexicalFit {
  readonly embedder: SavedEmbedder;
  /** [queries, dims], to train routers on: what `embedder.embed` gives for the training texts. */
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
  const taskOf = queries.map((q) => q.task);
  const { tasks, classifier } = await fitTasks(base, taskOf, settings, run);
  const embedder = loadLexicalEmbedder(
    lexicalArtifact(parameters, classifier, {
      tasks,
      taskWeight: settings.taskWeight,
      options: settings,
      seed: run.seed,
      queries: queries.length,
    }),
  );
  return { embedder, vectors: await embedTexts(embedder, texts, run.signal) };
}

async function baseVectors(model: BaseModel, texts: readonly string[], run: RunContext): Promise<Matrix> {
  const out = matrix(texts.length, model.dims);
  for (let i = 0; i < texts.length; i++) {
    model.write(texts[i] as string, out.data, i * model.dims);
    if ((i + 1) % TEXTS_PER_SLICE === 0) await breathe(run.signal);
  }
  return out;
}

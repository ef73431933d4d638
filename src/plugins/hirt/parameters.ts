import type { HirtHyperparameters } from './hyperparameters.js';

/** Sizes of one training problem. */
export interface Shape {
  readonly tasks: number;
  readonly embeddingSize: number;
  readonly llms: number;
}

/** Where each block of parameters starts in the one long vector that is optimised. All of it is in log-odds of success. */
export interface Layout extends Shape {
  /** One number: the ease of an average query for an average LLM. */
  readonly level: number;
  /** [tasks] ease of each task */
  readonly task: number;
  /** [embeddingSize] ease along the vector, shared by all tasks */
  readonly shared: number;
  /** [tasks, embeddingSize] what is particular to a task in it */
  readonly particular: number;
  /** [llms] overall ability */
  readonly overall: number;
  /** [llms, tasks] ability on a task beyond the overall one */
  readonly ability: number;
  /** [llms, embeddingSize] what is particular to an LLM along the vector */
  readonly residual: number;
  readonly size: number;
}

export function layoutOf(shape: Shape): Layout {
  const { tasks, embeddingSize, llms } = shape;
  const task = 1;
  const shared = task + tasks;
  const particular = shared + embeddingSize;
  const overall = particular + tasks * embeddingSize;
  const ability = overall + llms;
  const residual = ability + llms * tasks;
  const size = residual + llms * embeddingSize;
  return { ...shape, level: 0, task, shared, particular, overall, ability, residual, size };
}

/** Prior precision of each parameter; 0 for the level, which nothing pulls anywhere. */
export function priorPrecisions(at: Layout, h: HirtHyperparameters, abilityPrecision: number): Float64Array {
  const out = new Float64Array(at.size);
  out.fill(h.taskPrecision, at.task, at.shared);
  out.fill(h.difficultyPrecision, at.shared, at.particular);
  out.fill(h.taskDifficultyPrecision, at.particular, at.overall);
  out.fill(h.overallPrecision, at.overall, at.ability);
  out.fill(abilityPrecision, at.ability, at.residual);
  out.fill(h.residualPrecision, at.residual, at.size);
  return out;
}

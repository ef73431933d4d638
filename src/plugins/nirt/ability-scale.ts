import type { Ability } from '../../domain/llm.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { TrainingRun } from '../contract.js';
import { lexicalAnnotator } from './lexical-annotator.js';
import type { DescribedGroup } from './query-groups.js';

/** The dimensions of a router and which of them each cluster needs. */
export interface AbilityScale {
  readonly abilityIds: readonly string[];
  /** 1 where a cluster needs an ability, else 0: [clusters, dims]. */
  readonly relevance: Matrix;
  readonly annotatedBy: string;
}

/** A task counts for a cluster from this share of its queries on. */
const LEAST_TASK_SHARE = 0.1;

/**
 * The operator's abilities, annotated by the annotator of the run or by words. Where no ability is named the tasks of the
 * queries take their place, and where no task is named either the clusters themselves do.
 */
export async function abilityScale(
  groups: readonly DescribedGroup[],
  abilities: readonly Ability[],
  run: TrainingRun,
): Promise<AbilityScale> {
  if (abilities.length > 0) {
    const annotator = run.annotator ?? lexicalAnnotator;
    const relevance = await annotator.annotate(groups, abilities, run.signal);
    return { abilityIds: abilities.map(({ id }) => id), relevance, annotatedBy: annotator.id };
  }
  const tasks = [...new Set(groups.flatMap((group) => group.tasks.map(({ task }) => task)))].sort();
  if (tasks.length > 0) {
    const needs = (group: DescribedGroup, task: string) =>
      group.tasks.some((t) => t.task === task && t.share >= LEAST_TASK_SHARE);
    return { abilityIds: tasks, relevance: indicator(groups, tasks, needs), annotatedBy: 'task' };
  }
  const names = groups.map(({ id }) => `cluster-${id}`);
  const own = (group: DescribedGroup, name: string) => name === `cluster-${group.id}`;
  return { abilityIds: names, relevance: indicator(groups, names, own), annotatedBy: 'cluster' };
}

function indicator<T>(rows: readonly T[], cols: readonly string[], test: (row: T, col: string) => boolean): Matrix {
  const data = Float32Array.from(rows.flatMap((row) => cols.map((col) => (test(row, col) ? 1 : 0))));
  return matrix(rows.length, cols.length, data);
}

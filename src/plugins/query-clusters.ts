import type { Ability } from '../domain/llm.js';
import type { Matrix } from '../domain/matrix.js';

/** Reads sample queries of a group and names the abilities that answering them takes (paper 4.2.2). */
export interface AbilityAnnotator {
  /** Written into the artifact, for example `openai:gpt-4o-mini`. */
  readonly id: string;
  /** One row per group, 1 for an ability of `abilities` that the group needs, else 0: [groups, abilities]. */
  annotate(groups: readonly QueryGroup[], abilities: readonly Ability[], signal: AbortSignal): Promise<Matrix>;
}

/** A cluster of training queries as an annotator sees it. */
export interface QueryGroup {
  readonly id: number;
  readonly size: number;
  /** At most a few texts; empty where no text is stored. */
  readonly samples: readonly string[];
  /** Tasks of its queries, the most frequent first. */
  readonly tasks: readonly { readonly task: string; readonly share: number }[];
}

/** A cluster of training queries with the abilities that it needs. */
export interface AnnotatedCluster {
  readonly id: number;
  readonly size: number;
  readonly tasks: readonly { readonly task: string; readonly share: number }[];
  /** Ids of the training queries nearest to its centre. */
  readonly examples: readonly string[];
  /** Ids of abilities. */
  readonly abilities: readonly string[];
  /** Who said so: the annotator's id, or `operator`. */
  readonly annotatedBy: string;
}

export interface ClusterCorrection {
  readonly cluster: number;
  readonly abilities: readonly string[];
}

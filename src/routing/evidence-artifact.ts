import type { Artifact } from '../domain/artifact.js';
import { expectArtifact, tensorOf } from '../domain/artifact.js';
import type { Evidence } from '../domain/evidence.js';
import { llmId } from '../domain/ids.js';
import { matrix } from '../domain/matrix.js';

const KIND = 'evidence';
const FORMAT = 1;

interface Meta {
  readonly dims: number;
  readonly llms: readonly string[];
  readonly ids: readonly string[];
  readonly tasks: readonly (string | null)[];
  /** Absent where no LLM has changed. */
  readonly changed?: { readonly [llm: string]: number };
}

/** Saves evidence without any text. */
export function encodeEvidence({ vectors, queries, llms, scores, preferences, changed }: Evidence): Artifact {
  return {
    kind: KIND,
    formatVersion: FORMAT,
    meta: {
      dims: vectors.cols,
      llms,
      ids: queries.map((q) => q.id),
      tasks: queries.map((q) => q.task),
      ...(changed && changed.size > 0 && { changed: Object.fromEntries(changed) }),
    },
    tensors: {
      vectors: vectors.data,
      query: scores.query,
      llm: scores.llm,
      performance: scores.performance,
      weight: scores.weight,
      comparedOn: preferences.query,
      winner: preferences.winner,
      loser: preferences.loser,
      comparisonWeight: preferences.weight,
    },
  };
}

/** Throws ARTIFACT_CORRUPT or ARTIFACT_FOREIGN. */
export function decodeEvidence(artifact: Artifact): Evidence {
  const { dims, llms, ids, tasks, changed } = expectArtifact(artifact, KIND, FORMAT).meta as unknown as Meta;
  const query = tensorOf(artifact, 'query', 'Uint32Array');
  const comparedOn = tensorOf(artifact, 'comparedOn', 'Uint32Array');
  return {
    vectors: matrix(ids.length, dims, tensorOf(artifact, 'vectors', 'Float32Array', ids.length * dims)),
    queries: ids.map((id, i) => ({ id, task: tasks[i] ?? null })),
    llms: llms.map(llmId),
    scores: {
      query,
      llm: tensorOf(artifact, 'llm', 'Uint16Array', query.length),
      performance: tensorOf(artifact, 'performance', 'Float32Array', query.length),
      weight: tensorOf(artifact, 'weight', 'Float32Array', query.length),
    },
    preferences: {
      query: comparedOn,
      winner: tensorOf(artifact, 'winner', 'Uint16Array', comparedOn.length),
      loser: tensorOf(artifact, 'loser', 'Uint16Array', comparedOn.length),
      weight: tensorOf(artifact, 'comparisonWeight', 'Float32Array', comparedOn.length),
    },
    ...(changed && { changed: new Map(Object.entries(changed).map(([llm, answers]) => [llmId(llm), answers])) }),
  };
}

import type { Artifact } from '../../domain/artifact.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix, row } from '../../domain/matrix.js';
import type { TrainingRun, TrainingSet } from '../contract.js';
import { requireResponses } from '../training-checks.js';
import { fitFigures } from '../training-figures.js';
import type { AbilityScale } from './ability-scale.js';
import { abilityScale } from './ability-scale.js';
import { saveNirt } from './artifact.js';
import { meanRelevance } from './cluster-relevance.js';
import { fitNirt } from './fit-nirt.js';
import type { Grouping } from './group-queries.js';
import { groupQueries } from './group-queries.js';
import type { NirtHyperparameters } from './hyperparameters.js';
import type { DescribedGroup } from './query-groups.js';
import { describeGroups } from './query-groups.js';

/**
 * Groups the queries, asks which abilities each group needs, and learns the weights; see README.md. Throws
 * TRAINING_DATA_INSUFFICIENT, CANCELLED and what the annotator throws.
 */
export async function trainNirt(data: TrainingSet, h: NirtHyperparameters, run: TrainingRun): Promise<Artifact> {
  requireResponses('nirt', data);
  const grouping = await groupQueries(data.vectors, h, run);
  const groups = describeGroups(grouping, data.vectors, data.responses.queries);
  run.onProgress({ stage: 'annotate', done: 0, total: groups.length, unit: 'clusters' });
  const scale = await abilityScale(groups, data.abilities, run);
  return trainOnGroups(data, { grouping, groups, scale }, h, run);
}

/** What is known of the queries before the weights are learned. */
export interface AnnotatedGroups {
  readonly grouping: Grouping;
  readonly groups: readonly DescribedGroup[];
  readonly scale: AbilityScale;
}

/** The second half of trainNirt, for groups that are known. */
export async function trainOnGroups(
  data: TrainingSet,
  { grouping, groups, scale }: AnnotatedGroups,
  h: NirtHyperparameters,
  run: TrainingRun,
): Promise<Artifact> {
  const { responses } = data;
  const relevance = trainingRelevance(grouping, scale.relevance);
  const { weights, fit } = await fitNirt(data, relevance, h, run);
  const clusters = groups.map(({ id, size, tasks, examples }) => ({
    size,
    tasks,
    examples: examples.flatMap((q) => responses.queries[q]?.id ?? []),
    abilities: scale.abilityIds.filter((_, k) => (row(scale.relevance, id)[k] as number) > 0),
    annotatedBy: scale.annotatedBy,
  }));
  const { relevanceSharpness, relevanceNeighbours } = h;
  const model = { ...weights, relevanceSharpness, relevanceNeighbours, abilityIds: scale.abilityIds, clusters };
  return saveNirt(
    { ...model, clusterOf: grouping.clusterOf },
    {
      embedderId: data.embedderId,
      seed: run.seed,
      hyperparameters: { ...h },
      training: {
        queries: responses.queries.length,
        responses: responses.performance.length,
        clusters: clusters.length,
        ...fitFigures([fit]),
      },
    },
  );
}

/**
 * r̄ of each training query, [queries, dims]: from its neighbours, as a new query gets it. With the relevance of its own cluster
 * in place of theirs (the paper) training would see surer relevance than prediction does.
 */
function trainingRelevance({ clusterOf, near }: Grouping, relevance: Matrix): Matrix {
  const out = matrix(clusterOf.length, relevance.cols);
  for (let q = 0; q < out.rows; q++) meanRelevance(near, q, clusterOf, relevance, row(out, q));
  return out;
}

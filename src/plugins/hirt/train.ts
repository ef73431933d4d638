import type { Artifact } from '../../domain/artifact.js';
import { throwIfAborted } from '../../domain/errors.js';
import type { LlmId } from '../../domain/ids.js';
import type { Matrix } from '../../domain/matrix.js';
import { dot, matrix, takeRows } from '../../domain/matrix.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { answeredColumns } from '../../domain/responses.js';
import type { TrainingRun, TrainingSet } from '../contract.js';
import { familyPairs, withoutIdleOrder } from '../family-order.js';
import { measure, standardise } from '../standardisation.js';
import { taskWeights } from '../task-weights.js';
import { requireResponses } from '../training-checks.js';
import type { Items } from './ability-deviation.js';
import { abilityDeviations, abilityPrior, deviationsOf } from './ability-deviation.js';
import { saveHirt } from './artifact.js';
import type { Compiled } from './compile.js';
import { compile } from './compile.js';
import { fitPosterior } from './fit.js';
import type { HirtHyperparameters } from './hyperparameters.js';
import { itemDescriber } from './items.js';
import { layoutOf, priorPrecisions } from './parameters.js';
import { priorAbility } from './prior-ability.js';
import { fitTaskModel } from './task-classifier.js';
import { labelTasks } from './task-labels.js';

/** Fits the hierarchical model of README.md. Throws TRAINING_DATA_INSUFFICIENT and CANCELLED. */
export async function trainHirt(data: TrainingSet, h: HirtHyperparameters, run: TrainingRun): Promise<Artifact> {
  throwIfAborted(run.signal);
  requireResponses('hirt', data);
  const { vectors, responses } = data;
  const { kind, names: tasks, labels } = await labelTasks(responses, vectors, h, run);
  const scaling = measure(vectors);
  const z = standardise(vectors, scaling);
  const { classifier, probabilities } = await fitTaskModel(z, labels, tasks.length, h, run);

  const abilityPrecision = kind === 'tasks' ? h.abilityPrecision : h.clusterAbilityPrecision;
  const layout = layoutOf({ tasks: tasks.length, embeddingSize: vectors.cols, llms: responses.llms.length });
  const weights = taskWeights(responses, h.taskWeightExponent);
  const fit = await fitPosterior(
    { vectors: z, probabilities, responses, weights },
    layout,
    priorPrecisions(layout, h, abilityPrecision),
    h.iterations,
    run,
    { pairs: h.orderingPrecision > 0 ? familyPairs(data) : [], precision: h.orderingPrecision },
  );
  const seen = answeredColumns(responses);
  const compiled = compile(fit.parameters, layout, seen, classifier, scaling, z, h.residualDims);
  const prior = abilityPrior(
    tasks.length,
    h.overallPrecision,
    abilityPrecision,
    residualPrior(compiled, h.residualPrecision),
  );
  const items = itemsOf(vectors, tasks, compiled, weights);
  const deviations = abilityDeviations(items, columnsAt(responses, seen), compiled.abilities, prior);
  const { dims } = compiled;
  const unseen = priorAbility(
    {
      abilities: { rows: seen.length, cols: dims, data: compiled.abilities },
      deviations,
      profiles: takeRows(data.profiles, seen),
    },
    h.profilePrecision,
    deviationsOf(prior, dims).map((s) => s ** 2),
  );
  return saveHirt(
    {
      embeddingSize: vectors.cols,
      tasks,
      dims,
      llms: seen.map((j) => responses.llms[j] as LlmId),
      heads: compiled.heads,
      headBias: compiled.headBias,
      abilities: compiled.abilities,
      abilityDeviations: deviations,
      priorAbility: unseen.mean,
      priorDeviation: unseen.deviation,
      profileWeights: unseen.weights,
      profileMean: unseen.profileMean,
    },
    {
      embedderId: data.embedderId,
      seed: run.seed,
      hyperparameters: withoutIdleOrder(h),
      training: {
        queries: responses.queries.length,
        responses: responses.performance.length,
        dimensions: kind,
        iterations: fit.iterations,
        loss: fit.value / responses.performance.length,
      },
    },
  );
}

/** What the prior of residual_j = Σ_k θ_k·direction_k says of θ, [residuals, residuals]: precision·directions·directionsᵀ. */
function residualPrior({ residual: { dims, directions } }: Compiled, precision: number): Float64Array {
  const size = directions.length / Math.max(1, dims);
  const rows = Array.from({ length: dims }, (_, k) => directions.subarray(k * size, (k + 1) * size));
  return Float64Array.from(rows.flatMap((a) => rows.map((b) => precision * dot(a, b))));
}

/** The training queries as a prediction would see them. */
function itemsOf(vectors: Matrix, tasks: readonly string[], compiled: Compiled, weights: Float32Array): Items {
  const describe = itemDescriber({ tasks, ...compiled });
  const discrimination = matrix(vectors.rows, compiled.dims);
  const difficulty = Float64Array.from({ length: vectors.rows }, (_, q) =>
    describe(vectors, q, discrimination.data.subarray(q * compiled.dims, (q + 1) * compiled.dims)),
  );
  return { discrimination, difficulty, weights };
}

/** The responses with LLM columns renumbered to `seen`, which holds every column that has a response. */
function columnsAt(responses: ResponseMatrix, seen: readonly number[]): ResponseMatrix {
  const renumbered = new Uint16Array(responses.llms.length);
  seen.forEach((j, row) => (renumbered[j] = row));
  return {
    ...responses,
    llms: seen.map((j) => responses.llms[j] as LlmId),
    llmIndex: responses.llmIndex.map((j) => renumbered[j] as number),
  };
}

import { ThetaError, toThetaError } from '../domain/errors.js';
import { objective } from '../domain/objective.js';
import type { EvaluationReport } from '../evaluation/report.js';
import type { IndexChoice } from '../index/neighbour-index.js';
import { describeData } from './describe-data.js';
import type { EvaluationRepository } from './evaluation-reports.js';
import type { EmbedderSource } from './embedder-source.js';
import type { EvaluationTask, RunEvaluation } from './evaluation-task.js';
import type { JobDeps } from './job-deps.js';
import { namedEmbedders } from './protocols/registry.js';
import { expectSources } from './sources.js';
import type { EvaluationJob, EvaluationRequest } from './types.js';
import type { Watch } from './worker-messages.js';

export interface EvaluationDeps extends JobDeps {
  readonly evaluations: EvaluationRepository;
  readonly embedderSource: EmbedderSource;
  readonly runEvaluation: RunEvaluation;
  readonly index: IndexChoice;
  readonly warmUpNeighbours: number;
}

/**
 * Throws BAD_USER_INPUT for a protocol, parameters, embedders or sources that do not fit, UNKNOWN_ROUTER, ALPHA_OUT_OF_RANGE,
 * WARM_UP_OUT_OF_RANGE, and TRAINING_DATA_INSUFFICIENT for imports that are not stored.
 */
export async function checkEvaluation(request: EvaluationRequest, deps: EvaluationDeps): Promise<void> {
  const { sources, testSources, folds, warmUpWeight } = request;
  asInput(() => embeddersOf(request, deps));
  request.routers.forEach((id) => deps.plugins.get(id));
  request.alphas.forEach(objective);
  if (warmUpWeight !== null && !(warmUpWeight >= 0 && warmUpWeight <= 1)) {
    throw new ThetaError('WARM_UP_OUT_OF_RANGE', `λ must be a number from 0 to 1, got ${warmUpWeight}.`);
  }
  if (testSources.length > 0 && folds !== null) {
    throw new ThetaError('BAD_USER_INPUT', 'folds and testSources exclude each other.', {
      hint: 'Folds cross-validate on the training data; leave one of the two out.',
    });
  }
  const both = testSources.filter((name) => sources.includes(name));
  if (both.length > 0) {
    throw new ThetaError('BAD_USER_INPUT', `${both.join(', ')} cannot be trained on and scored on at once.`, {
      hint: 'Leave testSources out to cross-validate.',
    });
  }
  await expectSources([...sources, ...testSources], deps.responses);
}

/** What the names of embedders stand for. Throws CONFIG_INVALID. */
const embeddersOf = (
  { protocol, parameters, embedder }: EvaluationRequest,
  { embedderSource }: EvaluationDeps,
): Pick<EvaluationTask, 'embedder' | 'namedEmbedders'> => ({
  embedder: embedderSource.spec(embedder),
  namedEmbedders: Object.fromEntries(
    namedEmbedders(protocol, parameters).map((name) => [name, embedderSource.spec(name)]),
  ),
});

/** Evaluates on the stored responses and stores the report. */
export async function runEvaluationJob(
  { id, request }: EvaluationJob,
  createdAt: number,
  deps: EvaluationDeps,
  watch: Watch,
): Promise<{ readonly evaluation: string }> {
  const { testSources } = request;
  const report = await deps.runEvaluation(
    {
      request,
      train: await deps.responses.matrix(await trainingSources(request, deps)),
      test: testSources.length > 0 ? await deps.responses.matrix(testSources) : null,
      catalogue: deps.catalogue(),
      abilities: deps.abilities,
      plugins: deps.externalPlugins,
      tensorBackend: deps.tensorBackend,
      embedders: deps.embedders,
      ...embeddersOf(request, deps),
      index: deps.index,
      warmUpNeighbours: deps.warmUpNeighbours,
    },
    watch,
  );
  await storeReport(report, { id, createdAt, label: request.label, parameters: { ...request } }, deps.evaluations);
  return { evaluation: id };
}

/** Puts a report where `evaluations` lists it. */
export async function storeReport(
  report: EvaluationReport,
  named: { readonly id: string; readonly createdAt: number; readonly label: string; readonly parameters: object },
  evaluations: EvaluationRepository,
): Promise<void> {
  await evaluations.add({
    ...named,
    parameters: JSON.parse(JSON.stringify(named.parameters)) as EvaluationReport['parameters'],
    protocol: report.protocol.id,
    data: describeData(report),
    verdict: report.verdict[0] ?? 'Nothing was compared.',
    format: report.format,
    report: report as never,
  });
}

/** All that is stored but the test sources, where none is named: what is scored must not be trained on. */
async function trainingSources({ sources, testSources }: EvaluationRequest, deps: EvaluationDeps): Promise<string[]> {
  if (sources.length > 0 || testSources.length === 0) return [...sources];
  const left = (await deps.responses.sources()).map((s) => s.source).filter((name) => !testSources.includes(name));
  if (left.length > 0) return left;
  throw new ThetaError('TRAINING_DATA_INSUFFICIENT', 'Every stored import is scored on; none is left to train on.', {
    hint: 'Leave testSources out to cross-validate.',
  });
}

/** What the command line calls a setting is an argument here. */
function asInput<T>(check: () => T): T {
  try {
    return check();
  } catch (thrown) {
    const { code, message, hint } = toThetaError(thrown);
    if (code !== 'CONFIG_INVALID') throw thrown;
    throw new ThetaError('BAD_USER_INPUT', message, { hint });
  }
}

import type { RouterCalibration } from '../../domain/calibration/router-calibration.js';
import type { Catalogue } from '../../domain/llm.js';
import type { Job } from '../../jobs/types.js';
import type { AnyRouterPlugin } from '../../plugins/contract.js';
import { describeHyperparameters } from '../../plugins/describe-hyperparameters.js';
import type { RouterSetManifest } from '../../routing/ports.js';
import type { RouterInfo, RoutingService } from '../../routing/service.js';
import type { ServingEmbedder } from '../../routing/serving-embedder.js';
import type { RouterCalibrationType } from '../../schema/calibration.type.js';
import type { EmbedderType } from '../../schema/embedder.type.js';
import type { InstalledRouterType } from '../../schema/installed-router.type.js';
import type { JobType } from '../../schema/job.type.js';
import type { RouterSetType, RouterType } from '../../schema/router.type.js';
import { knownLlms } from './catalogue.view.js';

export const routerView = (router: RouterInfo, catalogue: Catalogue): RouterType => ({
  ...router,
  llms: knownLlms(catalogue, router.llms),
  calibration: router.calibration && calibrationView(router.calibration),
});

export const installedRouterView = (plugin: AnyRouterPlugin): InstalledRouterType => ({
  id: plugin.id,
  title: plugin.title,
  description: plugin.description,
  citation: plugin.citation,
  output: plugin.output,
  maturity: plugin.maturity,
  capabilities: plugin.capabilities,
  evaluationOnly: plugin.evaluationOnly,
  hyperparameters: describeHyperparameters(plugin),
});

const calibrationView = ({ map, intervals, ...rest }: RouterCalibration): RouterCalibrationType => ({
  ...rest,
  slope: map.slope,
  intercept: map.intercept,
  intervalLevel: intervals.level,
  performanceCoverage: intervals.expectedCoverage,
  outcomeCoverage: intervals.outcomeCoverage,
});

export function routerSetView(manifest: RouterSetManifest, routing: RoutingService): RouterSetType {
  const serving = manifest.version === routing.current().version;
  return {
    ...manifest,
    createdAt: new Date(manifest.createdAt),
    serving,
    routers: manifest.routers.map((router) => router.id),
    calibrations: manifest.routers.flatMap(({ id, calibration }) =>
      calibration ? [{ router: id, calibration: calibrationView(calibration) }] : [],
    ),
    embedder: serving ? embedderView(routing.embedder()) : null,
  };
}

/** Getters: what nobody selects is not asked for. */
const embedderView = (embedder: ServingEmbedder): EmbedderType => ({
  ...embedder,
  get health() {
    return embedder.health();
  },
  get counters() {
    return embedder.counters();
  },
});

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

export const jobView = (job: Job): JobType => ({
  id: job.id,
  kind: job.kind,
  status: job.status,
  progress: job.progress,
  curves: job.curves,
  error: job.error,
  request: job.kind === 'TRAINING' ? job.request : null,
  evaluationRequest: job.kind === 'EVALUATION' ? job.request : null,
  version: job.kind === 'EVALUATION' ? null : job.version,
  embedding: job.kind === 'TRAINING' ? job.embedding : null,
  refit: job.kind === 'REFIT' ? job.report : null,
  evaluation: job.kind === 'EVALUATION' ? job.evaluation : null,
  createdAt: new Date(job.createdAt),
  startedAt: date(job.startedAt),
  endedAt: date(job.endedAt),
});

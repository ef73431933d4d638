import { throwIfAborted, toThetaError } from '../../domain/errors.js';
import type { VersionId } from '../../domain/ids.js';
import { eligiblePool } from '../../routing/candidates.js';
import type { RouterSetManifest } from '../../routing/ports.js';
import type { RefitJob, TrainingRequest } from '../types.js';
import { recordedRequest } from '../reembed.js';
import type { Watch } from '../worker-messages.js';
import { makeCandidate } from './candidate.js';
import type { Compared } from './compare-with-serving.js';
import { compareWithServing } from './compare-with-serving.js';
import { lookAtStore } from './look-at-store.js';
import type { RefitDeps } from './refit-deps.js';
import { checkRule, reasonOf } from './rule.js';
import { REFIT_RESAMPLES } from './settings.js';
import type { RefitReport, RefitRequest } from './types.js';

/** What serves may change while a candidate is compared; this often it is compared anew. */
const ATTEMPTS = 3;

/** Trains a candidate, compares it with what serves then, and lets it serve where the rule says so. `onCandidate` is told when it is stored. */
export async function runRefit(
  { id, request }: RefitJob,
  deps: RefitDeps,
  watch: Watch,
  onCandidate: (version: VersionId) => Promise<void>,
): Promise<RefitReport> {
  const { queries, newResponses, serving } = await lookAtStore(request, deps);
  throwIfAborted(watch.signal);
  const training = trainingOf(request, serving, deps);
  const createdAt = deps.clock.now();
  const candidate = await makeCandidate({ id, createdAt, request: training, serving, queries }, deps, watch);
  await onCandidate(candidate.version);
  const common = { candidate, queries, newResponses, seed: training.seed };
  for (let left = ATTEMPTS; ; left--) {
    // Looked at again: a training takes long, and an answer to an anchor query makes another version serve.
    const over = (await deps.routerSets.current()) ?? serving;
    const pool = eligiblePool(deps.catalogue(), {});
    const found = await compareWithServing({ ...common, pool, serving: over }, request, deps, watch);
    const report = await decide(found, over, candidate, training.seed, request, deps);
    if (report !== 'OUTDATED') return report;
    if (left === 1) return outdated(found, over, candidate, training.seed, request);
  }
}

/** The training of the serving version on everything stored, as far as nothing else was asked for. */
function trainingOf(request: RefitRequest, serving: RouterSetManifest, { plugins }: RefitDeps): TrainingRequest {
  const recorded = recordedRequest(serving, plugins);
  return {
    label: request.label,
    routers: request.routers ?? recorded.routers,
    sources: request.sources,
    seed: request.seed ?? recorded.seed,
    hyperparameters: request.hyperparameters ?? recorded.hyperparameters,
    embedder: request.embedder,
    promote: false,
  };
}

async function decide(
  found: Compared,
  over: RouterSetManifest,
  candidate: RouterSetManifest,
  seed: number,
  request: RefitRequest,
  { routerSets, onPromoted }: RefitDeps,
): Promise<RefitReport | 'OUTDATED'> {
  const checks = checkRule(found, request.rule);
  const promoted = checks.every(({ met }) => met);
  const reason = reasonOf(checks, promoted);
  if (promoted) {
    try {
      await routerSets.promote(candidate.version, over.version, `Refit. ${reason}`);
    } catch (thrown) {
      if (toThetaError(thrown).code === 'UPDATE_OUTDATED') return 'OUTDATED';
      throw thrown;
    }
    await onPromoted(candidate.version);
  }
  return reportOf(found, over, candidate, seed, request, { checks, promoted, reason });
}

function outdated(
  found: Compared,
  over: RouterSetManifest,
  candidate: RouterSetManifest,
  seed: number,
  request: RefitRequest,
): RefitReport {
  const check = {
    name: 'SERVING' as const,
    met: false,
    text: `Another version than ${over.version}, which it was compared with, serves now; that happened ${ATTEMPTS} times.`,
  };
  const checks = [...checkRule(found, request.rule), check];
  const decision = { checks, promoted: false, reason: reasonOf(checks, false) };
  return reportOf(found, over, candidate, seed, request, decision);
}

const reportOf = (
  { data, costSource, routers, missing, lostLlms, gainedLlms }: Compared,
  over: RouterSetManifest,
  candidate: RouterSetManifest,
  seed: number,
  { alpha, rule }: RefitRequest,
  decision: Pick<RefitReport, 'checks' | 'promoted' | 'reason'>,
): RefitReport => ({
  over: over.version,
  candidate: candidate.version,
  alpha,
  seed,
  resamples: REFIT_RESAMPLES,
  rule,
  data,
  costSource,
  routers,
  missing,
  lostLlms,
  gainedLlms,
  ...decision,
});

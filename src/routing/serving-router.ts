import type { Artifact } from '../domain/artifact.js';
import type { RouterCalibration } from '../domain/calibration/router-calibration.js';
import type { LlmId } from '../domain/ids.js';
import { routerId } from '../domain/ids.js';
import type { RouterId } from '../domain/ids.js';
import { calibratedOnboarding, calibratedRouter } from '../plugins/calibrated-router.js';
import type { AnyRouterPlugin, Facets, LoadedRouter, RouterDeps } from '../plugins/contract.js';
import { onboardedRouter } from '../plugins/onboarded-router.js';
import type { KnowledgeBasis } from './knowledge-basis.js';
import { knowledgeBasis } from './knowledge-basis.js';

/** A plugin with its loaded model. */
export interface ServingRouter {
  readonly id: RouterId;
  readonly plugin: AnyRouterPlugin;
  /** Its P̂ are calibrated where `calibration` is given. */
  readonly loaded: LoadedRouter;
  /** The same with P̂ as the router gives it, for evaluations; absent where that is `loaded`. */
  readonly uncalibrated?: LoadedRouter;
  /** What it makes of evidence: its own facet, or what any router that predicts performance can do; null for one that cannot onboard. Deviations are those of `loaded`. */
  readonly onboarding: Facets['onboarding'] | null;
  /** How it comes to predict for an LLM; with a reason where it does not. */
  readonly basis: (llm: LlmId) => KnowledgeBasis;
  /** Null where nothing was held out, and for a router that gives a preference. */
  readonly calibration: RouterCalibration | null;
  /** meta of its artifact: hyper-parameters and training figures. */
  readonly meta: Artifact['meta'];
}

/** A loaded router as requests meet it: with what evidence says, then calibrated. */
export async function servingRouter(
  plugin: AnyRouterPlugin,
  trained: LoadedRouter,
  deps: RouterDeps,
  calibration: RouterCalibration | null,
  meta: Artifact['meta'],
): Promise<ServingRouter> {
  const { loaded, onboarding } = await onboardedRouter(plugin, trained, deps, meta);
  const basis = (llm: LlmId) => knowledgeBasis(plugin, loaded, onboarding, llm);
  const shared = { id: routerId(plugin.id), plugin, basis, calibration, meta };
  if (!calibration) return { ...shared, loaded, onboarding };
  const { map } = calibration;
  return {
    ...shared,
    loaded: calibratedRouter(plugin, loaded, map),
    uncalibrated: loaded,
    onboarding: onboarding && calibratedOnboarding(loaded, onboarding, map),
  };
}

import type { CalibrationMap } from '../domain/calibration/calibration.js';
import { calibrate, calibrationGain, offsetOf } from '../domain/calibration/calibration.js';
import type { AnyRouterPlugin, Facets, LoadedRouter } from './contract.js';
import { facet } from './contract.js';

/**
 * The router with its P̂ calibrated. What it can do besides predicting stays as it is; a rule of its own is handed calibrated P̂, so that all
 * that a decision shows is on one scale. For routers whose output is performance.
 */
export function calibratedRouter(plugin: AnyRouterPlugin, loaded: LoadedRouter, map: CalibrationMap): LoadedRouter {
  const facets: Record<string, unknown> = Object.fromEntries(
    plugin.capabilities.map((name) => [name, facet(plugin, loaded, name)]),
  );
  const onboarding = facet(plugin, loaded, 'onboarding');
  if (onboarding) facets['onboarding'] = calibratedOnboarding(loaded, onboarding, map);
  return {
    ...facets,
    llms: loaded.llms,
    supports: (llm) => loaded.supports(llm),
    async predict(queries, candidates, signal) {
      const raw = await loaded.predict(queries, candidates, signal);
      const offsets = candidates.llms.map((llm) => offsetOf(map, llm));
      const data = raw.data.map((p, i) => calibrate(map, offsets[i % raw.cols] as number, p));
      return { rows: raw.rows, cols: raw.cols, data };
    },
    [Symbol.asyncDispose]: () => loaded[Symbol.asyncDispose](),
  };
}

/** The facet with deviations of calibrated P̂; θ and what answers tell of it are the same on any scale of P̂. */
export function calibratedOnboarding(
  loaded: LoadedRouter,
  onboarding: Facets['onboarding'],
  map: CalibrationMap,
): Facets['onboarding'] {
  return {
    ...onboarding,
    async predictionDeviation(queries, candidates) {
      const [raw, deviation] = await Promise.all([
        loaded.predict(queries, candidates),
        onboarding.predictionDeviation(queries, candidates),
      ]);
      const offsets = candidates.llms.map((llm) => offsetOf(map, llm));
      const data = deviation.data.map((s, i) =>
        Math.min(0.5, s * calibrationGain(map, offsets[i % raw.cols] as number, raw.data[i] as number)),
      );
      return { rows: raw.rows, cols: raw.cols, data };
    },
  };
}

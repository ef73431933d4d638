import type { CalibrationMap } from '../domain/calibration/calibration.js';
import { calibrate, offsetOf } from '../domain/calibration/calibration.js';
import type { AnyRouterPlugin, LoadedRouter } from './contract.js';
import { facet } from './contract.js';

/**
 * The router with its P̂ calibrated. What it can do besides predicting stays as it is; a rule of its own is handed calibrated P̂, so that all
 * that a decision shows is on one scale. For routers whose output is performance.
 */
export function calibratedRouter(plugin: AnyRouterPlugin, loaded: LoadedRouter, map: CalibrationMap): LoadedRouter {
  const facets = Object.fromEntries(plugin.capabilities.map((name) => [name, facet(plugin, loaded, name)]));
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

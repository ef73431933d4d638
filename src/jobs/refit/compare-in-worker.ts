import { workerUrl } from '../../domain/worker-url.js';
import { runInWorker } from '../run-in-worker.js';
import type { CompareVersions, VersionComparison } from './comparison-task.js';

/** Compares in a thread of its own, so that requests keep their latency meanwhile. */
export const compareInWorker: CompareVersions = (task, watch) =>
  runInWorker<VersionComparison>(workerUrl(import.meta.url, './refit.worker.js'), task, watch, 'comparison');

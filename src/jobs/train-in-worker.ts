import { workerUrl } from '../domain/worker-url.js';
import type { BuiltRouterSet } from './build-router-set.js';
import { runInWorker } from './run-in-worker.js';
import type { RunTraining } from './training-task.js';

/** Trains in a thread of its own, so that requests keep their latency meanwhile. */
export const trainInWorker: RunTraining = (task, watch) =>
  runInWorker<BuiltRouterSet>(
    workerUrl(import.meta.url, './training.worker.js'),
    task,
    watch,
    'training',
    task.embedded ? [task.embedded.vectors.data.buffer as ArrayBuffer] : [],
  );

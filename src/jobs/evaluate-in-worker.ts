import { workerUrl } from '../domain/worker-url.js';
import type { EvaluationReport } from '../evaluation/report.js';
import type { RunEvaluation } from './evaluation-task.js';
import { runInWorker } from './run-in-worker.js';

/** Evaluates in a thread of its own, so that requests keep their latency meanwhile. */
export const evaluateInWorker: RunEvaluation = (task, watch) =>
  runInWorker<EvaluationReport>(workerUrl(import.meta.url, './evaluation.worker.js'), task, watch, 'evaluation');

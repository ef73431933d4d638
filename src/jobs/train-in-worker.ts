import { Worker } from 'node:worker_threads';
import type { ErrorCode } from '../domain/errors.js';
import { ThetaError } from '../domain/errors.js';
import { workerUrl } from '../domain/worker-url.js';
import type { BuiltRouterSet } from './build-router-set.js';
import type { RunTraining, TrainingMessage } from './training-task.js';

const CANCEL_GRACE_MS = 5_000;

/** Trains in a thread of its own, so that requests keep their latency meanwhile. */
export const trainInWorker: RunTraining = (task, { signal, onProgress }) =>
  new Promise<BuiltRouterSet>((resolve, reject) => {
    if (signal.aborted) return reject(new ThetaError('CANCELLED', 'The training was cancelled before it started.'));
    const worker = new Worker(workerUrl(import.meta.url, './training.worker.js'), { workerData: task });
    const cancelled = () => new ThetaError('CANCELLED', 'The training was cancelled.');
    let graceTimer: NodeJS.Timeout | undefined;
    const onAbort = () => {
      worker.postMessage('cancel');
      // A loop that never yields cannot hear the message; the thread is then ended from outside.
      graceTimer = setTimeout(() => void worker.terminate(), CANCEL_GRACE_MS);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const settle = (finish: () => void) => {
      clearTimeout(graceTimer);
      signal.removeEventListener('abort', onAbort);
      finish();
      void worker.terminate();
    };
    worker.on('message', (message: TrainingMessage) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'done') settle(() => (signal.aborted ? reject(cancelled()) : resolve(message.result)));
      else settle(() => reject(new ThetaError(message.code as ErrorCode, message.message, { hint: message.hint })));
    });
    worker.on('error', (cause) =>
      settle(() => reject(new ThetaError('INTERNAL', `The training thread failed: ${String(cause)}`, { cause }))),
    );
    worker.on('exit', (code) =>
      settle(() =>
        reject(
          signal.aborted ? cancelled() : new ThetaError('INTERNAL', `The training thread ended with code ${code}.`),
        ),
      ),
    );
  });

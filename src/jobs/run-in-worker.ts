import type { Transferable } from 'node:worker_threads';
import { Worker } from 'node:worker_threads';
import type { ErrorCode } from '../domain/errors.js';
import { ThetaError } from '../domain/errors.js';
import type { Watch, WorkerMessage } from './worker-messages.js';

const CANCEL_GRACE_MS = 5_000;

/**
 * Does a task in a thread of its own, so that requests keep their latency meanwhile. `what` names the work in errors.
 * `moved` buffers of the task go over instead of being copied. Throws what the task throws; CANCELLED soon after the signal fires, INTERNAL when the thread dies.
 */
export const runInWorker = <Result>(
  url: URL,
  task: unknown,
  { signal, onProgress }: Watch,
  what: string,
  moved: readonly Transferable[] = [],
) =>
  new Promise<Result>((resolve, reject) => {
    if (signal.aborted) return reject(new ThetaError('CANCELLED', `The ${what} was cancelled before it started.`));
    const worker = new Worker(url, { workerData: task, transferList: [...moved] });
    const cancelled = () => new ThetaError('CANCELLED', `The ${what} was cancelled.`);
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
    worker.on('message', (message: WorkerMessage<Result>) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'done') settle(() => (signal.aborted ? reject(cancelled()) : resolve(message.result)));
      else settle(() => reject(new ThetaError(message.code as ErrorCode, message.message, { hint: message.hint })));
    });
    worker.on('error', (cause) =>
      settle(() => reject(new ThetaError('INTERNAL', `The ${what} thread failed: ${String(cause)}`, { cause }))),
    );
    worker.on('exit', (code) =>
      settle(() =>
        reject(
          signal.aborted ? cancelled() : new ThetaError('INTERNAL', `The ${what} thread ended with code ${code}.`),
        ),
      ),
    );
  });

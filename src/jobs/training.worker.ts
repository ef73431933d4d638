import { parentPort, workerData } from 'node:worker_threads';
import { toThetaError } from '../domain/errors.js';
import { runTraining } from './run-training.js';
import type { TrainingMessage, TrainingTask } from './training-task.js';

/** The training thread: one task, then it ends. The only message it hears is `cancel`. */
const port = parentPort;
if (!port) throw new Error('training.worker runs as a worker thread only');
const cancel = new AbortController();
port.on('message', () => cancel.abort());
const send = (message: TrainingMessage) => port.postMessage(message);

try {
  const result = await runTraining(workerData as TrainingTask, {
    signal: cancel.signal,
    onProgress: (progress) => send({ kind: 'progress', progress }),
  });
  send({ kind: 'done', result });
} catch (thrown) {
  const { code, message, hint } = toThetaError(thrown);
  send({ kind: 'failed', code, message, hint });
}

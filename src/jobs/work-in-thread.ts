import { parentPort, workerData } from 'node:worker_threads';
import { toThetaError } from '../domain/errors.js';
import type { Watch, WorkerMessage } from './worker-messages.js';

/** The life of a worker thread: one task, then it ends. The only message it hears is `cancel`. */
export async function workInThread<Task, Result>(work: (task: Task, watch: Watch) => Promise<Result>): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('this file runs as a worker thread only');
  const cancel = new AbortController();
  port.on('message', () => cancel.abort());
  const send = (message: WorkerMessage<Result>) => port.postMessage(message);
  try {
    const result = await work(workerData as Task, {
      signal: cancel.signal,
      onProgress: (progress) => send({ kind: 'progress', progress }),
    });
    send({ kind: 'done', result });
  } catch (thrown) {
    const { code, message, hint } = toThetaError(thrown);
    send({ kind: 'failed', code, message, hint });
  }
}

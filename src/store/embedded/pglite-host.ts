import { Worker } from 'node:worker_threads';
import { workerUrl } from '../../domain/worker-url.js';
import type { StoreLogger } from '../logger.js';
import type { FromWorker, ToWorker, WorkerData } from './worker-protocol.js';
import { WorkerStream } from './worker-stream.js';

/** The worker thread that runs PGlite, seen from outside. */
export interface PgliteHost {
  /** A new connection, for the pool. */
  stream(): WorkerStream;
  /** Shuts PGlite down cleanly and waits for the thread to end. */
  close(): Promise<void>;
  /** Ends the thread at once, as a crash would. */
  kill(): Promise<void>;
}

/** Resolves when PGlite serves; rejects with what it said when it cannot open the folder. */
export async function startPglite(data: WorkerData, logger: StoreLogger): Promise<PgliteHost> {
  const worker = new Worker(workerUrl(import.meta.url, './pglite.worker.js'), { workerData: data });
  const streams = new Set<WorkerStream>();
  let alive = true;
  let closing = false;
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      alive = false;
      if (!closing) logger.error({ code }, 'the embedded database has stopped');
      // Without this, statements in flight would wait for an answer that never comes.
      for (const stream of streams)
        stream.destroy(new Error('Connection terminated: the embedded database has stopped'));
      resolve();
    });
  });
  await new Promise<void>((resolve, reject) => {
    worker.on('error', (error) => {
      logger.error({ err: error }, 'the embedded database failed');
      reject(error);
    });
    worker.once('exit', (code) => reject(new Error(`its thread ended with code ${code}`)));
    worker.once('message', (message: FromWorker) => {
      if (message.type === 'ready') return resolve();
      closing = true;
      reject(new Error(message.type === 'failed' ? message.message : `unexpected ${message.type}`));
    });
  });
  // A server that has closed its store may end; until then its HTTP port keeps it alive.
  worker.unref();
  return {
    stream() {
      const stream = new WorkerStream(worker, () => alive);
      streams.add(stream);
      stream.once('close', () => streams.delete(stream));
      return stream;
    },
    async close() {
      closing = true;
      if (alive) {
        worker.ref();
        worker.postMessage({ type: 'close' } satisfies ToWorker);
      }
      await ended;
    },
    async kill() {
      await worker.terminate();
      await ended;
    },
  };
}

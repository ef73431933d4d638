import { rename, rm, rmdir } from 'node:fs/promises';
import type { MessagePort } from 'node:worker_threads';
import { parentPort, workerData } from 'node:worker_threads';
import type { Extensions } from '@electric-sql/pglite';
import { PGlite } from '@electric-sql/pglite';
import { MessageSplitter } from './message-splitter.js';
import type { FromWorker, ToWorker, WorkerData } from './worker-protocol.js';

/**
 * PGlite never checkpoints by itself and recycles its log files for ever: with the defaults pg_wal stays near 1 GB. So
 * files are dropped, not recycled, at the checkpoints that maintenance.ts asks for.
 */
const START_PARAMETERS = ['max_wal_size=128MB', 'min_wal_size=32MB', 'wal_recycle=off'].flatMap((s) => ['-c', s]);
const STARTUP_MESSAGE = 0;

const parent = parentPort as MessagePort;
const { folder, newFolder, create, pgvector } = workerData as WorkerData;
const tell = (message: FromWorker) => parent.postMessage(message);

/** One statement runs at a time: PGlite is a single session. */
let queue: Promise<unknown> = Promise.resolve();
let db: PGlite;

try {
  if (create) await createDatabase();
  db = await open(folder);
  parent.on('message', receive);
  tell({ type: 'ready' });
} catch (error) {
  tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}

function receive(message: ToWorker): void {
  if (message.type === 'connect') {
    serve(message.port);
    return;
  }
  void queue
    .then(() => db.close())
    .then(() => tell({ type: 'closed' }))
    .then(() => process.exit(0));
}

function serve(port: MessagePort): void {
  const splitter = new MessageSplitter();
  port.on('message', (chunk: Uint8Array) => {
    for (const message of splitter.push(chunk)) {
      // A failure here is one of PGlite itself, not of a statement: the worker ends, and the pool reports it.
      queue = queue.then(() => execute(port, message));
    }
  });
}

async function execute(port: MessagePort, message: Uint8Array): Promise<void> {
  // Every connection is the same session underneath: a new one must not inherit a transaction or settings.
  if (message[0] === STARTUP_MESSAGE) {
    await db.exec('ROLLBACK');
    await db.exec('DISCARD ALL');
  }
  await db.execProtocolRawStream(message, {
    onRawData: (bytes) => {
      const copy = bytes.slice();
      port.postMessage(copy, [copy.buffer]);
    },
  });
}

/** Only a complete database gets the name that later starts look for. */
async function createDatabase(): Promise<void> {
  await rm(newFolder, { recursive: true, force: true });
  const fresh = await open(newFolder);
  await fresh.close();
  await rmdir(folder).catch(ignoreMissing);
  await rename(newFolder, folder);
}

async function open(dataDir: string): Promise<PGlite> {
  const startParams = [...PGlite.defaultStartParams, ...START_PARAMETERS];
  return PGlite.create({ dataDir, startParams, extensions: pgvector ? await vectorExtension() : {} });
}

/** Nothing where the package is missing: `create extension` then says so. */
async function vectorExtension(): Promise<Extensions> {
  try {
    return { vector: (await import('@electric-sql/pglite-pgvector')).vector };
  } catch {
    return {};
  }
}

/** An empty folder of that name would be in the way of the rename. */
function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

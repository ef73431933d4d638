import { workerUrl } from '../../domain/worker-url.js';
import type { LayOut } from '../../routing/query-map/layouts.js';
import type { PointLayout } from '../../tensor/projection/lay-out.js';
import { runInWorker } from '../run-in-worker.js';

/** Lays out in a thread of its own: the set-up of UMAP alone takes seconds in which nothing else would be answered. */
export const layOutInWorker: LayOut = (task, signal) => {
  // A copy that is moved: the vectors stay, and whatever else their memory holds does not travel.
  const data = task.vectors.data.slice();
  return runInWorker<PointLayout>(
    workerUrl(import.meta.url, './layout.worker.js'),
    { ...task, vectors: { ...task.vectors, data } },
    { signal, onProgress: () => {} },
    'layout of the queries',
    [data.buffer],
  );
};

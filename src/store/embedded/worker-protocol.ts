import type { MessagePort } from 'node:worker_threads';

/** What the database worker is started with. */
export interface WorkerData {
  readonly create: boolean;
  /** The database folder: complete, or absent when it is to be created. */
  readonly folder: string;
  /** Where a new database is made before it is renamed to `folder`. */
  readonly newFolder: string;
  /** Whether to load pgvector, where its package is installed. */
  readonly pgvector?: boolean | undefined;
}

/** One `connect` per connection of the pool; its port carries the bytes of the PostgreSQL protocol in both directions. */
export type ToWorker = { readonly type: 'connect'; readonly port: MessagePort } | { readonly type: 'close' };

export type FromWorker =
  { readonly type: 'ready' } | { readonly type: 'failed'; readonly message: string } | { readonly type: 'closed' };

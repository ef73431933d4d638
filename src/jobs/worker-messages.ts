import type { Progress } from '../domain/run.js';

/** What long work is given to be stopped and to say how far it is. */
export interface Watch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** From the thread that works to the one that started it; the other way goes only `cancel`. */
export type WorkerMessage<Result> =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly hint: string | undefined };

import { ThetaError } from '../../domain/errors.js';
import type { Matrix } from '../../domain/matrix.js';
import type { PreparedText } from '../embedder.js';

/** A text that somebody waits for; equal texts of any callers share one. */
export interface Job {
  readonly key: string;
  /** As asked for; `prepared` may be cut. */
  readonly text: string;
  readonly prepared: PreparedText;
  /** Of `prepared`. */
  readonly tokens: number;
  /** Whether only background callers want it. */
  background: boolean;
  /** Whether it is in a batch; before, it waits in a lane. */
  started: boolean;
  /** Who gets the vector, and in which row; callers that have gone are skipped. */
  readonly receivers: { readonly call: Call; readonly row: number }[];
}

export const isWanted = (job: Job): boolean => job.receivers.some(({ call }) => call.open);

/** Whether all its callers could go: only those with a signal can. */
export const canBeGivenUp = (job: Job): boolean => job.receivers.every(({ call }) => call.cancellable);

/** One caller of embed() and the matrix it waits for: its own, so nobody else sees what it does with it. */
export class Call {
  readonly promise: Promise<Matrix>;
  open = true;
  private resolve!: (vectors: Matrix) => void;
  private reject!: (error: Error) => void;

  constructor(
    private readonly vectors: Matrix,
    private missing: number,
    private readonly signal: AbortSignal | undefined,
    /** Called when the signal has ended it. */
    private readonly onGone: () => void,
  ) {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    signal?.addEventListener('abort', this.abort, { once: true });
  }

  get cancellable(): boolean {
    return this.signal !== undefined;
  }

  receive(row: number, vector: Float32Array): void {
    if (!this.open) return;
    this.vectors.data.set(vector, row * this.vectors.cols);
    if (--this.missing > 0) return;
    this.end();
    this.resolve(this.vectors);
  }

  fail(error: Error): void {
    if (!this.open) return;
    this.end();
    this.reject(error);
  }

  private readonly abort = (): void => {
    this.fail(new ThetaError('CANCELLED', 'The work was cancelled.', { cause: this.signal?.reason }));
    this.onGone();
  };

  private end(): void {
    this.open = false;
    this.signal?.removeEventListener('abort', this.abort);
  }
}

import type { Rng } from './random.js';

/** One step of long work. `done` and `total` count `unit`s; total is null while it is not known. */
export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: string;
  /** Figures of this step, for example { loss: 0.41, validationLoss: 0.43 }. */
  readonly metrics?: Readonly<Record<string, number>>;
}

/** What long work needs from its caller: a way to stop, a source of randomness, a way to say how far it is. */
export interface RunContext {
  readonly signal: AbortSignal;
  /** The seed behind `rng`; written into artifacts. */
  readonly seed: number;
  readonly rng: Rng;
  readonly onProgress: (progress: Progress) => void;
}

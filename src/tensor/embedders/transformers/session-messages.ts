import type { DeviceChoice } from '../spec.js';
import type { Reading } from './pooling.js';

/** Where a session computes; the choice is made. */
export type Device = Exclude<DeviceChoice, 'auto'>;

/** What the thread of a session is started with. */
export interface SessionSettings {
  /** The ONNX file. */
  readonly file: string;
  readonly device: Device;
  /** Of one call, on the processor; 0 takes every core. */
  readonly threads: number;
  readonly padId: number;
  /** The package that runs ONNX. */
  readonly runtime: string;
}

/** Texts to run as one batch: their token ids one behind the other, and how many each has. */
export interface Batch {
  readonly ids: Int32Array;
  readonly lengths: Int32Array;
}

export type ToSession =
  | { readonly kind: 'run'; readonly call: number; readonly batch: Batch; readonly reading: Reading }
  | { readonly kind: 'close' };

export type FromSession =
  | { readonly kind: 'ready'; readonly outputs: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: string; readonly packageMissing: boolean }
  | { readonly kind: 'vectors'; readonly call: number; readonly vectors: Float32Array<ArrayBuffer> }
  | { readonly kind: 'trouble'; readonly call: number; readonly reason: string };

import type * as tf from '@tensorflow/tfjs';
import { ThetaError } from '../domain/errors.js';
import type { TensorBackend } from './backends/names.js';
import { TENSOR_BACKENDS } from './backends/names.js';
import { STARTERS } from './backends/starters.js';

export { TENSOR_BACKENDS };
export type { TensorBackend };
export type TensorBackendChoice = 'auto' | TensorBackend;

/** A started TensorFlow.js with the backend that answers. */
export interface TensorRuntime {
  readonly tf: typeof tf;
  readonly backend: TensorBackend;
}

/**
 * Starts TensorFlow.js, which nothing loads before this call: a server that only predicts never pays for it. `auto` takes
 * the first backend that starts and tells `log` why the ones before it did not. A named backend that cannot start throws
 * TENSOR_BACKEND_UNAVAILABLE: whoever asks for a GPU must not get a slow CPU in silence.
 */
export async function startTensorBackend(
  choice: TensorBackendChoice,
  log: (line: string) => void = () => {},
): Promise<TensorRuntime> {
  const wanted: readonly TensorBackend[] = choice === 'auto' ? TENSOR_BACKENDS : [choice];
  const reasons: string[] = [];
  for (const backend of wanted) {
    try {
      const started = await STARTERS[backend].start();
      await selfTest(started);
      return { tf: started, backend };
    } catch (error) {
      const why = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
      reasons.push(`${backend}: ${why}`);
      log(`tensor backend ${backend} is not available: ${why}`);
    }
  }
  throw new ThetaError('TENSOR_BACKEND_UNAVAILABLE', `No tensor backend started. ${reasons.join('; ')}.`, {
    hint: choice === 'auto' ? 'Reinstall with `npm ci`; wasm and cpu come with it.' : STARTERS[choice].hint,
  });
}

/** Catches a driver that loads but computes nonsense, before hours of training do. */
async function selfTest(runtime: typeof tf): Promise<void> {
  const product = runtime.tidy(() =>
    runtime.matMul(runtime.tensor2d([1, 2, 3, 4], [2, 2]), runtime.tensor2d([5, 6, 7, 8], [2, 2])),
  );
  const got = Array.from(await product.data()).join();
  product.dispose();
  if (got !== '19,22,43,50') throw new Error(`a 2 × 2 matrix product should be 19,22,43,50, got ${got}`);
}

import { startNative } from './node.js';
import type { Starter } from './starter.js';

/** libtensorflow with CUDA. */
export const nodeGpu: Starter = {
  start: () => startNative('@tensorflow/tfjs-node-gpu'),
  hint: 'npm install @tensorflow/tfjs-node-gpu@4.22.0 on a machine with CUDA and cuDNN, or set THETA_TENSOR=auto.',
};

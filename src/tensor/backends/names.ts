/** The names a config may ask for; `auto` takes the first that starts, in this order. */
export const TENSOR_BACKENDS = ['node-gpu', 'node', 'webgpu', 'wasm', 'cpu'] as const;
export type TensorBackend = (typeof TENSOR_BACKENDS)[number];

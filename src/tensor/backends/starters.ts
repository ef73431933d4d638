import type { TensorBackend } from './names.js';
import { cpu } from './cpu.js';
import { node } from './node.js';
import { nodeGpu } from './node-gpu.js';
import type { Starter } from './starter.js';
import { wasm } from './wasm.js';
import { webgpu } from './webgpu.js';

export const STARTERS: Readonly<Record<TensorBackend, Starter>> = { 'node-gpu': nodeGpu, node, webgpu, wasm, cpu };

import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import type { Starter } from './starter.js';
import { activate, importPackage, loadTf } from './starter.js';

const PACKAGE = '@tensorflow/tfjs-backend-wasm';
let pathsSet = false;

/** WebAssembly with SIMD, one thread (tfjs 4.22 cannot start threads in Node): what a fresh machine gets. */
export const wasm: Starter = {
  async start() {
    const loaded = await loadTf();
    const backend = await importPackage<{ setWasmPaths(prefix: string): void }>(PACKAGE);
    // Throws when called after the binary is loaded, and a second start in one process is legitimate.
    if (!pathsSet) backend.setWasmPaths(dirname(createRequire(import.meta.url).resolve(PACKAGE)) + sep);
    pathsSet = true;
    return activate(loaded, 'wasm');
  },
  hint: 'Reinstall with `npm ci`; the wasm backend comes with it. It needs a processor with SIMD or plain WebAssembly.',
};

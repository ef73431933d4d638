import type { Starter, Tf } from './starter.js';
import { activate, importPackage } from './starter.js';

/** libtensorflow on the processor. The package re-exports all of tfjs and registers the backend "tensorflow". */
export const node: Starter = {
  start: () => startNative('@tensorflow/tfjs-node'),
  hint: 'npm install @tensorflow/tfjs-node@4.22.0 (downloads libtensorflow), or set THETA_TENSOR=auto.',
};

export async function startNative(packageName: string): Promise<Tf> {
  const loaded = await importPackage<Tf>(packageName);
  loaded.enableProdMode();
  return activate(loaded, 'tensorflow');
}

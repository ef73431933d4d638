import type { Starter } from './starter.js';
import { activate, importPackage, loadTf } from './starter.js';

/** As much of WebGPU as is needed here; its types would come with the optional peer. */
interface Adapter {
  readonly info: { readonly architecture?: string; readonly description?: string };
}
interface Gpu {
  requestAdapter(options: { powerPreference: string }): Promise<Adapter | null>;
}
interface Dawn {
  readonly globals: object;
  create(flags: readonly string[]): Gpu;
}

/** A GPU through Dawn, without CUDA. */
export const webgpu: Starter = {
  async start() {
    const dawn = await importPackage<Dawn>('webgpu');
    const gpu = dawn.create([]);
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) throw new Error('WebGPU finds no graphics adapter');
    // A software adapter (lavapipe, SwiftShader) computes correctly but many times slower than wasm.
    if (adapter.info.architecture === 'software' || /llvmpipe|swiftshader/i.test(adapter.info.description ?? '')) {
      throw new Error('WebGPU finds only a software adapter, which is slower than wasm');
    }
    // The backend registers itself on import if it finds navigator.gpu and the WebGPU constants as globals. Node 20 has no
    // navigator, newer ones have a getter, hence defineProperty.
    Object.assign(globalThis, dawn.globals);
    Object.defineProperty(globalThis, 'navigator', {
      value: { gpu, userAgent: 'node' },
      configurable: true,
      writable: true,
    });
    const loaded = await loadTf();
    await importPackage('@tensorflow/tfjs-backend-webgpu');
    return activate(loaded, 'webgpu');
  },
  hint: 'npm install webgpu @tensorflow/tfjs-backend-webgpu@4.22.0 on a machine with a Vulkan, Metal or D3D12 driver, or set THETA_TENSOR=auto.',
};

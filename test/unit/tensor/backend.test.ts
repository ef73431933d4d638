import { describe, expect, it, vi } from 'vitest';
import { startTensorBackend } from '../../../src/tensor/backend.js';

describe('startTensorBackend', () => {
  it('auto falls through the optional backends that are not installed and says why', async () => {
    const lines: string[] = [];
    const runtime = await startTensorBackend('auto', (line) => lines.push(line));
    expect(['node-gpu', 'node', 'webgpu', 'wasm']).toContain(runtime.backend);
    for (const line of lines) expect(line).toMatch(/^tensor backend \S+ is not available: .+/);
  });

  it.each(['wasm', 'cpu'] as const)('%s starts, is the active backend, and starts again', async (backend) => {
    const first = await startTensorBackend(backend);
    const second = await startTensorBackend(backend);
    expect(first.backend).toBe(backend);
    expect(second.tf.getBackend()).toBe(backend);
  });

  it('prints no greeting', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { tf } = await startTensorBackend('cpu');
    tf.tidy(() => tf.ones([2]).add(1).dataSync());
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it('a named backend that cannot start names the reason and what to install', async (context) => {
    const probe = await startTensorBackend('node-gpu').catch((error: unknown) => error);
    if (!(probe instanceof Error)) return context.skip('tfjs-node-gpu is installed here');
    expect(probe).toMatchObject({
      code: 'TENSOR_BACKEND_UNAVAILABLE',
      message: expect.stringContaining('@tensorflow/tfjs-node-gpu') as string,
      hint: expect.stringContaining('npm install @tensorflow/tfjs-node-gpu') as string,
    });
  });
});

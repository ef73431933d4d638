import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { loadFaiss } from '../../src/index/faiss-addon.js';

const reachable = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });

const checks: Readonly<Record<string, () => boolean | Promise<boolean>>> = {
  postgres: () => reachable(5432),
  faiss: () => loadFaiss() !== undefined,
  onnx: () =>
    import('onnxruntime-node').then(
      () => true,
      () => false,
    ),
  chromium: () => existsSync('/usr/bin/chromium'),
};

// Tests of these parts skip where a part is missing, as on a newcomer's machine. CI names what must not be missing.
const required = (process.env['THETA_TEST_REQUIRE'] ?? '').split(',').filter((name) => name !== '');

describe.skipIf(required.length === 0)('what CI promises to test is on this machine', () => {
  it.each(required)('%s', async (name) => {
    expect(await checks[name]?.()).toBe(true);
  });
});

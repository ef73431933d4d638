import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { workerUrl } from '../../../src/domain/worker-url.js';

const root = new URL('../../../', import.meta.url).href;

describe('worker url', () => {
  it('points a TypeScript module to the compiled twin', () => {
    expect(workerUrl(`${root}src/store/embedded/host.ts`, './x.worker.js').href).toBe(
      `${root}dist/store/embedded/x.worker.js`,
    );
    expect(workerUrl(`${root}src/jobs/host.ts`, '../a/x.worker.js').href).toBe(`${root}dist/a/x.worker.js`);
  });

  it('leaves a compiled module to its neighbours', () => {
    expect(workerUrl(`${root}dist/jobs/host.js`, './x.worker.js').href).toBe(`${root}dist/jobs/x.worker.js`);
  });

  it('touches no other src in the path', () => {
    const elsewhere = pathToFileURL('/somewhere/src/host.ts').href;
    expect(workerUrl(elsewhere, './x.js').href).toBe(pathToFileURL('/somewhere/src/x.js').href);
  });
});

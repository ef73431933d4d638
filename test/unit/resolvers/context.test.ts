import { describe, expect, it } from 'vitest';
import { ApiContext } from '../../../src/resolvers/context.js';
import type { ApiServices } from '../../../src/resolvers/services.js';

describe('the signal of a request', () => {
  it('fires when the client has gone', () => {
    let leave = () => {};
    const { signal } = new ApiContext({} as ApiServices, 'id', (gone) => (leave = gone));
    expect(signal.aborted).toBe(false);
    leave();
    expect(signal.aborted).toBe(true);
  });

  it('takes as many listeners as a request has parts, without a warning', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => void warnings.push(warning);
    process.on('warning', note);
    const { signal } = new ApiContext({} as ApiServices, 'id');
    for (let i = 0; i < 50; i++) signal.addEventListener('abort', () => {});
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });
});

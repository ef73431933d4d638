import { describe, expect, it } from 'vitest';
import { keptFor, remembered } from '../../../src/domain/remembered.js';

describe('what is kept for a key', () => {
  it('is made once, also where it is false or empty', () => {
    const memory = new Map<string, number>();
    let made = 0;
    const ask = () => keptFor(memory, 'a', () => made++);
    expect([ask(), ask()]).toEqual([0, 0]);
    expect(made).toBe(1);
  });

  it('is waited for by everybody who asks, and tried again after a failure', async () => {
    const memory = new Map<string, Promise<string>>();
    let asked = 0;
    const ask = () =>
      remembered(memory, 'a', async () => {
        if (++asked === 1) throw new Error('not yet');
        return 'there';
      });
    expect((await Promise.allSettled([ask(), ask()])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(asked).toBe(1);
    expect(await Promise.all([ask(), ask()])).toEqual(['there', 'there']);
    expect(asked).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import type { DecisionRepository } from '../../../src/routing/ports.js';
import { withLateDecisions } from '../../../src/routing/late-decisions.js';
import { uuidTime, uuidv7 } from '../../../src/domain/uuid.js';

const NOW = Date.UTC(2026, 10, 29);
const idAt = (ms: number): string => uuidv7({ now: () => ms, monotonic: () => 0 }, () => new Uint8Array(10).fill(7));

/** Decisions that are written when a log is flushed, here or elsewhere, or never. */
function world({ here = [] as string[], elsewhere = [] as string[], afterMs = 0, waitMs = 500 } = {}) {
  const written = new Set<string>();
  const said: string[] = [];
  let ms = 0;
  let asked = Number.POSITIVE_INFINITY;
  const repository = {
    async byIds(ids: readonly string[]) {
      if (ms >= asked + afterMs) elsewhere.forEach((id) => written.add(id));
      said.push(`look for ${ids.length}`);
      return ids.filter((id) => written.has(id)).map((id) => ({ id }));
    },
  } as unknown as DecisionRepository;
  const decisions = withLateDecisions(repository, {
    log: {
      async flush() {
        said.push('flush');
        here.forEach((id) => written.add(id));
      },
    },
    clock: { now: () => NOW, monotonic: () => ms },
    others: {
      async askForDecisions() {
        said.push('ask');
        asked = ms;
      },
      waitMs,
      async sleep(pause) {
        ms += pause;
      },
    },
  });
  const find = async (...ids: string[]) => (await decisions.byIds(ids)).map(({ id }) => id);
  return { find, written, said, waited: () => ms };
}

describe('a decision that is asked for by id', () => {
  it('is not waited for where it is written', async () => {
    const { find, written, said } = world();
    written.add(idAt(NOW));
    expect(await find(idAt(NOW).toUpperCase())).toEqual([idAt(NOW)]);
    expect(said).toEqual(['look for 1']);
  });

  it('is written first where this server holds it', async () => {
    const { find, said } = world({ here: [idAt(NOW)] });
    expect(await find(idAt(NOW))).toEqual([idAt(NOW)]);
    expect(said).toEqual(['look for 1', 'flush', 'look for 1']);
  });

  it('is waited for where another server may hold it, until it is there', async () => {
    const { find, written, waited } = world({ elsewhere: [idAt(NOW)], afterMs: 100 });
    written.add(idAt(NOW - 1));
    expect((await find(idAt(NOW), idAt(NOW - 1))).sort()).toEqual([idAt(NOW - 1), idAt(NOW)].sort());
    expect(waited()).toBeGreaterThanOrEqual(100);
    expect(waited()).toBeLessThan(300);
  });

  it('is given up when the wait is over', async () => {
    const { find, waited } = world({ waitMs: 1234 });
    expect(await find(idAt(NOW))).toEqual([]);
    expect(waited()).toBeCloseTo(1234, 6);
  });

  it.each([
    ['is old', idAt(NOW - 3_600_000)],
    ['is of the far future', idAt(NOW + 3_600_000)],
    ['has no time', 'b9f0c1de-0000-4000-8000-000000000000'],
    ['is no id', 'nonsense'],
  ])('is not waited for where the id %s', async (_why, id) => {
    const { find, said, waited } = world();
    expect(await find(id)).toEqual([]);
    expect(said).not.toContain('ask');
    expect(waited()).toBe(0);
  });
});

it('the time of an id is that of its making', () => {
  expect(uuidTime(idAt(NOW))).toBe(NOW);
  expect(uuidTime(idAt(NOW).toUpperCase())).toBe(NOW);
  expect(uuidTime(`${idAt(NOW)}0`)).toBeNull();
});

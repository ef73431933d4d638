import { describe, expect, it } from 'vitest';
import type { Charge, SpendingRepository } from '../../../src/access/spending.js';
import { createSpending, expectBudget } from '../../../src/access/spending.js';
import type { Principal } from '../../../src/domain/principal.js';
import { MemorySpending } from '../../fixtures/api/memory-access.js';

const principal = (dailyBudgetUsd: number | null, id = 'k'): Principal => ({
  ...{ id, name: id, role: 'router', pools: null },
  limits: { requestsPerMinute: null, dailyBudgetUsd },
});
const DAY = 86_400_000;

function world(repository: SpendingRepository = new MemorySpending()) {
  const tasks: (() => void)[] = [];
  const errors: unknown[] = [];
  const at = { now: Date.UTC(2026, 0, 31, 23, 59) };
  const spending = createSpending({
    repository,
    clock: { now: () => at.now },
    later: (task) => void tasks.push(task),
    onError: (error) => void errors.push(error),
  });
  return { spending, tasks, errors, at, repository };
}

describe('a daily budget', () => {
  it('is what was charged less, before and after it is written', async () => {
    const { spending, tasks, repository } = world();
    const key = principal(1);
    expect(await spending.left(key)).toBe(1);
    spending.charge(key, 0.25);
    spending.charge(key, 0.25);
    expect(spending.left(key)).toBe(0.5);
    expect(tasks).toHaveLength(1);
    await spending.flush();
    expect(spending.left(key)).toBe(0.5);
    expect((repository as MemorySpending).sums).toEqual(new Map([['2026-01-31 k', 0.5]]));
  });

  it('is shared with other servers, and full again on the next day', async () => {
    const shared = new MemorySpending();
    const [one, other] = [world(shared), world(shared)];
    const key = principal(1);
    await one.spending.left(key);
    await other.spending.left(key);
    other.spending.charge(key, 0.7);
    await other.spending.flush();
    one.spending.charge(key, 0.1);
    await one.spending.flush();
    expect(one.spending.left(key)).toBeCloseTo(0.2);
    one.at.now += DAY;
    expect(await one.spending.left(key)).toBe(1);
  });

  it('costs nothing who has none', async () => {
    const { spending, tasks } = world();
    for (const free of [principal(null), { ...principal(1), limits: undefined }]) {
      spending.charge(free, 5);
      expect(spending.left(free)).toBe(Infinity);
      expect(await expectBudget(spending, free)).toBeUndefined();
    }
    expect(tasks).toEqual([]);
  });

  it('is exhausted at nothing left, and not below', async () => {
    const { spending } = world();
    const key = principal(0.5);
    await expectBudget(spending, key);
    spending.charge(key, 0.75);
    expect(spending.left(key)).toBe(0);
    expect(() => expectBudget(spending, key)).toThrow(expect.objectContaining({ code: 'BUDGET_EXHAUSTED' }));
  });

  it('loses nothing where the database is away', async () => {
    const kept = new MemorySpending();
    let isAway = true;
    const flaky: SpendingRepository = {
      spent: (...asked) => kept.spent(...asked),
      add: (charges: readonly Charge[]) => (isAway ? Promise.reject(new Error('away')) : kept.add(charges)),
    };
    const { spending, tasks, errors } = world(flaky);
    const key = principal(1);
    await spending.left(key);
    spending.charge(key, 0.25);
    tasks.shift()?.();
    await expect.poll(() => errors).toHaveLength(1);
    expect(tasks).toHaveLength(1);
    isAway = false;
    tasks.shift()?.();
    await expect.poll(() => kept.sums.get('2026-01-31 k')).toBe(0.25);
    expect(spending.left(key)).toBe(0.75);
  });
});

import type { Clock } from '../domain/clock.js';
import { ThetaError } from '../domain/errors.js';
import type { Principal } from '../domain/principal.js';

export interface Charge {
  /** Id of the principal. */
  readonly principal: string;
  /** Day in UTC, 2026-01-31. */
  readonly day: string;
  readonly usd: number;
}

export interface SpendingRepository {
  /** Adds to what each has spent and resolves with the new sums, in the order of the charges; of all servers together. */
  add(charges: readonly Charge[]): Promise<readonly number[]>;
  spent(principal: string, day: string): Promise<number>;
}

/** What a key has spent of its daily budget. A principal without a budget costs nothing here. */
export interface Spending {
  /** USD left today, 0 or more; Infinity without a budget. At once, but for the first time of a day. */
  left(principal: Principal): number | Promise<number>;
  charge(principal: Principal, usd: number): void;
  /** Writes what has been charged. */
  flush(): Promise<void>;
}

export interface SpendingDeps {
  readonly repository: SpendingRepository;
  readonly clock: Pick<Clock, 'now'>;
  /** Runs `task` after `ms`. */
  readonly later: (task: () => void, ms: number) => void;
  readonly onError: (error: unknown) => void;
}

/** How long a charge waits to be written, and so how late other servers learn of it. */
const WRITE_AFTER_MS = 1_000;

interface Account {
  readonly day: string;
  /** Written, by all servers, as of the last write of ours. */
  written: number;
  /** Yet to be written. */
  waiting: number;
}

export function createSpending({ repository, clock, later, onError }: SpendingDeps): Spending {
  const accounts = new Map<string, Account>();
  let planned = false;
  let writing = Promise.resolve();
  const today = () => new Date(clock.now()).toISOString().slice(0, 10);
  const account = (id: string): Account | null => {
    const found = accounts.get(id);
    return found?.day === today() ? found : null;
  };
  const open = async (id: string): Promise<Account> => {
    const day = today();
    const written = await repository.spent(id, day);
    const known = account(id);
    if (known) return known;
    const opened = { day, written, waiting: 0 };
    accounts.set(id, opened);
    return opened;
  };
  const write = async (): Promise<void> => {
    const due = [...accounts].filter(([, { waiting }]) => waiting > 0);
    if (due.length === 0) return;
    const charges = due.map(([principal, { day, waiting }]) => ({ principal, day, usd: waiting }));
    const sums = await repository.add(charges);
    due.forEach(([, of], i) => {
      of.waiting -= (charges[i] as Charge).usd;
      of.written = sums[i] as number;
    });
  };
  const flush = (): Promise<void> => {
    const written = writing.then(write);
    writing = written.catch(() => undefined);
    return written;
  };
  const plan = (): void => {
    if (planned) return;
    planned = true;
    later(() => {
      planned = false;
      flush().catch((error: unknown) => {
        onError(error);
        plan();
      });
    }, WRITE_AFTER_MS);
  };
  const leftOf = (budget: number, { written, waiting }: Account) => Math.max(0, budget - written - waiting);
  return {
    left(principal) {
      const budget = principal.limits?.dailyBudgetUsd ?? null;
      if (budget === null) return Infinity;
      const known = account(principal.id);
      return known ? leftOf(budget, known) : open(principal.id).then((opened) => leftOf(budget, opened));
    },
    charge(principal, usd) {
      if ((principal.limits?.dailyBudgetUsd ?? null) === null || !(usd > 0)) return;
      const add = (to: Account) => {
        to.waiting += usd;
        plan();
      };
      const known = account(principal.id);
      if (known) add(known);
      else void open(principal.id).then(add, onError);
    },
    flush,
  };
}

/** Throws BUDGET_EXHAUSTED where nothing is left. At once for most. */
export function expectBudget(spending: Spending, principal: Principal): void | Promise<void> {
  const check = (left: number): void => {
    if (left > 0) return;
    const budget = principal.limits?.dailyBudgetUsd ?? 0;
    throw new ThetaError('BUDGET_EXHAUSTED', `The key has spent its budget of today, ${budget} USD.`, {
      hint: 'It is full again at midnight UTC; an admin can make a key with a larger one.',
    });
  };
  const left = spending.left(principal);
  return typeof left === 'number' ? check(left) : left.then(check);
}

import type { Clock } from '../domain/clock.js';
import { checkPrice } from '../domain/cost.js';
import { ThetaError } from '../domain/errors.js';
import type { LlmId } from '../domain/ids.js';
import type { DatedPrice, Price } from '../domain/llm.js';
import type { PriceTable } from './ports.js';

/** A price to add to the table. */
export interface NewPrice {
  readonly llm: LlmId;
  readonly price: Price;
  /** Milliseconds since 1970, now or later; now when absent. */
  readonly effectiveFrom?: number | undefined;
  readonly source: string;
}

/** The price table: every price with the moment from which it holds. */
export interface PriceService {
  /** Every price these LLMs have had or will have: by LLM, newest first. */
  history(llms: readonly LlmId[]): Promise<readonly DatedPrice[]>;
  /** The price of every LLM at a moment (milliseconds since 1970), now when absent; an LLM that had none is missing. */
  at(moment?: number): Promise<readonly DatedPrice[]>;
  /** Resolves when requests see it, or for a later one when it is stored. Throws PRICE_INVALID or UNKNOWN_LLM. */
  set(price: NewPrice): Promise<DatedPrice>;
  /** Puts prices that start later in force at their time, until `close`. */
  follow(): Promise<void>;
  close(): void;
}

export interface PriceDeps {
  readonly table: PriceTable;
  readonly clock: Clock;
  /** Makes requests see the prices that are in force now. */
  readonly onChanged: () => Promise<void>;
  /** Runs `task` after `ms`, without keeping the process alive for it. */
  readonly later: (task: () => void, ms: number) => void;
  /** Hears of a change that could not be put in force. */
  readonly onError: (error: unknown) => void;
}

/** When a new price starts: at `effectiveFrom`, now when absent. Throws PRICE_INVALID for a moment that has passed. */
export function priceStart(llm: string, effectiveFrom: number | undefined, now: number): number {
  if (effectiveFrom === undefined || effectiveFrom >= now) return effectiveFrom ?? now;
  throw new ThetaError(
    'PRICE_INVALID',
    `The price of ${llm} would start at ${new Date(effectiveFrom).toISOString()}, which has passed.`,
    { hint: 'Leave effectiveFrom out, or give a later one: what was decided under another price stays as it was.' },
  );
}

/** How often the clock is looked at: it may be set, or the machine may sleep, and timers know of neither. */
const LOOK_AGAIN_MS = 30_000;

export function createPriceService({ table, clock, onChanged, later, onError }: PriceDeps): PriceService {
  let closed = false;
  /** The change that is waited for; a timer that was set for another one finds nothing to do. */
  let waitingFor = Number.POSITIVE_INFINITY;
  const follow = async (): Promise<void> => {
    const now = clock.now();
    const next = await table.nextPriceChange(now);
    if (closed || next === null) return;
    if (next >= waitingFor) return;
    waitingFor = next;
    look();
  };
  /** Until the change that is waited for has come, by the clock of then. */
  const look = (): void => {
    const next = waitingFor;
    later(
      () => {
        if (closed || waitingFor !== next) return;
        if (clock.now() < next) return look();
        waitingFor = Number.POSITIVE_INFINITY;
        onChanged().then(follow).catch(onError);
      },
      Math.min(Math.max(0, next - clock.now()), LOOK_AGAIN_MS),
    );
  };
  return {
    history: (llms) => table.priceHistory(llms),
    at: (moment) => table.pricesAt(moment ?? clock.now()),
    async set({ llm, price, effectiveFrom, source }) {
      checkPrice(llm, price);
      const now = clock.now();
      const from = priceStart(llm, effectiveFrom, now);
      await table.addPrice(llm, price, from, source);
      if (from === now) await onChanged();
      else await follow();
      return { ...price, llm, effectiveFrom: from, source };
    },
    follow,
    close: () => {
      closed = true;
    },
  };
}

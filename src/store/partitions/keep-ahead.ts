import type { Clock } from '../../domain/clock.js';
import type { Database } from '../database.js';
import type { StoreLogger } from '../logger.js';
import type { Scheduler } from '../scheduler.js';
import { makePartitions } from './make-partitions.js';
import type { PartitionUnit } from './ranges.js';

const HOUR_MS = 3_600_000;

export interface PartitionKeeper {
  /** Stops the timer and waits for what runs. */
  close(): Promise<void>;
}

export interface KeepAheadOptions {
  readonly unit: PartitionUnit;
  readonly clock: Pick<Clock, 'now'>;
  readonly scheduler: Scheduler;
  readonly logger: StoreLogger;
}

/** Makes partitions now and every hour. A failure is logged and tried again: until then rows go to the default partition. */
export async function keepPartitionsAhead(
  database: Database,
  { unit, clock, scheduler, logger }: KeepAheadOptions,
): Promise<PartitionKeeper> {
  let cancel = () => {};
  let closed = false;
  let running = Promise.resolve();
  const round = async () => {
    try {
      const made = await makePartitions(database, clock.now(), unit);
      if (made.length > 0) logger.info({ partitions: made }, 'partitions of the decision log made');
    } catch (err) {
      logger.warn({ err }, 'partitions of the decision log could not be made; another try follows in an hour');
    }
    if (!closed) cancel = scheduler.after(HOUR_MS, () => void (running = round()));
  };
  await round();
  return {
    async close() {
      closed = true;
      cancel();
      await running;
    },
  };
}

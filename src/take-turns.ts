import type { Logger } from 'pino';
import type { Store } from './store/open-store.js';

const MINUTE_MS = 60_000;

/** Periodic work of servers that share a database: whoever comes first when it is due does it, one at a time. */
export const takingTurns =
  ({ turns }: Pick<Store, 'turns'>, name: string, everyMinutes: number, logger: Logger) =>
  async (work: () => Promise<void>): Promise<void> => {
    try {
      await turns.take(name, everyMinutes * MINUTE_MS, work);
    } catch (err) {
      logger.error({ err, name }, 'could not find out whose turn it is');
    }
  };

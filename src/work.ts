import type { Logger } from 'pino';
import type { Config } from './config.js';
import { ThetaError } from './domain/errors.js';
import { openDatabase } from './open-database.js';
import { openProduct } from './product.js';
import { stopOnSignal } from './stop-on-signal.js';

/**
 * Does jobs that servers on the same PostgreSQL have queued, until a first SIGTERM or SIGINT; what runs then is given back. Throws
 * CONFIG_INVALID on the embedded database, which has one process.
 */
export async function work(config: Config, logger: Logger): Promise<void> {
  if (config.databaseUrl === undefined) {
    throw new ThetaError('CONFIG_INVALID', 'DATABASE_URL: expected the PostgreSQL of the servers, got nothing.', {
      hint: 'The embedded database has one process: there the server does its jobs itself.',
    });
  }
  const product = await openProduct(config, logger, openDatabase(config, logger), { role: 'worker' });
  logger.info('taking jobs');
  stopOnSignal(() => product.close(), logger);
  await forEver();
}

/** Nothing else may keep the process alive: timers of the product do not. */
const forEver = (): Promise<never> => new Promise(() => setInterval(() => {}, 2 ** 30));

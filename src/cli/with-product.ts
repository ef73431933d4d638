import { pino } from 'pino';
import type { Config } from '../config.js';
import { openDatabase } from '../open-database.js';
import type { Product } from '../product.js';
import { openProduct } from '../product.js';

/** Opens the product for one command and closes it whatever happens. Log lines go to standard error, warnings and up. */
export async function withProduct<T>(config: Config, work: (product: Product) => Promise<T>): Promise<T> {
  const level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  const logger = pino({ level }, pino.destination(2));
  const product = await openProduct(config, logger, openDatabase(config, logger));
  try {
    return await work(product);
  } finally {
    await product.close();
  }
}

import type { Logger } from 'pino';
import { pino } from 'pino';
import type { Config } from '../config.js';
import { createLogger } from '../log.js';
import { openDatabase } from '../open-database.js';
import type { Workshop } from '../open-workshop.js';
import { openWorkshop } from '../open-workshop.js';
import type { Product } from '../product.js';
import { openProduct } from '../product.js';
import type { Terminal } from './output.js';

/** Opens the product for one command and closes it whatever happens. Log lines go to standard error, warnings and up. */
export async function withProduct<T>(config: Config, work: (product: Product) => Promise<T>): Promise<T> {
  const logger = quietLogger(config);
  return closing(await openProduct(config, logger, openDatabase(config, logger)), work);
}

/** The same without the serving set, which some commands do not need and some must do without. */
export async function withWorkshop<T>(
  config: Config,
  terminal: Terminal,
  work: (workshop: Workshop) => Promise<T>,
): Promise<T> {
  const log = (line: string) => terminal.note(line);
  return closing(await openWorkshop(config, log, openDatabase(config, quietLogger(config))), work);
}

const quietLogger = ({ logLevel }: Config): Logger =>
  createLogger({ logLevel: logLevel === 'info' ? 'warn' : logLevel }, { to: pino.destination(2) });

async function closing<P extends { close(): Promise<void> }, T>(
  opened: P,
  work: (opened: P) => Promise<T>,
): Promise<T> {
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

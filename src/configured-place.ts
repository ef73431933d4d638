import { pino } from 'pino';
import type { Config } from './config.js';
import { packageFiles } from './package-files.js';
import type { Place } from './store/open-place.js';

/** The database of the configuration, for commands that work on it as it is. Their log goes to standard error, warnings and up. */
export const configuredPlace = ({
  databaseUrl,
  dataFolder,
  logLevel,
}: Pick<Config, 'databaseUrl' | 'dataFolder' | 'logLevel'>): Place => ({
  databaseUrl,
  dataFolder,
  migrationsFolder: packageFiles.migrations,
  logger: pino({ level: logLevel === 'info' ? 'warn' : logLevel }, pino.destination(2)),
});

import { pino } from 'pino';
import { processTerminal } from './cli/output.js';
import { reportError } from './cli/exit-codes.js';
import { serve } from './serve.js';
import { readConfig } from './config.js';

/** `npm start`: the server, until a signal ends it. */
try {
  const config = readConfig();
  await serve(config, pino({ level: config.logLevel }));
} catch (thrown) {
  process.exitCode = reportError(thrown, processTerminal, false);
}

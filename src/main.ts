import { processTerminal } from './cli/output.js';
import { reportError } from './cli/exit-codes.js';
import { serve } from './serve.js';
import { readConfig } from './config.js';

/** `npm start`: the server, until a signal ends it. */
try {
  await serve(readConfig());
} catch (thrown) {
  process.exitCode = reportError(thrown, processTerminal, false);
}

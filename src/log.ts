import type { Logger } from 'pino';
import type { DestinationStream } from 'pino';
import { pino } from 'pino';
import type { Config } from './config.js';
import type { Tracer } from './domain/tracer.js';

/** Lines of JSON, on stdout by default; with the ids of the trace, where one is current. */
export function createLogger(
  { logLevel: level }: Pick<Config, 'logLevel'>,
  { tracer, to }: { readonly tracer?: Tracer | null; readonly to?: DestinationStream } = {},
): Logger {
  const options = { level, serializers: { err: described }, ...(tracer && { mixin: () => tracer.ids() ?? {} }) };
  return to ? pino(options, to) : pino(options);
}

/**
 * What of an error goes into the log. Not its other properties: a database driver puts the row that was refused there, and with it
 * what a user asked.
 */
function described(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, hint } = error as { readonly code?: unknown; readonly hint?: unknown };
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message: error.message,
    ...(typeof hint === 'string' && error.name === 'ThetaError' && { hint }),
    stack: error.stack,
    ...(error.cause instanceof Error && { cause: described(error.cause) }),
  };
}

import type { ErrorKind } from '../domain/errors.js';
import { toThetaError } from '../domain/errors.js';
import type { Terminal } from './output.js';

/** What a script may rely on. 1 is Node's own code for a crash and is not used. */
export const EXIT_CODES: Readonly<Record<ErrorKind, number>> = { input: 2, refusal: 3, unavailable: 4, fault: 70 };

/** `theta drift --fail-on-alert` found drift. */
export const DRIFT_ALERT = 5;

/** Prints the error with code and hint, as JSON where the caller wants it, and returns the exit code. */
export function reportError(thrown: unknown, terminal: Terminal, json: boolean): number {
  const error = toThetaError(thrown);
  if (json)
    terminal.out(JSON.stringify({ error: { code: error.code, message: error.message, hint: error.hint ?? null } }));
  else terminal.note([`${error.code}: ${error.message}`, error.hint].filter(Boolean).join('\n'));
  if (error.kind === 'fault' && error.cause instanceof Error && !json) terminal.note(error.cause.stack ?? '');
  return EXIT_CODES[error.kind];
}

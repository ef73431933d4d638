import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfAborted } from '../domain/errors.js';

/** Lets other work of the event loop run, then throws CANCELLED when the signal has fired. */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await nextTurn();
  throwIfAborted(signal);
}

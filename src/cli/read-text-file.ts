import { readFile } from 'node:fs/promises';
import { ThetaError } from '../domain/errors.js';

/** A file that the user named, as text. Throws FILE_UNREADABLE with `hint`: what such a file should be. */
export async function readTextFile(path: string, hint?: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new ThetaError('FILE_UNREADABLE', `The file ${path} cannot be read.`, { hint, cause });
  }
}

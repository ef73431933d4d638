import { createHash } from 'node:crypto';

/** Name of a query by its text: the first 16 hexadecimal digits of the SHA-256 of its UTF-8 bytes, the same everywhere. */
export function queryId(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

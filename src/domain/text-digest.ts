import { createHash } from 'node:crypto';

/** SHA-256 of a text's UTF-8 bytes, hexadecimal: names a text where the text itself is not kept. */
export const textDigest = (text: string): string => createHash('sha256').update(text).digest('hex');

import { createHash } from 'node:crypto';

/** Bytes of chance in a secret: 256 bits, which nobody guesses. */
const SECRET_BYTES = 32;
const KEY_PREFIX = 'theta_';
/** Characters of a key that are shown. */
const SHOWN = KEY_PREFIX.length + 6;

/** SHA-256, hexadecimal. Fast on purpose: a secret of 256 random bits cannot be searched for, as a password can. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export type RandomBytes = (n: number) => Uint8Array;

export const newToken = (randomBytes: RandomBytes): string =>
  Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url');

export const newKeySecret = (randomBytes: RandomBytes): string => KEY_PREFIX + newToken(randomBytes);

export const shownPrefix = (secret: string): string => secret.slice(0, SHOWN);

/** Whether a text has the form of a key; what has not is not looked for. */
export const isKeySecret = (text: string): boolean => /^theta_[\w-]{43}$/.test(text);

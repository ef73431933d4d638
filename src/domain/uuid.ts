import { randomFillSync } from 'node:crypto';
import type { Clock } from './clock.js';

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

/** Random bytes from a pool, refilled in one call: asking the system for 10 bytes at a time costs more than the rest. */
export function pooledRandomBytes(poolBytes = 4096): (n: number) => Uint8Array {
  const pool = new Uint8Array(poolBytes);
  let at = poolBytes;
  return (n) => {
    if (at + n > poolBytes) {
      randomFillSync(pool);
      at = 0;
    }
    return pool.subarray(at, (at += n));
  };
}

/** UUID version 7 (RFC 9562): 48 bits of milliseconds, then random, so that ids sort by creation. */
export function uuidv7(clock: Clock, randomBytes: (n: number) => Uint8Array): string {
  const ms = clock.now();
  const r = randomBytes(10);
  const hex = (i: number) => HEX[r[i] as number] as string;
  const time = Math.floor(ms).toString(16).padStart(12, '0');
  const version = HEX[0x70 | ((r[0] as number) & 0x0f)] as string;
  const variant = HEX[0x80 | ((r[2] as number) & 0x3f)] as string;
  const node = hex(4) + hex(5) + hex(6) + hex(7) + hex(8) + hex(9);
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}${hex(1)}-${variant}${hex(3)}-${node}`;
}

const TIMED = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** When a UUID of version 7 was made, in milliseconds since 1970; null for any other text. */
export function uuidTime(id: string): number | null {
  const parts = TIMED.exec(id);
  return parts && Number.parseInt(`${parts[1]}${parts[2]}`, 16);
}

/** A seeded source of randomness; every random choice of the product takes one as an argument. */
export interface Rng {
  /** Uniform in [0, 1), 32 bits. */
  readonly uniform: () => number;
  /** Standard normal (Marsaglia's polar method). */
  readonly normal: () => number;
  /** Uniform integer in [0, n). */
  integer(n: number): number;
  /** Fisher–Yates, in place. */
  shuffle<T extends { length: number; [i: number]: unknown }>(values: T): T;
  /** An independent stream, named so that adding one consumer does not shift the numbers of another. */
  fork(name: string): Rng;
}

/** 32-bit FNV-1a over UTF-16 code units, finalised; stable over platforms and versions. */
export function hash32(text: string, seed = 0): number {
  let h = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix32(h);
}

/** murmur3's finaliser: every input bit changes about half of the output bits. */
export function mix32(h: number): number {
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** mulberry32: 32 bits of state, period 2^32, enough for shuffles and initial weights; not for secrets. */
export function seededRng(seed: number): Rng {
  let state = mix32(seed >>> 0);
  let spare: number | null = null;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const rng: Rng = {
    uniform,
    normal: () => {
      if (spare !== null) {
        const value = spare;
        spare = null;
        return value;
      }
      let u: number, v: number, s: number;
      do {
        u = 2 * uniform() - 1;
        v = 2 * uniform() - 1;
        s = u * u + v * v;
      } while (s >= 1 || s === 0);
      const m = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * m;
      return u * m;
    },
    integer: (n) => Math.floor(uniform() * n),
    shuffle(values) {
      const a = values as unknown as { length: number; [i: number]: unknown };
      for (let i = a.length - 1; i > 0; i--) {
        const j = rng.integer(i + 1);
        [a[i], a[j]] = [a[j], a[i]];
      }
      return values;
    },
    fork: (name) => seededRng(hash32(name, seed)),
  };
  return rng;
}

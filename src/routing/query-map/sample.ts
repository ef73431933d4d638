import { seededRng } from '../../domain/random.js';

/** Of the order below; any number does. */
const SEED = 16;

/**
 * Rows 0 … rows − 1 in a random order that is always the same: its first so many are a sample, and a smaller sample is part of a
 * larger one.
 */
export const samplingOrder = (rows: number): Uint32Array =>
  seededRng(SEED).shuffle(Uint32Array.from({ length: rows }, (_, r) => r));

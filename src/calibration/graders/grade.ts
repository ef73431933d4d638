import type { Grade, GradeReason } from './contract.js';

/** Characters of an extracted answer that are kept for an audit. */
const KEPT = 200;

const shortened = (text: string): string => (text.length > KEPT ? `${text.slice(0, KEPT - 1)}…` : text);

/** A grade whose reason follows from its score. */
export function scored(score: number, extracted: string, detail: string | null = null): Grade {
  const reason: GradeReason = score >= 1 ? 'MATCH' : score > 0 ? 'PARTIAL' : 'MISMATCH';
  return { score: Math.min(1, Math.max(0, score)), reason, extracted: shortened(extracted), detail };
}

export const unreadable = (detail: string): Grade => ({ score: 0, reason: 'UNREADABLE', extracted: null, detail });

export const EMPTY: Grade = Object.freeze({
  score: 0,
  reason: 'EMPTY',
  extracted: null,
  detail: 'No text beside the reasoning.',
});

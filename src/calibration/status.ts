import type { CalibrationStatus } from '../domain/llm.js';
import type { ColdStartSettings, LlmKnowledge } from './types.js';

/**
 * How well an LLM is known by the width that the default router has for its mean performance: CALIBRATED below one width, given some answers
 * of its own, WARMING below a wider one, else COLD. An LLM that the router was trained on is calibrated; one that it does not predict is cold.
 */
export function statusOf(
  { basis, performance }: Pick<LlmKnowledge, 'basis' | 'performance'>,
  responses: number,
  { warmingWidth, calibratedWidth, fewestResponses }: ColdStartSettings,
): CalibrationStatus {
  if (basis === 'TRAINED') return 'CALIBRATED';
  const width = performance?.halfWidth ?? null;
  if (width === null || responses === 0) return 'COLD';
  if (width <= calibratedWidth && responses >= fewestResponses) return 'CALIBRATED';
  return width <= warmingWidth ? 'WARMING' : 'COLD';
}

import { ThetaError } from '../../domain/errors.js';
import type { Evidence } from '../../domain/evidence.js';

/**
 * Throws ARTIFACT_CORRUPT for evidence that no likelihood can take: one number that is none would leave θ of its LLM where the prior has it, without a word.
 * Weights may be 0.
 */
export function checkEvidence({ queries, llms, scores, preferences }: Evidence): void {
  const within = (name: string, values: ArrayLike<number>, count: number, of: string) =>
    check(values, (i) => i < count, `${name} below the number of ${of}, ${count} ${of}`);
  within('query', scores.query, queries.length, 'queries');
  within('llm', scores.llm, llms.length, 'LLMs');
  within('query of a comparison', preferences.query, queries.length, 'queries');
  within('winner', preferences.winner, llms.length, 'LLMs');
  within('loser', preferences.loser, llms.length, 'LLMs');
  check(scores.performance, (y) => y >= 0 && y <= 1, 'performance from 0 to 1');
  check(scores.weight, isWeight, 'weight of 0 or more');
  check(preferences.weight, isWeight, 'weight of a comparison of 0 or more');
  check(preferences.winner, (winner, e) => winner !== preferences.loser[e], 'winner other than the loser');
}

const isWeight = (w: number): boolean => w >= 0 && w < Infinity;

function check(values: ArrayLike<number>, good: (value: number, entry: number) => boolean, expected: string): void {
  for (let e = 0; e < values.length; e++) {
    const value = values[e] as number;
    if (good(value, e)) continue;
    throw new ThetaError('ARTIFACT_CORRUPT', `Evidence expects a ${expected}; entry ${e} has ${value}.`, {
      hint: 'Submit the answers again, or promote the version before.',
    });
  }
}

import type { ImportFormat, ScoreRule } from './import-format.js';
import { firstElement, isObject, readJsonList } from './json.js';

const TOLERANCE = 1e-6;

/**
 * RouterDC (Chen et al. 2024): a list of { question, scores: { llm: number } }; a null score was not measured. Its
 * multiple-choice files hold the probability that the LLM gave to the right option, and the authors count a score above 0
 * as correct; its other files hold the share of right answers in ten attempts.
 */
export const routerDc: ImportFormat = Object.freeze({
  id: 'routerdc',
  title: 'RouterDC JSON',

  sniff(head: string): string | null {
    const first = firstElement(head);
    if (typeof first === 'string') return first;
    if (isObject(first.value) && 'question' in first.value && isObject(first.value['scores'])) return null;
    return 'its first element is not { question, scores: { … } }';
  },

  read: (bytes: AsyncIterable<Uint8Array>) =>
    readJsonList(bytes, ({ question, scores }, line) => {
      if (!isObject(scores)) return { line, reason: 'scores must be an object of LLM and number' };
      const answers = Object.entries(scores).filter(([, score]) => score !== null);
      return { line, text: question, task: null, answers: answers.map(([llm, performance]) => ({ llm, performance })) };
    }),

  chooseScoreRule(scores: Iterable<number>): ScoreRule {
    for (const score of scores) if (Math.abs(score * 10 - Math.round(score * 10)) > TOLERANCE * 10) return 'above-zero';
    return 'as-is';
  },
});

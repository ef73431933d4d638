import type { ImportFormat, RawAnswer } from './import-format.js';
import type { JsonObject } from './json.js';
import { isObject, readJsonLines } from './json.js';

/**
 * Our own format: an object on each line, { query, task?, llm, performance, cost?, inputTokens?, outputTokens? } for one
 * answer or { query, task?, responses: { llm: performance | { performance, cost?, … } } } for several. Cost in USD. Either may
 * have the right answers of the query, { references?, grader? }.
 */
export const thetaJsonl: ImportFormat = Object.freeze({
  id: 'jsonl',
  title: 'ThetaRouter JSONL',

  sniff(head: string): string | null {
    const line = head.trimStart().split('\n', 1)[0] as string;
    if (line === '') return 'it is empty';
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return 'its first line is not a JSON object';
    }
    if (!isObject(value)) return 'its first line is not a JSON object';
    if (!('query' in value)) return 'its first object has no "query"';
    return 'llm' in value || 'responses' in value ? null : 'its first object has neither "llm" nor "responses"';
  },

  read: (bytes: AsyncIterable<Uint8Array>) =>
    readJsonLines(bytes, (value, line) => {
      const { query: text, task, responses, references, grader } = value;
      const about = { line, text, task, references, grader };
      if (responses === undefined) return { ...about, answers: [answer(value['llm'], value)] };
      if (!isObject(responses)) return { line, reason: '"responses" must be an object of LLM and answer' };
      const answers = Object.entries(responses).filter(([, given]) => given !== null);
      return { ...about, answers: answers.map(([llm, given]) => answer(llm, given)) };
    }),
});

function answer(llm: unknown, given: unknown): RawAnswer {
  if (!isObject(given)) return { llm, performance: given };
  const { performance, cost, inputTokens, outputTokens }: JsonObject = given;
  return { llm, performance, cost, inputTokens, outputTokens };
}

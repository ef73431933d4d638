import type { LlmId } from '../../domain/ids.js';
import type { CascadeJudging } from '../../plugins/contract.js';
import type { Answering } from '../answering.js';
import { askWhole } from '../answer-whole.js';
import type { JsonObject } from '../upstream/ask-json.js';
import { choicesOf } from '../upstream/ask-stream.js';
import { UpstreamFailure } from '../upstream/failure.js';

/** Behind the conversation and the answer, so that the provider finds all of it in its cache. */
const VERIFY =
  'Look at your last answer again, with everything said before it. Is it correct? It is correct if it does what was asked and makes no mistake; ' +
  'it is incorrect otherwise. Reply with the single word Correct or Incorrect.';

const VERDICT = /\b(?:not\s+|in)?correct\b/gi;

/** Whether a verdict says that the answer is right; the last word counts, and no word says no. */
export const isPositive = (text: string): boolean => text.match(VERDICT)?.at(-1)?.toLowerCase() === 'correct';

/** The text of a completion that can be judged; null for one with several choices, with calls of tools, or without text. */
export function judgeableText(answer: JsonObject): string | null {
  const choices = choicesOf(answer);
  const message = (choices[0]?.['message'] ?? {}) as JsonObject;
  const { content } = message;
  if (choices.length !== 1 || message['tool_calls'] || typeof content !== 'string' || content.trim() === '')
    return null;
  return content;
}

/**
 * Lets the LLM that answered say of its own answer whether it is right, as often as the rule wants (AutoMix, section 3.1), and counts how often it
 * says so. Null where it could not be asked.
 */
export async function countPositive(
  at: Answering,
  llm: LlmId,
  text: string,
  { verifications }: CascadeJudging,
): Promise<number | null> {
  const { messages, tools } = at.plan.body;
  const body = (n: number) => ({
    messages: [...messages, { role: 'assistant', content: text }, { role: 'user', content: VERIFY }],
    // A conversation with calls of tools is refused without them.
    ...(tools && { tools, tool_choice: 'none' }),
    // The verdicts must be able to differ.
    ...(verifications > 1 && { temperature: 1 }),
    ...(n > 1 && { n }),
  });
  const ask = async (n: number): Promise<string[]> => {
    const { answer } = await askWhole(at, [llm], body(n), 'VERIFICATION');
    return choicesOf(answer).map(({ message }) => {
      const content = (message as JsonObject | undefined)?.['content'];
      return typeof content === 'string' ? content : '';
    });
  };
  try {
    const verdicts = await ask(verifications).catch((thrown: unknown) => {
      // Not everybody takes n.
      if (verifications > 1 && thrown instanceof UpstreamFailure && thrown.remedy === 'refuse') return [];
      throw thrown;
    });
    const missing = Math.max(0, verifications - verdicts.length);
    const more = await Promise.all(Array.from({ length: missing }, () => ask(1)));
    return [...verdicts, ...more.flat()].slice(0, verifications).filter(isPositive).length;
  } catch (thrown) {
    if (thrown instanceof UpstreamFailure) return null;
    throw thrown;
  }
}

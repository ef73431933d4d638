import { z } from 'zod';
import { Retryable } from '../../domain/retries.js';
import type { Completion } from './types.js';

const count = z.number().min(0).nullish().catch(null);
const completion = z.object({
  choices: z
    .array(
      z.object({
        // Null where a model has only called tools or only thought.
        message: z.object({ content: z.string().nullable() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: count, completion_tokens: count }).nullish(),
});

/** The first choice of a chat completion. Throws Retryable for anything else: half an answer may be a whole one next time. */
export function readCompletion(body: string): Completion {
  const parsed = completion.safeParse(parseJson(body));
  if (!parsed.success) {
    throw new Retryable('the response is not a chat completion with choices[0].message.content');
  }
  const { choices, usage } = parsed.data;
  const [first] = choices;
  return {
    text: first?.message.content ?? '',
    inputTokens: usage?.prompt_tokens ?? Number.NaN,
    outputTokens: usage?.completion_tokens ?? Number.NaN,
    finishReason: first?.finish_reason ?? null,
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new Retryable('it answered with something that is not JSON');
  }
}

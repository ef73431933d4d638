import type { JsonObject } from '../upstream/ask-json.js';
import { choicesOf } from '../upstream/ask-stream.js';

/** A whole completion as the chunks of a stream: each choice as one piece and its end, then the usage where it is wanted. */
export function chunksOf(answer: JsonObject, withUsage: boolean): readonly JsonObject[] {
  const { choices: _choices, usage, ...head } = answer;
  const chunk = (choices: readonly JsonObject[], more: JsonObject = {}): JsonObject => ({
    ...head,
    object: 'chat.completion.chunk',
    choices,
    ...(withUsage && { usage: null }),
    ...more,
  });
  const pieces = choicesOf(answer).flatMap(({ index = 0, message, finish_reason = null, logprobs = null }) => [
    chunk([{ index, delta: deltaOf((message ?? {}) as JsonObject), logprobs, finish_reason: null }]),
    chunk([{ index, delta: {}, finish_reason }]),
  ]);
  return withUsage && usage ? [...pieces, chunk([], { usage })] : pieces;
}

/** In a stream calls of tools bear their place. */
function deltaOf(message: JsonObject): JsonObject {
  const calls = message['tool_calls'];
  if (!Array.isArray(calls)) return message;
  return { ...message, tool_calls: (calls as readonly JsonObject[]).map((call, index) => ({ index, ...call })) };
}

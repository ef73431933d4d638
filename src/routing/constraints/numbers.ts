import type { Llm } from '../../domain/llm.js';
import type { Requirement, Unmet } from './types.js';

/** The context window must hold so many tokens. */
export const contextRequirement = (asked: number): Requirement => ({
  constraint: 'minContext',
  unmet: ({ contextWindow }) => windowUnmet(contextWindow, asked, `minContext asks for ${asked}`),
  number: { asked, nearest: ({ contextWindow }) => contextWindow },
});

/** Query and answer must fit the context window, and the answer what the LLM writes at most. */
export const outputRequirement = (asked: number, inputTokens: number): Requirement => ({
  constraint: 'outputTokens',
  unmet: ({ contextWindow, maxOutputTokens }) => {
    const needed = inputTokens + asked;
    const what = `the query (about ${inputTokens}, estimated) and an answer of ${asked} need ${needed}`;
    const unmet = windowUnmet(contextWindow, needed, what);
    if (unmet || maxOutputTokens === null || maxOutputTokens >= asked) return unmet;
    const words = `writes at most ${maxOutputTokens} tokens, outputTokens asks for ${asked}`;
    return { code: 'OUTPUT_TOO_LONG', words };
  },
  number: { asked, nearest: (llm) => longestAnswer(llm, inputTokens) },
});

/** An answer must typically take no longer. */
export const latencyRequirement = (asked: number): Requirement => ({
  constraint: 'maxLatencyMs',
  unmet: ({ typicalLatencyMs }) => {
    if (typicalLatencyMs !== null && typicalLatencyMs <= asked) return null;
    const has =
      typicalLatencyMs === null ? 'has a latency that is not known' : `typically takes ${typicalLatencyMs} ms`;
    return { code: 'LATENCY', words: `${has}, maxLatencyMs allows ${asked}` };
  },
  number: { asked, nearest: ({ typicalLatencyMs }) => typicalLatencyMs },
});

function windowUnmet(contextWindow: number | null, needed: number, what: string): Unmet | null {
  if (contextWindow !== null && contextWindow >= needed) return null;
  const has =
    contextWindow === null ? 'a context window that is not known' : `a context window of ${contextWindow} tokens`;
  return { code: 'CONTEXT_TOO_SMALL', words: `has ${has}, ${what}` };
}

/** Null also where the query alone does not fit. */
function longestAnswer({ contextWindow, maxOutputTokens }: Llm, inputTokens: number): number | null {
  if (contextWindow === null || contextWindow < inputTokens) return null;
  return Math.min(contextWindow - inputTokens, maxOutputTokens ?? Number.POSITIVE_INFINITY);
}

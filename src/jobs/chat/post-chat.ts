import { Retryable } from '../../domain/retries.js';
import { quoted } from '../../tensor/embedders/http/failures.js';
import { withJoinedSignal } from '../../tensor/embedders/http/joined-signal.js';
import { passes, reasonOf, retryAfterMs } from '../../tensor/embedders/http/trouble.js';
import { readCompletion } from './read-completion.js';
import type { ChatMessage, ChatTarget, Completion } from './types.js';

/** A refusal that the same request would get again. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** 0 repeats itself most; null leaves it to the service, for models that take no other than their own. */
  readonly temperature: number | null;
  /** Longest answer; null leaves it to the service. */
  readonly maxTokens: number | null;
}

/** One try. Throws Retryable for what may pass, a wrong answer included, and Refused; messages hold no key. */
export async function postChat(
  { url, model, key }: ChatTarget,
  { messages, temperature, maxTokens }: ChatRequest,
  timeoutMs: number,
  now: () => number,
  signal: AbortSignal,
): Promise<Completion> {
  const request = {
    model,
    messages,
    ...(temperature === null ? {} : { temperature }),
    ...(maxTokens === null ? {} : { max_tokens: maxTokens }),
  };
  const { status, headers, body } = await withJoinedSignal([signal], timeoutMs, async (either) => {
    const response = await fetch(`${url.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
      body: JSON.stringify(request),
      // A redirect could carry texts and key to somebody else.
      redirect: 'manual',
      signal: either,
    });
    return { status: response.status, headers: response.headers, body: await response.text() };
  }).catch((error: unknown) => {
    throw new Retryable(reasonOf(error));
  });
  if (passes(status)) throw new Retryable(`it answered with status ${status}`, retryAfterMs(headers, now()));
  // Services repeat parts of a wrong key in their answer, so that one is not quoted.
  if (status === 401 || status === 403) throw new Refused(`it answered with status ${status}`, status);
  if (status < 200 || status >= 300) {
    throw new Refused(`it answered with status ${status}: ${quoted(body, key)}`, status);
  }
  return readCompletion(body);
}

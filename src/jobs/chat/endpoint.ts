import type { Clock } from '../../domain/clock.js';
import { ThetaError } from '../../domain/errors.js';
import type { RetryOptions } from '../../domain/retries.js';
import { Retryable, withRetries } from '../../domain/retries.js';
import { postChat, Refused } from './post-chat.js';
import type { ChatTarget, LlmEndpoint } from './types.js';

export interface EndpointOptions extends RetryOptions {
  /** Of one try; a long answer takes minutes. */
  readonly timeoutMs: number;
  /** Null leaves it to the service. */
  readonly temperature: number | null;
  readonly maxTokens: number | null;
  readonly clock: Pick<Clock, 'now'>;
}

/** Asks an LLM over an OpenAI-compatible API, again where trouble may pass and as late as the service asks to be left alone. */
export function openAiEndpoint(target: ChatTarget, options: EndpointOptions): LlmEndpoint {
  const { temperature, maxTokens, timeoutMs, clock } = options;
  return {
    ask: (messages, signal) =>
      withRetries(
        () => postChat(target, { messages, temperature, maxTokens }, timeoutMs, () => clock.now(), signal),
        options,
        signal,
      ).catch((error: unknown) => {
        throw error instanceof Retryable || error instanceof Refused ? unavailable(target, error) : error;
      }),
  };
}

function unavailable({ url, model, key }: ChatTarget, cause: Retryable | Refused): ThetaError {
  const status = cause instanceof Refused ? cause.status : null;
  return new ThetaError('LLM_UNAVAILABLE', `${model} at ${url} gave no answer: ${cause.message}.`, {
    hint: hintFor(status, key),
    cause,
  });
}

function hintFor(status: number | null, key: string | null): string {
  if (status === 401 || status === 403) {
    return key === null
      ? 'It asks for a key: put one into the environment.'
      : 'Check the key; it is read from the environment.';
  }
  if (status === 404 || status === 405) {
    return 'Check the address, which ends with the version as in https://host/v1, and the name of the model.';
  }
  if (status !== null && status >= 300 && status < 400) return 'Give the address itself; redirects are not followed.';
  if (status !== null) return 'Check the name of the model and the limit of tokens.';
  return 'Is the service running and reachable from here? Ask fewer queries at a time where it is overloaded.';
}

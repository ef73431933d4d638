export interface ChatMessage {
  readonly role: 'system' | 'user';
  readonly content: string;
}

/** An LLM behind an OpenAI-compatible API. */
export interface ChatTarget {
  /** Address up to and with the version, for example https://api.openai.com/v1 */
  readonly url: string;
  readonly model: string;
  /** Sent as a bearer token to this address and to no other; null sends none. */
  readonly key: string | null;
}

/** What an LLM answered. */
export interface Completion {
  readonly text: string;
  /** As the service counted them; NaN where it did not. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Why it ended, for example `stop`, or `length` for an answer that was cut off; null where the service does not say. */
  readonly finishReason: string | null;
}

/** Asks one LLM. */
export interface LlmEndpoint {
  /** Throws LLM_UNAVAILABLE when it refuses or never answers; CANCELLED. */
  ask(messages: readonly ChatMessage[], signal: AbortSignal): Promise<Completion>;
}

import type { LlmId } from '../../domain/ids.js';

/** Milliseconds that one attempt may take, by what it waits for. */
export interface Timeouts {
  /** Until the connection stands, TLS included. */
  readonly connectMs: number;
  /** From the request until the answer begins: its head, or in a stream its first token. */
  readonly firstByteMs: number;
  /** Between two pieces of an answer that has begun. */
  readonly idleMs: number;
  /** Of all. */
  readonly totalMs: number;
}

/** Somebody who runs LLMs behind an OpenAI-compatible API. */
export interface Provider {
  readonly name: string;
  /** Up to and with the version, without a slash at the end, for example https://api.openai.com/v1 */
  readonly baseUrl: string;
  /** Sent with every request to this provider and to nobody else: its key, and what the file adds. */
  readonly headers: Readonly<Record<string, string>>;
  /** What must not appear in anything that is quoted or stored; null without a key. */
  readonly key: string | null;
  readonly timeouts: Timeouts;
  /** Whether it takes `stream_options.include_usage`. */
  readonly streamUsage: boolean;
}

/** One LLM at one provider. */
export interface Offer {
  readonly llm: LlmId;
  readonly provider: Provider;
  /** As the provider calls the LLM. */
  readonly model: string;
}

export interface ProviderTable {
  /** LLMs that at least one provider serves, in the order of the file. */
  readonly llms: ReadonlySet<LlmId>;
  /** Providers of an LLM in the order in which they are tried; empty for one that nobody serves. */
  offers(llm: LlmId): readonly Offer[];
}

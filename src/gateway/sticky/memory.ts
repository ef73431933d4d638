import { LRUCache } from 'lru-cache';
import type { LlmId } from '../../domain/ids.js';
import { hash32 } from '../../domain/random.js';
import { textDigest } from '../../domain/text-digest.js';
import type { ChatBody } from '../chat-body.js';
import type { RoutedPart } from '../conversation.js';

/** What is remembered of a conversation: numbers, no text. */
interface Remembered {
  readonly llm: LlmId;
  /** Milliseconds, monotonic. */
  readonly at: number;
  /** Of tools, then of each message that was sent. */
  readonly fingerprints: readonly number[];
  /** Tokens of the prompt as the provider counted them, over the estimate; 1 where it did not count. */
  readonly scale: number;
}

/** Who answered last in a conversation, and what of the new request that LLM's provider has in its cache. */
export interface Recalled {
  readonly llm: LlmId;
  /** Tokens that both requests begin with, as far as providers cache; 0 where that is too little. */
  readonly cachedTokens: number;
}

export interface MemoryOptions {
  /** Most conversations; the one that was longest silent is forgotten first. */
  readonly most: number;
  /** How long providers keep a prompt, and conversations are remembered. */
  readonly keepMs: number;
  /** Fewest tokens that providers cache. */
  readonly fewestTokens: number;
  readonly monotonic: () => number;
}

/** Bounded in number and time. */
export class ConversationMemory {
  readonly #known: LRUCache<string, Remembered>;

  constructor(private readonly options: MemoryOptions) {
    this.#known = new LRUCache({ max: Math.max(1, options.most) });
  }

  recall(key: string, body: ChatBody, part: RoutedPart): Recalled | null {
    const known = this.#known.get(key);
    if (!known) return null;
    const { keepMs, fewestTokens, monotonic } = this.options;
    if (monotonic() - known.at >= keepMs) {
      this.#known.delete(key);
      return null;
    }
    const now = fingerprintsOf(body);
    let tokens = part.toolTokens;
    let same = 0;
    while (same < now.length && now[same] === known.fingerprints[same]) tokens += part.messageTokens[same++ - 1] ?? 0;
    // Tools stand in front of everything: others share no beginning.
    const shared = same === 0 ? 0 : Math.round(tokens * known.scale);
    return { llm: known.llm, cachedTokens: shared < fewestTokens ? 0 : shared };
  }

  /** `promptTokens`: as the provider counted them, null where it did not. */
  remember(key: string, llm: LlmId, body: ChatBody, part: RoutedPart, promptTokens: number | null): void {
    const scale = promptTokens === null || part.inputTokens === 0 ? 1 : promptTokens / part.inputTokens;
    this.#known.set(key, { llm, at: this.options.monotonic(), fingerprints: fingerprintsOf(body), scale });
  }

  get size(): number {
    return this.#known.size;
  }
}

/**
 * The key that the caller gave, or a digest of how the conversation begins: all messages up to its first user turn. Two conversations that
 * begin alike share a key; the tokens that they share are counted message by message, so nothing is taken for cached that is not.
 */
export function conversationKey(principal: string, given: string | undefined, { messages }: ChatBody): string {
  if (given !== undefined) return JSON.stringify([principal, given]);
  const first = messages.findIndex(({ role }) => role === 'user');
  return textDigest(JSON.stringify([principal, messages.slice(0, first < 0 ? messages.length : first + 1)]));
}

const fingerprintsOf = (body: ChatBody): readonly number[] =>
  [[body.tools ?? null, body.functions ?? null], ...body.messages].map((part) => hash32(JSON.stringify(part)));

import type { LlmId } from '../domain/ids.js';
import type { Usage } from './usage.js';

/**
 * How a call ended. ANSWERED: all of an answer. REFUSED: the provider found the request wrong. FAILED: nobody answered. CUT: an answer broke
 * off after its first token. CLIENT_GONE: the client left.
 */
export const CALL_OUTCOMES = ['ANSWERED', 'REFUSED', 'FAILED', 'CUT', 'CLIENT_GONE'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** ANSWER: the request of the client. VERIFICATION: a cascade lets an LLM judge its answer. */
export const ATTEMPT_PURPOSES = ['ANSWER', 'VERIFICATION'] as const;
export type AttemptPurpose = (typeof ATTEMPT_PURPOSES)[number];

/** One request to a provider, or one that was not made because its circuit was open. */
export interface GatewayAttempt {
  readonly llm: LlmId;
  readonly provider: string;
  readonly purpose: AttemptPurpose;
  /** HTTP status of the answer; null where none came. */
  readonly status: number | null;
  /** What went wrong, for example HTTP_429 or IDLE_TIMEOUT; null for a good answer. */
  readonly error: string | null;
  /** Milliseconds until it answered (a stream: its first token) or failed. */
  readonly ms: number;
  readonly usage: Usage | null;
  /** At the price of that moment. */
  readonly usd: number | null;
}

/** What happened to one request to the gateway; no message is part of it. */
export interface GatewayCall {
  /** The id of its decision, or one of its own where nothing was routed. */
  readonly id: string;
  readonly routed: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** The field `model` of the request. */
  readonly model: string;
  readonly outcome: CallOutcome;
  readonly streamed: boolean;
  /** Who answered, wholly or in part; null where nobody did. */
  readonly llm: LlmId | null;
  readonly provider: string | null;
  readonly attempts: readonly GatewayAttempt[];
  /** Of all attempts together, as far as providers said; null where none did. */
  readonly usage: Usage | null;
  /** USD of all attempts whose cost is known; null where none is. */
  readonly usd: number | null;
  /** Milliseconds from the request until the end of the answer. */
  readonly durationMs: number;
  /** Until the first token went out; null without streaming. */
  readonly firstTokenMs: number | null;
  readonly finishReason: string | null;
  /** Why this LLM, as in x-theta-reason. */
  readonly reason: string;
}

/** Takes records without making the caller wait; writes them in batches. */
export interface GatewayCallLog {
  append(call: GatewayCall): void;
  /** Resolves when everything appended so far is written. */
  flush(): Promise<void>;
}

/** Sums of calls of one LLM that answered; null for calls that nobody answered. */
export interface GatewaySpend {
  readonly llm: LlmId | null;
  readonly calls: number;
  /** Calls whose cost is known; `usd` is over these. */
  readonly costed: number;
  readonly usd: number;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
}

export interface GatewayCallRepository {
  /** By id, those that are stored. */
  byIds(ids: readonly string[]): Promise<readonly GatewayCall[]>;
  /** Newest first; `after` is the id of the last one of the page before. */
  newest(first: number, after?: string): Promise<readonly GatewayCall[]>;
  /** Of calls from `from` until before `to` (milliseconds since 1970), dearest first. */
  spend(from: number, to: number): Promise<readonly GatewaySpend[]>;
}

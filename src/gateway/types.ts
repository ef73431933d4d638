import type { LlmId } from '../domain/ids.js';
import type { Principal } from '../domain/principal.js';
import type { CascadeStep } from '../plugins/contract.js';
import type { RoutingDecision } from '../routing/types.js';
import type { Circuit } from './breakers.js';
import type { ChatBody, ThetaOptions } from './chat-body.js';
import type { RoutedPart } from './conversation.js';
import type { GatewayCall, GatewaySpend } from './ports.js';

/** One request for a chat completion. */
export interface ChatCall {
  /** As it came: parsed JSON of whatever shape. */
  readonly body: unknown;
  /** With names in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly principal: Principal;
  /** Fires when the client has gone. */
  readonly signal: AbortSignal;
}

/** Headers whose names begin with x-theta-. */
export type ThetaHeaders = Readonly<Record<string, string>>;

export type ChatReply =
  | { readonly kind: 'decision'; readonly headers: ThetaHeaders; readonly body: object }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: ThetaHeaders;
      readonly contentType: string;
      readonly body: string;
    }
  /** Server-sent events, as they are written. */
  | { readonly kind: 'stream'; readonly headers: ThetaHeaders; readonly events: AsyncIterable<string> };

/** What is to be done for a request, before any provider is asked. */
export interface Plan {
  /** Of the decision, or one of its own where nothing was routed. */
  readonly id: string;
  readonly body: ChatBody;
  readonly options: ThetaOptions;
  readonly part: RoutedPart;
  /** Whom to ask, best first; never empty. */
  readonly llms: readonly LlmId[];
  /** Null where the caller named the LLM. */
  readonly decision: RoutingDecision | null;
  /** Those of a cascade with more than one LLM; else null. */
  readonly steps: readonly CascadeStep[] | null;
  /** ASCII, one line. */
  readonly reason: string;
  /** USD that an answer of each LLM of the ranking is expected to cost; an LLM that is not there is not known. */
  readonly expectedUsd: ReadonlyMap<LlmId, number>;
  /** Under which the conversation is remembered; null where it is not. */
  readonly conversation: string | null;
}

/** An entry of GET /v1/models. */
export interface ModelEntry {
  readonly id: string;
  readonly object: 'model';
  /** Seconds since 1970. */
  readonly created: number;
  readonly owned_by: string;
}

export interface EmbeddingsReply {
  readonly object: 'list';
  readonly data: readonly {
    readonly object: 'embedding';
    readonly index: number;
    readonly embedding: number[] | string;
  }[];
  readonly model: string;
  readonly usage: { readonly prompt_tokens: number; readonly total_tokens: number };
}

/** The OpenAI-compatible surface, without HTTP; what it is asked for throws GatewayError. */
export interface GatewayService {
  /** Whether any provider is configured. */
  readonly serves: boolean;
  chat(call: ChatCall): Promise<ChatReply>;
  models(principal: Principal): readonly ModelEntry[];
  model(id: string, principal: Principal): ModelEntry;
  embeddings(body: unknown, principal: Principal, signal: AbortSignal): Promise<EmbeddingsReply>;
  /** Of every LLM at every provider that was asked since the start. */
  circuits(): readonly Circuit[];
  /** What happened, newest first; `after` is the id of the last call of the page before. Throws PAGE_INVALID. */
  recent(first: number, after?: string): Promise<readonly GatewayCall[]>;
  /** What answers have cost by LLM, of calls from `from` (a day before the end when absent) until before `to` (now), in milliseconds since 1970. */
  spend(from?: number, to?: number): Promise<readonly GatewaySpend[]>;
}

import type { LlmId } from '../domain/ids.js';
import { ThetaError } from '../domain/errors.js';
import type { CallRecord } from './call-record.js';
import type { FallbackDeps } from './fallback.js';
import { GatewayError } from './gateway-error.js';
import { ascii, thetaHeaders } from './headers.js';
import type { Offer } from './providers/types.js';
import type { ConversationMemory } from './sticky/memory.js';
import type { ChatReply, Plan } from './types.js';
import type { AskDeps } from './upstream/ask-json.js';
import { UpstreamFailure } from './upstream/failure.js';

export interface AnswerDeps extends FallbackDeps {
  readonly ask: AskDeps;
  readonly memory: ConversationMemory | null;
  /** Most LLMs that one request may go through. */
  readonly mostLlms: number;
}

/** One request while it is answered. */
export interface Answering {
  readonly plan: Plan;
  readonly record: CallRecord;
  readonly deps: AnswerDeps;
  /** Fires when the client has gone. */
  readonly client: AbortSignal;
}

/** The conversation goes on with this LLM. */
export function remember({ plan, deps }: Answering, { llm }: Offer, promptTokens: number | null): void {
  if (plan.conversation === null) return;
  deps.memory?.remember(plan.conversation, llm, plan.body, plan.part, promptTokens);
}

/** Headers of an answer by `offer`, the reason being why this one and not the first. */
export function answerHeaders({ plan, record }: Answering, offer: Offer, usd: number | null = null) {
  const { attempts } = record;
  const { llm } = offer;
  return thetaHeaders(plan, { llm, attempts: attempts.length, usd, reason: record.reason });
}

/** Notes that somebody answers, and why it is not the first choice where it is not. */
export function noteAnswer({ plan, record }: Answering, offer: Offer, first: LlmId = plan.llms[0] as LlmId): void {
  record.answeredBy = offer;
  if (offer.llm === first) return;
  const failed = record.attempts.findLast(({ llm, error }) => llm === first && error !== null)?.error ?? 'no provider';
  record.reason = ascii(`${record.reason}; fell back from ${first} (${failed}) to ${offer.llm}`);
}

/** Ends the record of a request that nobody answered; the reply, where the provider's own words are it. Throws everything else. */
export function unanswered({ plan, record }: Answering, thrown: unknown): ChatReply {
  const attempts = record.attempts.length;
  const headers = thetaHeaders(plan, { llm: null, attempts, reason: record.reason });
  if (!(thrown instanceof UpstreamFailure)) {
    record.end(thrown instanceof ThetaError && thrown.code === 'CANCELLED' ? 'CLIENT_GONE' : 'FAILED');
    throw thrown;
  }
  const { answer } = thrown.details;
  if (answer) {
    record.end('REFUSED');
    const { status, contentType, body } = answer;
    return { kind: 'answer', status, headers, contentType, body };
  }
  record.end('FAILED');
  throw failedCall(record, thrown, headers);
}

/** What an LLM did, for the words of an error: codes only, no text of a provider. */
const told = ({ attempts }: CallRecord): string =>
  attempts.map(({ llm, provider, error }) => `${llm} at ${provider}: ${error ?? 'answered'}`).join('; ');

function failedCall(
  record: CallRecord,
  failure: UpstreamFailure,
  headers: Readonly<Record<string, string>>,
): GatewayError {
  const message = `No provider answered. ${told(record) || failure.message}.`;
  const { afterMs } = failure.details;
  const common = { cause: failure };
  if (failure.code === 'HTTP_429') {
    const after = afterMs ? { 'retry-after': String(Math.ceil(afterMs / 1000)) } : {};
    return new GatewayError(429, 'rate_limit_error', 'providers_rate_limited', message, {
      ...common,
      headers: { ...headers, ...after },
    });
  }
  // The gateway has tried again already; a client that does it too multiplies the load.
  const settled = { ...common, headers: { ...headers, 'x-should-retry': 'false' } };
  if (failure.code.endsWith('_TIMEOUT'))
    return new GatewayError(504, 'api_error', 'providers_timed_out', message, settled);
  const down = failure.code === 'CIRCUIT_OPEN';
  return new GatewayError(
    down ? 503 : 502,
    'api_error',
    down ? 'providers_down' : 'providers_failed',
    message,
    settled,
  );
}

import type { LlmId } from '../domain/ids.js';
import type { Answering } from './answering.js';
import { answerHeaders, noteAnswer, remember, unanswered } from './answering.js';
import { finishReasonOf } from './answer-whole.js';
import type { ChatBody } from './chat-body.js';
import type { Answered, Asking } from './fallback.js';
import { firstAnswer } from './fallback.js';
import { GatewayError } from './gateway-error.js';
import type { Offer } from './providers/types.js';
import type { ChatReply } from './types.js';
import type { JsonObject } from './upstream/ask-json.js';
import type { OpenStream } from './upstream/ask-stream.js';
import { askStream, choicesOf } from './upstream/ask-stream.js';
import { UpstreamFailure } from './upstream/failure.js';
import type { Usage } from './usage.js';
import { usageOf } from './usage.js';

/** The answer to a request that streams. */
export async function answerStream(at: Answering): Promise<ChatReply> {
  try {
    return await openReply(at, at.plan.llms.slice(0, at.deps.mostLlms));
  } catch (thrown) {
    return unanswered(at, thrown);
  }
}

/** Another LLM can take over until the first token has come. Throws as firstAnswer(). */
export async function openReply(at: Answering, llms: readonly LlmId[]): Promise<ChatReply> {
  const { plan, record, deps, client } = at;
  const asking: Asking<OpenStream> = {
    purpose: 'ANSWER',
    ask: (offer) => askStream(offer, withUsage(plan.body, offer), deps.ask, client),
    ended: ({ ended }) => ended,
    note: (offer, _answer, startedAt) => record.attempt(offer, 'ANSWER', startedAt, { status: 200, error: null }),
  };
  const answered = await firstAnswer(llms, asking, record, deps, client);
  noteAnswer(at, answered.offer, llms[0]);
  remember(at, answered.offer, null);
  record.firstToken();
  // Whoever goes before the stream is read leaves nobody to end the record.
  client.addEventListener('abort', () => record.end('CLIENT_GONE'), { once: true });
  return { kind: 'stream', headers: answerHeaders(at, answered.offer), events: eventsOf(at, answered) };
}

/** Usage is asked for also where the client did not: without it nobody knows what an answer cost. */
function withUsage(body: ChatBody, { provider }: Offer): ChatBody {
  return provider.streamUsage ? { ...body, stream_options: { ...body.stream_options, include_usage: true } } : body;
}

async function* eventsOf(at: Answering, { offer, answer, at: attempt }: Answered<OpenStream>): AsyncGenerator<string> {
  const { plan, record } = at;
  const asked = plan.body.stream_options?.include_usage === true;
  let usage: Usage | null = null;
  try {
    for await (const chunk of answer.chunks) {
      usage = usageOf(chunk['usage']) ?? usage;
      record.finishReason = finishReasonOf(chunk) ?? record.finishReason;
      const shown = shownChunk(chunk, offer, asked);
      if (shown) yield event(shown);
    }
    record.complete(attempt, { usage, error: null });
    remember(at, offer, usage?.promptTokens ?? null);
    record.end('ANSWERED');
    yield DONE;
  } catch (thrown) {
    if (!(thrown instanceof UpstreamFailure)) throw thrown;
    record.complete(attempt, { usage, error: thrown.code });
    record.end('CUT');
    yield event(cutError(offer, thrown).toJSON());
  } finally {
    record.end('CLIENT_GONE');
  }
}

/** A chunk under the name of the LLM; null for one that only brings the usage that the client has not asked for. */
function shownChunk(chunk: JsonObject, { llm }: Offer, asked: boolean): JsonObject | null {
  if (asked || !('usage' in chunk)) return { ...chunk, model: llm };
  if (chunk['usage'] && choicesOf(chunk).length === 0) return null;
  const { usage: _usage, ...rest } = chunk;
  return { ...rest, model: llm };
}

const cutError = ({ llm, provider }: Offer, { code }: UpstreamFailure): GatewayError =>
  new GatewayError(
    502,
    'api_error',
    'stream_cut',
    `The answer of ${llm} at ${provider.name} broke off (${code}); what came so far is not all of it.`,
  );

export const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;
export const DONE = 'data: [DONE]\n\n';

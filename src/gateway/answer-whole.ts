import type { LlmId } from '../domain/ids.js';
import type { Answering } from './answering.js';
import { answerHeaders, noteAnswer, remember, unanswered } from './answering.js';
import type { Answered, Asking } from './fallback.js';
import { firstAnswer } from './fallback.js';
import type { ChatReply } from './types.js';
import type { JsonObject } from './upstream/ask-json.js';
import { askJson } from './upstream/ask-json.js';
import { choicesOf } from './upstream/ask-stream.js';
import { usageOf } from './usage.js';

/** Asks without streaming, LLM after LLM. Throws as firstAnswer(). */
export function askWhole(
  { record, deps, client }: Answering,
  llms: readonly LlmId[],
  body: JsonObject,
  purpose: Asking<JsonObject>['purpose'] = 'ANSWER',
): Promise<Answered<JsonObject>> {
  const asking: Asking<JsonObject> = {
    purpose,
    ask: (offer) => askJson(offer, body, deps.ask, client),
    note: (offer, answer, startedAt) =>
      record.attempt(offer, purpose, startedAt, { status: 200, error: null, usage: usageOf(answer['usage']) }),
  };
  return firstAnswer(llms, asking, record, deps, client);
}

/** The answer to a request that does not stream. */
export async function answerWhole(at: Answering): Promise<ChatReply> {
  try {
    const answered = await askWhole(at, at.plan.llms.slice(0, at.deps.mostLlms), at.plan.body);
    noteAnswer(at, answered.offer);
    return wholeReply(at, answered);
  } catch (thrown) {
    return unanswered(at, thrown);
  }
}

/** The provider's completion, under the name of the LLM; ends the record. */
export function wholeReply(at: Answering, { offer, answer, at: attempt }: Answered<JsonObject>): ChatReply {
  const { record } = at;
  record.finishReason = finishReasonOf(answer);
  remember(at, offer, record.attempts[attempt]?.usage?.promptTokens ?? null);
  record.end('ANSWERED');
  return {
    kind: 'answer',
    status: 200,
    headers: answerHeaders(at, offer, record.usd),
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify({ ...answer, model: offer.llm }),
  };
}

/** Of the first choice that has one. */
export const finishReasonOf = (answer: JsonObject): string | null =>
  choicesOf(answer).flatMap(({ finish_reason: finish }) => (typeof finish === 'string' ? [finish] : []))[0] ?? null;

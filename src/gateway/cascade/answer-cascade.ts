import type { LlmId } from '../../domain/ids.js';
import type { CascadeStep } from '../../plugins/contract.js';
import type { Answering } from '../answering.js';
import { answerHeaders, noteAnswer, unanswered } from '../answering.js';
import { DONE, event, openReply } from '../answer-stream.js';
import { askWhole, wholeReply } from '../answer-whole.js';
import type { Answered } from '../fallback.js';
import { ascii } from '../headers.js';
import type { ChatReply } from '../types.js';
import type { JsonObject } from '../upstream/ask-json.js';
import { UpstreamFailure } from '../upstream/failure.js';
import { chunksOf } from './as-chunks.js';
import { countPositive, judgeableText } from './verify.js';

/** Asks the LLMs of a cascade in turn until the router's rule keeps an answer; that of the last one is always kept. */
export async function answerCascade(at: Answering, steps: readonly CascadeStep[]): Promise<ChatReply> {
  let held: Answered<JsonObject> | null = null;
  const story: string[] = [];
  try {
    for (const [i, step] of steps.entries()) {
      const next = steps[i + 1];
      if (!next || step.acceptAt <= 0) return await lastStep(at, step, held, story);
      const answered = await firstOf(at, step.llm, story);
      if (!answered) continue;
      held = answered;
      if (await isKept(at, answered, step, next, story)) return kept(at, answered, story);
    }
    throw new RangeError('the last step of a cascade keeps every answer');
  } catch (thrown) {
    return unanswered(at, thrown);
  }
}

/** Null where the LLM does not answer: the next one is asked instead. */
async function firstOf(at: Answering, llm: LlmId, story: string[]): Promise<Answered<JsonObject> | null> {
  const { stream: _stream, stream_options: _options, ...body } = at.plan.body;
  try {
    return await askWhole(at, [llm], body);
  } catch (thrown) {
    if (!(thrown instanceof UpstreamFailure) || thrown.remedy === 'refuse') throw thrown;
    story.push(`${llm} gave no answer (${thrown.code})`);
    return null;
  }
}

/** What cannot be judged is kept where it is no text, and not kept where the LLM did not say. */
async function isKept(
  at: Answering,
  { answer, offer: { llm } }: Answered<JsonObject>,
  step: CascadeStep,
  next: CascadeStep,
  story: string[],
): Promise<boolean> {
  const { judging = null } = at.plan.decision ?? {};
  const text = judgeableText(answer);
  if (!judging || text === null) {
    story.push(`kept ${llm}: ${judging ? 'no single text to judge' : 'the rule does not look at answers'}`);
    return true;
  }
  const positive = judging.verifications === 0 ? 0 : await countPositive(at, llm, text, judging);
  if (positive === null) {
    story.push(`${llm} could not be asked about its answer`);
    return false;
  }
  const score = judging.scoreOf(step, next, positive);
  const keeps = score >= step.acceptAt;
  const verdicts = judging.verifications === 0 ? '' : ` (${positive} of ${judging.verifications} verdicts)`;
  story.push(
    `${keeps ? 'kept' : 'rejected'} ${llm}: ${score.toFixed(3)}${verdicts} against ${step.acceptAt.toFixed(3)}`,
  );
  return keeps;
}

/** Nothing has to be judged any more, so it can stream. Where it fails, an answer that was rejected is better than none. */
async function lastStep(
  at: Answering,
  { llm }: CascadeStep,
  held: Answered<JsonObject> | null,
  story: string[],
): Promise<ChatReply> {
  const { plan, record, deps } = at;
  if (story.length > 0) record.reason = ascii(`cascade: ${[...story, `asked ${llm}`].join('; ')}`);
  const untried = plan.llms.filter((other) => !record.attempts.some((attempt) => attempt.llm === other));
  const llms = held ? [llm] : [...new Set([llm, ...untried])].slice(0, deps.mostLlms);
  try {
    if (plan.body.stream === true) return await openReply(at, llms);
    const answered = await askWhole(at, llms, plan.body);
    noteAnswer(at, answered.offer, llm);
    return wholeReply(at, answered);
  } catch (thrown) {
    if (!held || !(thrown instanceof UpstreamFailure)) throw thrown;
    story.push(`${llm} gave no answer (${thrown.code})`, `returned the answer of ${held.offer.llm} all the same`);
    return kept(at, held, story);
  }
}

/** A kept answer; a stream of it, where the client streams. */
function kept(at: Answering, answered: Answered<JsonObject>, story: readonly string[]): ChatReply {
  const { plan, record } = at;
  record.answeredBy = answered.offer;
  record.reason = ascii(`cascade: ${story.join('; ')}`);
  const reply = wholeReply(at, answered);
  if (plan.body.stream !== true) return reply;
  const headers = answerHeaders(at, answered.offer, record.usd);
  const asked = plan.body.stream_options?.include_usage === true;
  return { kind: 'stream', headers, events: eventsOf({ ...answered.answer, model: answered.offer.llm }, asked) };
}

async function* eventsOf(answer: JsonObject, withUsage: boolean): AsyncGenerator<string> {
  for (const chunk of chunksOf(answer, withUsage)) yield event(chunk);
  yield DONE;
}

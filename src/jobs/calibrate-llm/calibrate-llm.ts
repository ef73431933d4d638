import type { AnchorResponse } from '../../calibration/types.js';
import { ThetaError, throwIfAborted, toThetaError } from '../../domain/errors.js';
import { atOnce } from './at-once.js';
import { gradable } from './choose-grader.js';
import { Failures } from './failures.js';
import { QueryChoice } from './next-batch.js';
import type { Answer, CalibrateOutcome, CalibratePorts, CalibrateRequest, GradableQuery, Standing } from './types.js';

/** Most answers in one submission. */
const SUBMITTED_AT_ONCE = 500;

/**
 * Asks an LLM stored queries in batches, grades and submits what it answers, until enough is known, `count` answers are there, or no query is
 * left. What an interrupted run has in the journal is not asked again. Throws the error of a persistent failure, once what was
 * answered is submitted, and CANCELLED, when it is in the journal.
 */
export async function calibrateLlm<S extends Standing>(
  request: CalibrateRequest,
  ports: CalibratePorts<S>,
  signal: AbortSignal,
): Promise<CalibrateOutcome<S>> {
  const { journal } = ports;
  const { count, batch, concurrency } = request;
  const choice = new QueryChoice(request, ports);
  const failures = new Failures();
  /** Given up in this run: by the LLM, or by the grader. */
  const givenUp = new Set<string>();
  let standing: S | null = null;
  const tell = () => ports.onProgress({ answered: journal.answers.size, total: count, failed: failures.failed });
  const giveUp = (error: ThetaError, id: string) => {
    givenUp.add(id);
    const end = failures.add(error);
    if (!end) ports.note(`Left out ${id}: ${error.message}`);
    tell();
    return end;
  };

  const ask = (queries: readonly GradableQuery[]) =>
    atOnce(
      queries,
      concurrency,
      async (query, either) => {
        const completion = await ports.ask(query.text, either);
        await journal.answer(answerOf(query, completion));
        failures.succeeded();
        tell();
      },
      (error, { id }) => giveUp(error, id),
      signal,
    );

  const submit = async () => {
    const waiting = [...journal.answers.values()].filter(
      ({ query: { id } }) => !journal.submitted.has(id) && !givenUp.has(id),
    );
    const graded: AnchorResponse[] = [];
    const grade = async (answer: Answer, either: AbortSignal) => {
      const query = gradable(answer.query, request.grader, ports.graders.available);
      if (typeof query === 'string')
        throw new ThetaError('GRADER_UNAVAILABLE', `An answer waits for a grade: ${query}.`);
      const { score } = await ports.graders.grade(query, answer.completion, either);
      graded.push(responseOf(answer, score));
    };
    let trouble: unknown = null;
    await atOnce(waiting, concurrency, grade, (error, { query: { id } }) => giveUp(error, id), signal).catch(
      (thrown: unknown) => (trouble = thrown),
    );
    throwIfAborted(signal);
    for (let at = 0; at < graded.length; at += SUBMITTED_AT_ONCE) {
      const some = graded.slice(at, at + SUBMITTED_AT_ONCE);
      standing = await ports.submit(some);
      await journal.submit(some.map(({ query }) => query));
    }
    if (graded.length > 0 && standing) ports.onStanding(standing);
    if (trouble !== null) throw toThetaError(trouble);
  };

  const outcome = (end: CalibrateOutcome<S>['end']): CalibrateOutcome<S> => {
    const answers = [...journal.answers.values()];
    return {
      end,
      answered: answers.length,
      failed: failures.failed,
      cutOff: answers.filter(({ cutOff }) => cutOff).length,
      leftOut: counted(choice.leftOut.values()),
      standing,
    };
  };

  tell();
  for (;;) {
    await submit();
    throwIfAborted(signal);
    const end = ended(request, journal.answers.size, standing);
    const known = new Set([...journal.answers.keys(), ...givenUp]);
    const queries = end ? [] : await choice.next(Math.min(batch, count - journal.answers.size), known);
    if (queries.length === 0) {
      // What could not be graded waits in the journal for another try.
      if (journal.answers.size === journal.submitted.size) await journal.finish();
      return outcome(end ?? 'EXHAUSTED');
    }
    throwIfAborted(signal);
    await ask(queries).catch(async (thrown: unknown) => {
      // What was answered before the trouble is worth having.
      if (!signal.aborted) await submit().catch((error: unknown) => ports.note(toThetaError(error).message));
      throw thrown;
    });
  }
}

function ended(
  { count, stopEarly }: CalibrateRequest,
  answered: number,
  standing: Standing | null,
): 'ADVISED' | 'COUNT' | null {
  if (stopEarly && standing?.advice?.stop) return 'ADVISED';
  return answered >= count ? 'COUNT' : null;
}

function answerOf(
  { id, text, task, references, grader }: GradableQuery,
  completion: Awaited<ReturnType<CalibratePorts<Standing>['ask']>>,
): Answer {
  const counted = (tokens: number) => (Number.isNaN(tokens) ? null : tokens);
  return {
    query: { id, text, task, references, grader },
    completion: completion.text,
    inputTokens: counted(completion.inputTokens),
    outputTokens: counted(completion.outputTokens),
    cutOff: completion.finishReason === 'length',
  };
}

const responseOf = ({ query, inputTokens, outputTokens }: Answer, performance: number): AnchorResponse => ({
  query: query.id,
  performance,
  cost: Number.NaN,
  inputTokens: inputTokens ?? Number.NaN,
  outputTokens: outputTokens ?? Number.NaN,
});

function counted(reasons: Iterable<string>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

import type { ResponseRepository, ResponseRow } from '../data/ports.js';
import { ThetaError } from '../domain/errors.js';
import { inParallel } from '../domain/in-parallel.js';
import type { QueryTextRepository } from '../routing/ports.js';
import { anchorSource } from './ports.js';
import { graded, gradingProblem } from './grade-completion.js';
import type { Graders } from './graders/index.js';
import type { AnchorCompletion, AnchorResponse, SubmitResponses } from './types.js';

export interface ResponseDeps {
  readonly texts: QueryTextRepository;
  readonly responses: Pick<ResponseRepository, 'add'>;
  readonly maxBatch: number;
  readonly graders: Graders;
}

/** Entries that a message names before it counts the rest. */
const NAMED = 10;
/** Completions that a judge reads at a time. */
const GRADED_AT_ONCE = 4;

/**
 * Stores the answers as responses of the import `anchors/<llm>`, all or none: the next training learns from them as from any other.
 * Throws BATCH_TOO_LARGE, GRADER_FAILED or LLM_UNAVAILABLE where a judge gives no grade, or BAD_USER_INPUT naming what is wrong with each.
 */
export async function storeResponses(
  { llm, responses }: Pick<SubmitResponses, 'llm' | 'responses'>,
  { texts, responses: store, maxBatch, graders }: ResponseDeps,
): Promise<void> {
  if (responses.length > maxBatch) {
    throw new ThetaError('BATCH_TOO_LARGE', `${responses.length} responses at once; the limit is ${maxBatch}.`, {
      hint: 'Split them, or raise THETA_MAX_BATCH.',
    });
  }
  const found = await texts.texts(responses.map(({ query }) => query));
  const problems = responses.flatMap((response, i) => {
    const problem = problemOf(response, i, responses, found, graders);
    return problem === null ? [] : [`${response.query.slice(0, 100) || '(no id)'}: ${problem}`];
  });
  if (responses.length === 0) problems.push('expected at least one response');
  if (problems.length > 0) throw refused(problems);
  // Nobody waits to cancel: a caller that has gone has handed its answers in.
  const { signal } = new AbortController();
  const scored = await inParallel(responses, GRADED_AT_ONCE, (response) =>
    graded(response, found.get(response.query) as string, graders, signal),
  );
  const rows = scored.map(({ query, performance, cost, inputTokens, outputTokens }): ResponseRow => ({
    text: found.get(query) as string,
    // The task of the query stays as it is stored.
    task: null,
    llm,
    performance,
    cost: known(cost),
    inputTokens: known(inputTokens),
    outputTokens: known(outputTokens),
  }));
  await store.add(anchorSource(llm), [rows]);
}

function problemOf(
  response: AnchorResponse | AnchorCompletion,
  i: number,
  all: readonly (AnchorResponse | AnchorCompletion)[],
  found: ReadonlyMap<string, string>,
  graders: Graders,
): string | null {
  const { query, cost, inputTokens, outputTokens } = response;
  const text = found.get(query);
  if (text === undefined) return 'no stored query has this id';
  if (all.findIndex((other) => other.query === query) < i) return 'given twice';
  for (const [name, value] of Object.entries({ cost, inputTokens, outputTokens })) {
    if (value < 0 || value === Infinity) return `expected ${name} of 0 or more, got ${value}`;
  }
  if ('completion' in response) return gradingProblem(response, text, graders);
  const { performance } = response;
  return performance >= 0 && performance <= 1 ? null : `expected a score from 0 to 1, got ${performance}`;
}

function refused(problems: readonly string[]): ThetaError {
  const named = problems.slice(0, NAMED).join('; ');
  const rest = problems.length > NAMED ? `; and ${problems.length - NAMED} more` : '';
  return new ThetaError('BAD_USER_INPUT', `Nothing was stored. ${named}${rest}.`, {
    hint: 'Ids are those that anchorQueries gives; scores are from 0 to 1, one per query.',
  });
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

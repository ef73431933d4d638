import type { AnchorCompletion, AnchorRequest, AnchorResponse, SubmitResponses } from '../calibration/types.js';
import { llmId, routerId } from '../domain/ids.js';
import type { AnchorQueriesInput } from '../schema/anchor-queries.input.js';
import { DEFAULT_ANCHORS } from '../schema/anchor-queries.input.js';
import type { AnchorResponseInput, SubmitResponsesInput } from '../schema/submit-responses.input.js';
import { optional } from './requests.js';

export const toAnchorRequest = (input: AnchorQueriesInput): AnchorRequest => ({
  llm: llmId(input.llm),
  count: input.count ?? DEFAULT_ANCHORS,
  selection: input.selection ?? 'STRATIFIED',
  router: optional(input.router, routerId),
  tasks: input.tasks ?? [],
  sources: input.sources ?? [],
  withReferences: input.withReferences ?? false,
  seed: input.seed ?? 0,
});

export const toSubmitResponses = (input: SubmitResponsesInput): SubmitResponses => ({
  llm: llmId(input.llm),
  responses: input.responses.map(toResponse),
  serve: input.serve ?? true,
});

function toResponse(input: AnchorResponseInput): AnchorResponse | AnchorCompletion {
  const { query, performance, completion, references, grader } = input;
  const figures = {
    cost: input.cost ?? Number.NaN,
    inputTokens: input.inputTokens ?? Number.NaN,
    outputTokens: input.outputTokens ?? Number.NaN,
  };
  return typeof completion === 'string' && references && grader
    ? { query, completion, references, grader, ...figures }
    : { query, performance: performance ?? Number.NaN, ...figures };
}

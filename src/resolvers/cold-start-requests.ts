import type { AnchorRequest, SubmitResponses } from '../calibration/types.js';
import { llmId, routerId } from '../domain/ids.js';
import type { AnchorQueriesInput } from '../schema/anchor-queries.input.js';
import { DEFAULT_ANCHORS } from '../schema/anchor-queries.input.js';
import type { SubmitResponsesInput } from '../schema/submit-responses.input.js';
import { optional } from './requests.js';

export const toAnchorRequest = (input: AnchorQueriesInput): AnchorRequest => ({
  llm: llmId(input.llm),
  count: input.count ?? DEFAULT_ANCHORS,
  selection: input.selection ?? 'STRATIFIED',
  router: optional(input.router, routerId),
  tasks: input.tasks ?? [],
  sources: input.sources ?? [],
  seed: input.seed ?? 0,
});

export const toSubmitResponses = (input: SubmitResponsesInput): SubmitResponses => ({
  llm: llmId(input.llm),
  responses: input.responses.map(({ query, performance, cost, inputTokens, outputTokens }) => ({
    query,
    performance,
    cost: cost ?? Number.NaN,
    inputTokens: inputTokens ?? Number.NaN,
    outputTokens: outputTokens ?? Number.NaN,
  })),
  serve: input.serve ?? true,
});

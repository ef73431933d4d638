import type { Clock } from '../domain/clock.js';
import { ThetaError } from '../domain/errors.js';
import type { LlmId } from '../domain/ids.js';
import type { Catalogue } from '../domain/llm.js';
import type { DecisionLog, DecisionRepository } from './ports.js';

export type Thumbs = 'UP' | 'DOWN';

/** What somebody thought of a decision: exactly one of `score`, `thumbs` and `preferredLlm` is given. */
export interface FeedbackRequest {
  readonly decisionId: string;
  /** Performance of the chosen LLM's answer, in [0, 1]. */
  readonly score?: number | undefined;
  readonly thumbs?: Thumbs | undefined;
  /** The LLM whose answer was better. */
  readonly preferredLlm?: LlmId | undefined;
  /** The same key again is answered with the first feedback; no second one is stored. */
  readonly idempotencyKey?: string | undefined;
}

export interface Feedback {
  readonly id: string;
  readonly decisionId: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly score: number | null;
  readonly thumbs: Thumbs | null;
  readonly preferredLlm: LlmId | null;
  readonly idempotencyKey: string | null;
}

export interface FeedbackRepository {
  /** Resolves when committed, with what is stored: under a used idempotency key, the feedback that was first. */
  add(feedback: Feedback): Promise<Feedback>;
  /** Everything said about these decisions, oldest first. */
  byDecisions(ids: readonly string[]): Promise<readonly Feedback[]>;
}

export interface FeedbackService {
  /** Resolves when committed. Throws FEEDBACK_INVALID, UNKNOWN_DECISION or UNKNOWN_LLM. */
  record(request: FeedbackRequest): Promise<Feedback>;
  /** Everything said about these decisions, oldest first. */
  byDecisions(ids: readonly string[]): Promise<readonly Feedback[]>;
}

export interface FeedbackDeps {
  readonly repository: FeedbackRepository;
  readonly decisions: DecisionRepository;
  readonly log: DecisionLog;
  readonly catalogue: () => Catalogue;
  readonly clock: Clock;
  readonly newId: () => string;
}

export function createFeedbackService(deps: FeedbackDeps): FeedbackService {
  return {
    byDecisions: (ids) => deps.repository.byDecisions(ids),
    async record(request) {
      checkFeedback(request, deps.catalogue());
      await expectDecision(deps, request.decisionId);
      const wanted: Feedback = {
        id: deps.newId(),
        decisionId: request.decisionId,
        createdAt: deps.clock.now(),
        score: request.score ?? null,
        thumbs: request.thumbs ?? null,
        preferredLlm: request.preferredLlm ?? null,
        idempotencyKey: request.idempotencyKey ?? null,
      };
      const stored = await deps.repository.add(wanted);
      const same = (['decisionId', 'score', 'thumbs', 'preferredLlm'] as const).every((k) => stored[k] === wanted[k]);
      if (!same) {
        throw new ThetaError('FEEDBACK_INVALID', 'This idempotency key was used for other feedback.', {
          hint: 'Take a new key for new feedback; repeat a key only to repeat the same request.',
        });
      }
      return stored;
    },
  };
}

/** Mean of the scores of each decision that has any; thumbs and preferred LLMs are on other scales. */
export function meanScores(said: readonly Feedback[]): Map<string, number> {
  const sums = new Map<string, { sum: number; n: number }>();
  for (const { decisionId, score } of said) {
    if (score === null) continue;
    const known = sums.get(decisionId) ?? { sum: 0, n: 0 };
    sums.set(decisionId, { sum: known.sum + score, n: known.n + 1 });
  }
  return new Map([...sums].map(([id, { sum, n }]) => [id, sum / n]));
}

function checkFeedback(request: FeedbackRequest, catalogue: Catalogue): void {
  const given = [request.score, request.thumbs, request.preferredLlm].filter((value) => value !== undefined).length;
  if (given !== 1) {
    throw new ThetaError('FEEDBACK_INVALID', `Expected one of score, thumbs and preferredLlm, got ${given}.`, {
      hint: 'Record each kind of feedback in a request of its own.',
    });
  }
  const { score, preferredLlm } = request;
  if (score !== undefined && !(score >= 0 && score <= 1)) {
    throw new ThetaError('FEEDBACK_INVALID', `The score must be a number from 0 to 1, got ${score}.`);
  }
  if (preferredLlm !== undefined && !catalogue.llms.has(preferredLlm)) {
    throw new ThetaError('UNKNOWN_LLM', `No LLM ${preferredLlm} is in the catalogue.`, {
      hint: 'The query llms lists every id.',
    });
  }
}

/** Decisions are logged off the request path, so one that was made a moment ago may still wait to be written. */
async function expectDecision({ decisions, log }: FeedbackDeps, id: string): Promise<void> {
  if ((await decisions.byIds([id])).length > 0) return;
  await log.flush();
  if ((await decisions.byIds([id])).length > 0) return;
  throw new ThetaError('UNKNOWN_DECISION', `No decision ${id} is logged.`, {
    hint: 'Send the id of a RoutingDecision of this server.',
  });
}

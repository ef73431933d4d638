import type { Clock } from '../domain/clock.js';
import { ThetaError, toThetaError } from '../domain/errors.js';
import type { LlmId } from '../domain/ids.js';
import { inTurn } from '../domain/in-turn.js';
import type { Catalogue } from '../domain/llm.js';
import { checkFeedback, checkSame } from './feedback-checks.js';
import type { DecisionRepository } from './ports.js';

export type Thumbs = 'UP' | 'DOWN';

/** Who says something where nobody is named. */
export const ANONYMOUS = 'anonymous';

/** What somebody thought of a decision: exactly one of `score`, `thumbs`, `preferredLlm` and `correctedLabel` is given. */
export interface FeedbackRequest {
  readonly decisionId: string;
  /** Performance of the chosen LLM's answer, in [0, 1]. */
  readonly score?: number | undefined;
  readonly thumbs?: Thumbs | undefined;
  /** The LLM whose answer was better. */
  readonly preferredLlm?: LlmId | undefined;
  /** The right answer. It says nothing of the LLM by itself: it is kept for those who grade completions later. */
  readonly correctedLabel?: string | undefined;
  /** The person or key that says so: limits of rate and influence hold for each. ANONYMOUS when absent, which is one reporter too. */
  readonly reporter?: string | undefined;
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
  readonly correctedLabel: string | null;
  readonly reporter: string;
  readonly idempotencyKey: string | null;
}

export interface FeedbackRepository {
  /** Resolves when all are committed, with what is stored in their order: under a used idempotency key, the feedback that was first. */
  add(feedback: readonly Feedback[]): Promise<readonly Feedback[]>;
  /** What is stored under these idempotency keys. */
  byKeys(keys: readonly string[]): Promise<readonly Feedback[]>;
  /** Everything said about these decisions, oldest first. */
  byDecisions(ids: readonly string[]): Promise<readonly Feedback[]>;
  /** How much these reporters have said from one moment to another, both included, by reporter; one who said nothing is missing. */
  countBetween(reporters: readonly string[], from: number, to: number): Promise<ReadonlyMap<string, number>>;
  /** The newest statements of everybody up to a moment, newest first. */
  newest(limit: number, until: number): Promise<readonly Feedback[]>;
}

/** What became of one entry of a batch. */
export type FeedbackEntry = { readonly feedback: Feedback } | { readonly error: ThetaError };

export interface FeedbackService {
  /** Resolves when committed. Throws FEEDBACK_INVALID, FEEDBACK_RATE_LIMITED, UNKNOWN_DECISION or UNKNOWN_LLM. */
  record(request: FeedbackRequest): Promise<Feedback>;
  /**
   * Resolves when committed, with one entry per request in their order: one that is refused keeps no other from being stored. Throws
   * BATCH_TOO_LARGE, and what the database throws; nothing is stored then.
   */
  recordBatch(requests: readonly FeedbackRequest[]): Promise<readonly FeedbackEntry[]>;
  /** Everything said about these decisions, oldest first. */
  byDecisions(ids: readonly string[]): Promise<readonly Feedback[]>;
}

export interface FeedbackDeps {
  readonly repository: FeedbackRepository;
  /** Finds also those that are yet to be written (late-decisions.ts). */
  readonly decisions: Pick<DecisionRepository, 'byIds'>;
  readonly catalogue: () => Catalogue;
  readonly clock: Pick<Clock, 'now'>;
  readonly newId: () => string;
  /** Most requests in a batch. */
  readonly maxBatch: number;
  /** Most statements of one reporter within an hour. */
  readonly hourlyLimit: number;
}

const HOUR_MS = 3_600_000;

export function createFeedbackService(deps: FeedbackDeps): FeedbackService {
  // In turn, so that requests side by side cannot pass the hourly limit together.
  const recordFound = inTurn((requests: readonly FeedbackRequest[], logged: ReadonlySet<string>) =>
    recordAll(requests, logged, deps),
  );
  const recordBatch = async (requests: readonly FeedbackRequest[]) => {
    expectFewer(requests, deps.maxBatch);
    // Before their turn: who waits for a decision to be written must not keep others waiting.
    const found = await deps.decisions.byIds([...new Set(requests.map(canonicalId))]);
    return recordFound(requests, new Set(found.map(({ id }) => id)));
  };
  return {
    recordBatch,
    byDecisions: (ids) => deps.repository.byDecisions(ids),
    async record(request) {
      const [entry] = (await recordBatch([request])) as [FeedbackEntry];
      if ('error' in entry) throw entry.error;
      return entry.feedback;
    },
  };
}

function expectFewer(requests: readonly FeedbackRequest[], maxBatch: number): void {
  if (requests.length <= maxBatch) return;
  throw new ThetaError('BATCH_TOO_LARGE', `${requests.length} statements; the limit is ${maxBatch}.`, {
    hint: 'Send them in several batches, or raise THETA_MAX_BATCH.',
  });
}

async function recordAll(
  requests: readonly FeedbackRequest[],
  logged: ReadonlySet<string>,
  deps: FeedbackDeps,
): Promise<readonly FeedbackEntry[]> {
  const first = await byKey(requests, deps);
  const allowed = await allowance(requests, deps);
  const entries = requests.map((request): FeedbackEntry | { readonly wanted: Feedback } => {
    try {
      checkFeedback(request, deps.catalogue());
      if (!logged.has(canonicalId(request))) throw notLogged(request.decisionId);
      const wanted = statement(request, deps);
      const before = wanted.idempotencyKey === null ? undefined : first.get(wanted.idempotencyKey);
      if (before) return { feedback: checkSame(before, wanted) };
      takeOne(allowed, wanted.reporter, deps.hourlyLimit);
      if (wanted.idempotencyKey !== null) first.set(wanted.idempotencyKey, wanted);
      return { wanted };
    } catch (thrown) {
      return { error: toThetaError(thrown) };
    }
  });
  const added = await deps.repository.add(entries.flatMap((entry) => ('wanted' in entry ? [entry.wanted] : [])));
  let next = 0;
  return entries.map((entry) => {
    if (!('wanted' in entry)) return entry;
    try {
      return { feedback: checkSame(added[next++] as Feedback, entry.wanted) };
    } catch (thrown) {
      return { error: toThetaError(thrown) };
    }
  });
}

/** As it is stored: a UUID may come in capitals. */
const canonicalId = ({ decisionId }: FeedbackRequest): string => decisionId.toLowerCase();

const statement = (request: FeedbackRequest, { newId, clock }: FeedbackDeps): Feedback => ({
  id: newId(),
  decisionId: canonicalId(request),
  createdAt: clock.now(),
  score: request.score ?? null,
  thumbs: request.thumbs ?? null,
  preferredLlm: request.preferredLlm ?? null,
  correctedLabel: request.correctedLabel ?? null,
  reporter: request.reporter ?? ANONYMOUS,
  idempotencyKey: request.idempotencyKey ?? null,
});

async function byKey(requests: readonly FeedbackRequest[], deps: FeedbackDeps): Promise<Map<string, Feedback>> {
  const keys = [...new Set(requests.flatMap(({ idempotencyKey }) => idempotencyKey ?? []))];
  const stored = keys.length > 0 ? await deps.repository.byKeys(keys) : [];
  return new Map(stored.map((feedback) => [feedback.idempotencyKey as string, feedback]));
}

/** How many statements each reporter may still make. */
async function allowance(requests: readonly FeedbackRequest[], deps: FeedbackDeps): Promise<Map<string, number>> {
  const reporters = [...new Set(requests.map(({ reporter }) => reporter ?? ANONYMOUS))];
  const now = deps.clock.now();
  // What is dated later was said while the clock was wrong; it must not bar anybody for as long as that was.
  const said = await deps.repository.countBetween(reporters, now - HOUR_MS, now);
  return new Map(reporters.map((reporter) => [reporter, deps.hourlyLimit - (said.get(reporter) ?? 0)]));
}

function takeOne(allowed: Map<string, number>, reporter: string, limit: number): void {
  const left = allowed.get(reporter) ?? 0;
  if (left <= 0) {
    throw new ThetaError('FEEDBACK_RATE_LIMITED', `Reporter ${reporter} has made ${limit} statements within an hour.`, {
      hint: 'Nothing of this one is stored: send it again later, under the same idempotency key. THETA_FEEDBACK_PER_HOUR sets the limit.',
    });
  }
  allowed.set(reporter, left - 1);
}

const notLogged = (id: string) =>
  new ThetaError('UNKNOWN_DECISION', `No decision ${id} is logged.`, {
    hint: 'Send the id of a RoutingDecision. One that was made moments ago is written soon: send the same again then.',
  });

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

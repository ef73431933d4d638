import type { Clock } from '../domain/clock.js';
import type { LlmId } from '../domain/ids.js';
import type { Principal } from '../domain/principal.js';
import type { RoutingService } from '../routing/service.js';
import { expectRoute } from './access.js';
import type { AnswerDeps, Answering } from './answering.js';
import { answerStream } from './answer-stream.js';
import { answerWhole } from './answer-whole.js';
import { CallRecord } from './call-record.js';
import { answerCascade } from './cascade/answer-cascade.js';
import { decisionReply } from './decision-reply.js';
import type { EmbeddingDeps } from './embeddings.js';
import { embeddings } from './embeddings.js';
import { findModel, modelEntries } from './models.js';
import type { PlanDeps } from './plan.js';
import { planChat } from './plan.js';
import type { GatewayCallLog, GatewayCallRepository } from './ports.js';
import type { ChatCall, ChatReply, GatewayService, Plan } from './types.js';

/** What callers may spend. */
export interface GatewayBudget {
  /** Throws BUDGET_EXHAUSTED where nothing is left. */
  expect(principal: Principal): void | Promise<void>;
  /** USD that an answer has cost, or was expected to where no provider says. */
  charge(principal: Principal, usd: number): void;
}

export interface GatewayDeps extends AnswerDeps, PlanDeps {
  readonly routing: RoutingService;
  readonly embedding: EmbeddingDeps;
  readonly log: GatewayCallLog;
  readonly calls: GatewayCallRepository;
  readonly clock: Clock;
  /** Nobody has one where it is absent. */
  readonly budget?: GatewayBudget | undefined;
}

const DAY_MS = 86_400_000;
/** Longest model name that is kept with a call. */
const MODEL_CHARACTERS = 200;

export function createGateway(deps: GatewayDeps): GatewayService {
  const { routing, providers } = deps;
  const models: GatewayService['models'] = (principal) => {
    expectRoute(principal);
    return modelEntries(
      {
        catalogue: routing.catalogue(),
        routers: routing.routers().flatMap(({ id, evaluationOnly }) => (evaluationOnly ? [] : [id])),
        since: routing.current().createdAt,
        providers,
      },
      principal,
    );
  };
  return {
    serves: providers.llms.size > 0,
    async chat(call) {
      expectRoute(call.principal);
      await deps.budget?.expect(call.principal);
      const plan = await planChat(call, deps);
      return plan.options.route_only === true ? decisionReply(plan, providers) : answer(plan, call, deps);
    },
    models,
    model: (id, principal) => findModel(id, models(principal)),
    async embeddings(body, principal, signal) {
      expectRoute(principal);
      return embeddings(body, deps.embedding, signal);
    },
    circuits: () => deps.breakers.circuits(),
    async recent(first, after) {
      await deps.log.flush();
      return deps.calls.newest(first, after);
    },
    async spend(from, to) {
      await deps.log.flush();
      const end = to ?? deps.clock.now() + 1;
      return deps.calls.spend(from ?? end - DAY_MS, end);
    },
  };
}

function answer(plan: Plan, { signal, principal }: ChatCall, deps: GatewayDeps): Promise<ChatReply> {
  const { id, decision, body, steps } = plan;
  const streamed = body.stream === true;
  const start = { id, routed: decision !== null, model: body.model.slice(0, MODEL_CHARACTERS), streamed };
  const priceOf = (llm: (typeof plan.llms)[number]) => deps.routing.catalogue().llms.get(llm)?.price ?? null;
  const record = new CallRecord(start, deps.clock, priceOf, (call) => {
    deps.log.append(call);
    deps.budget?.charge(principal, call.usd ?? expectedUsd(plan, call.llm));
  });
  record.reason = plan.reason;
  const at: Answering = { plan, record, deps, client: signal };
  if (steps) return answerCascade(at, steps);
  return streamed ? answerStream(at) : answerWhole(at);
}

/** Of an answer whose provider does not say what it used. */
const expectedUsd = ({ expectedUsd: of }: Plan, llm: LlmId | null): number => (llm === null ? 0 : (of.get(llm) ?? 0));

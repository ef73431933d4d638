import type { LlmId } from '../domain/ids.js';
import { poolId, routerId } from '../domain/ids.js';
import type { Catalogue } from '../domain/llm.js';
import type { RoutingService } from '../routing/service.js';
import type { RouteRefusal, RoutingDecision } from '../routing/types.js';
import { chosenAt } from '../routing/exploration.js';
import { expectOpen, poolFor } from './access.js';
import type { ChatBody, ReadBody, ThetaOptions } from './chat-body.js';
import { readChatBody } from './chat-body.js';
import type { RoutedPart } from './conversation.js';
import { routedPart } from './conversation.js';
import { GatewayError, badRequest } from './gateway-error.js';
import { ascii } from './headers.js';
import type { AskedModel } from './model-name.js';
import { readModelName } from './model-name.js';
import type { ProviderTable } from './providers/types.js';
import { reasonOf } from './reason.js';
import type { ConversationMemory } from './sticky/memory.js';
import { conversationKey } from './sticky/memory.js';
import { preferKept } from './sticky/prefer.js';
import type { ChatCall, Plan } from './types.js';

export interface PlanDeps {
  readonly routing: Pick<RoutingService, 'route' | 'routers' | 'catalogue'>;
  readonly providers: ProviderTable;
  /** Null where conversations are not remembered. */
  readonly memory: ConversationMemory | null;
  readonly newId: () => string;
  readonly mostCharacters: number;
  readonly contextCharacters: number;
  /** Whether the routed part of a chat is logged with its decision, where texts are logged at all. */
  readonly storeQueries: boolean;
}

/** Decides whom to ask. Throws GatewayError. */
export async function planChat(call: ChatCall, deps: PlanDeps): Promise<Plan> {
  const read = readChatBody(call.body, call.headers);
  const { routing, providers } = deps;
  const catalogue = routing.catalogue();
  const routers = new Set<string>(routing.routers().map(({ id }) => id));
  const asked = readModelName(read.body.model, { routers, catalogue });
  const routeOnly = read.options.route_only === true;
  if (!routeOnly && providers.llms.size === 0) {
    const words =
      'This gateway has no providers, so it can only say whom it would ask (theta.route_only). THETA_PROVIDERS names them.';
    throw new GatewayError(503, 'api_error', 'no_providers', words, { headers: { 'x-should-retry': 'false' } });
  }
  const part = routedPart(read.body, deps);
  if (asked.kind === 'llm') return namedLlm(asked.llm, read, part, call, catalogue, deps);
  return routed(asked, read, part, call, catalogue, deps);
}

function namedLlm(
  llm: LlmId,
  { body, options }: ReadBody,
  part: RoutedPart,
  { principal }: ChatCall,
  catalogue: Catalogue,
  { providers, newId }: PlanDeps,
): Plan {
  const given = (['alpha', 'router', 'pool', 'maxCostUsd', 'route_only'] as const).find(
    (name) => options[name] !== undefined,
  );
  if (given !== undefined && options[given] !== false) {
    throw badRequest(
      'nothing_to_route',
      `${llm} is an LLM, so theta.${given} has nothing to act on. Ask for "theta".`,
      'model',
    );
  }
  expectOpen(llm, principal, catalogue);
  if (catalogue.llms.get(llm)?.status === 'RETIRED') {
    throw new GatewayError(404, 'invalid_request_error', 'model_not_found', `${llm} is retired.`, { param: 'model' });
  }
  if (!providers.llms.has(llm)) {
    const words = `${llm} has no provider here. GET /v1/models lists what can be asked.`;
    throw new GatewayError(404, 'invalid_request_error', 'model_not_found', words, { param: 'model' });
  }
  return {
    ...{ id: newId(), body, options, part, llms: [llm], decision: null, steps: null, conversation: null },
    reason: 'the client named this LLM',
    expectedUsd: new Map(),
  };
}

async function routed(
  asked: AskedModel & { readonly kind: 'routed' },
  { body, options }: ReadBody,
  part: RoutedPart,
  call: ChatCall,
  catalogue: Catalogue,
  deps: PlanDeps,
): Promise<Plan> {
  const { providers, routing } = deps;
  const router = one('router', asked.router, options.router && routerId(options.router));
  const pool = one('pool', asked.pool, options.pool && poolId(options.pool));
  const result = await routing.route(
    {
      query: part.query,
      router,
      pool: poolFor(pool, call.principal, catalogue),
      alpha: one('alpha', asked.alpha, options.alpha),
      constraints: part.constraints,
      tags: options.tags,
      contextTokens: part.contextTokens,
      ...(providers.llms.size > 0 && { served: providers.llms }),
    },
    { signal: call.signal, principal: call.principal, storeQuery: deps.storeQueries },
  );
  if (result.kind === 'refusal') throw refused(result);
  return choose(result, body, options, part, call, catalogue, deps);
}

async function choose(
  decision: RoutingDecision,
  body: ChatBody,
  options: ThetaOptions,
  part: RoutedPart,
  { principal }: ChatCall,
  catalogue: Catalogue,
  { memory }: PlanDeps,
): Promise<Plan> {
  const { ranking } = decision;
  const costs = await decision.expectedCosts();
  const expectedUsd = new Map(ranking.llms.map((llm, i) => [llm, costs[i]?.usd ?? Number.NaN]));
  const conversation =
    memory && options.conversation !== null ? conversationKey(principal.id, options.conversation, body) : null;
  const recalled = conversation === null ? null : (memory?.recall(conversation, body, part) ?? null);
  const kept = recalled && preferKept(recalled, decision, costs, catalogue);
  const own = ranking.llms[chosenAt(decision)] as LlmId;
  const chosen = kept?.llm ?? own;
  const order = [chosen, ...ranking.llms.filter((llm) => llm !== chosen)];
  const llms = affordable(order, expectedUsd, options.maxCostUsd);
  const steps = llms[0] === chosen ? stepsOf(decision, options.maxCostUsd) : null;
  const reason = ascii(
    reasonOf(decision, llms[0] as LlmId, kept, recalled, llms[0] !== chosen ? options.maxCostUsd : undefined),
  );
  return { id: decision.id, body, options, part, llms, decision, steps, reason, expectedUsd, conversation };
}

/** A cascade that was chosen, of more than one LLM; a limit of cost is one for a single answer, so it leaves none. */
function stepsOf({ policy, abstention }: RoutingDecision, maxCostUsd: number | undefined) {
  if (abstention?.abstained || maxCostUsd !== undefined) return null;
  return policy?.steps && policy.steps.length > 1 ? policy.steps : null;
}

function affordable(
  llms: readonly LlmId[],
  expectedUsd: ReadonlyMap<LlmId, number>,
  most: number | undefined,
): readonly LlmId[] {
  if (most === undefined) return llms;
  const within = llms.filter((llm) => (expectedUsd.get(llm) as number) <= most);
  if (within.length > 0) return within;
  const least = Math.min(...expectedUsd.values());
  const words = `The cheapest answer is expected to cost ${least.toPrecision(3)} USD; theta.maxCostUsd is ${most}.`;
  throw badRequest('max_cost_too_low', words, 'theta.maxCostUsd');
}

function one<T>(name: string, inModel: T | undefined, inOptions: T | '' | undefined): T | undefined {
  if (inOptions === undefined || inOptions === '' || inOptions === inModel) return inModel;
  if (inModel === undefined) return inOptions;
  throw badRequest('contradiction', `The model name and theta.${name} ask for different things.`, `theta.${name}`);
}

const SHOWN = 5;

function refused({ code, message, hint, excluded }: RouteRefusal): GatewayError {
  const reasons = excluded.slice(0, SHOWN).map(({ reason }) => reason);
  const more = excluded.length > SHOWN ? `and ${excluded.length - SHOWN} more.` : '';
  const words = [message, ...reasons, more, hint ?? ''].filter((text) => text !== '').join(' ');
  return new GatewayError(400, 'invalid_request_error', code.toLowerCase(), words, { param: 'model' });
}

import { chosenAt } from '../../routing/exploration.js';
import type { Abstention } from '../../routing/abstention.js';
import type { LlmId } from '../../domain/ids.js';
import type { Catalogue, Llm } from '../../domain/llm.js';
import type {
  DecisionTiming,
  ExcludedLlm,
  Exploration,
  Ranking,
  RouteResult,
  RoutingDecision,
} from '../../routing/types.js';
import type { RouteRefusalType, RoutingDecisionType } from '../../schema/decision.type.js';
import type { DecisionTargetType } from '../../schema/target.type.js';
import type { CascadeType } from '../../schema/cascade.type.js';
import type { ExpectedCostType } from '../../schema/expected-cost.type.js';
import { cascadeView } from './cascade.view.js';
import { llmOf } from './catalogue.view.js';
import { expectedCostView } from './ranking.view.js';

/**
 * A decision as GraphQL reads it. Getters, because graphql-js then resolves the fields of a bulk answer without a
 * function call through the framework, and nothing that was not selected is computed.
 */
export class DecisionView implements RoutingDecisionType {
  readonly kind = 'decision';

  constructor(
    readonly decision: RoutingDecision,
    readonly catalogue: Catalogue,
  ) {}

  get id(): string {
    return this.decision.id;
  }
  get createdAt(): Date {
    return new Date(this.decision.createdAt);
  }
  get query(): string {
    return this.decision.query;
  }
  get llm(): Llm {
    return llmOf(this.catalogue, this.decision.ranking.llms[chosenAt(this.decision)] as LlmId);
  }
  get score(): number {
    return this.decision.ranking.score[chosenAt(this.decision)] as number;
  }
  get predictedPerformance(): number | null {
    return this.decision.ranking.predictedPerformance?.[chosenAt(this.decision)] ?? null;
  }
  get preference(): number | null {
    return this.decision.ranking.preference?.[chosenAt(this.decision)] ?? null;
  }
  get cost(): number {
    return this.decision.ranking.cost[chosenAt(this.decision)] as number;
  }
  get alpha(): number {
    return this.decision.objective.alpha;
  }
  get beta(): number {
    return this.decision.objective.beta;
  }
  get target(): DecisionTargetType | null {
    const { target } = this.decision;
    return target && { ...target.target, met: target.met, costScaleUsd: target.costScale, heldOut: target.heldOut };
  }
  get warmUpWeight(): number {
    return this.decision.warmUpWeight;
  }
  get nearestSimilarity(): number | null {
    return this.decision.nearestSimilarity;
  }
  get router(): string {
    return this.decision.router;
  }
  get version(): string {
    return this.decision.version;
  }
  get pool(): string | null {
    return this.decision.pool;
  }
  get rankingColumns(): Ranking {
    return this.decision.ranking;
  }
  get exploration(): Exploration | null {
    return this.decision.exploration;
  }
  get abstention(): Abstention | null {
    return this.decision.abstention;
  }
  get cascade(): CascadeType | null {
    return cascadeView(this.decision, this.catalogue);
  }
  get excluded(): readonly ExcludedLlm[] {
    return this.decision.excluded;
  }
  get timing(): DecisionTiming {
    return this.decision.timing;
  }
  get embeddingCost(): number {
    return this.decision.embeddingCost;
  }
  get expectedCost(): Promise<ExpectedCostType> {
    return expectedCostView(this.decision, chosenAt(this.decision));
  }
  get tags(): readonly string[] {
    return this.decision.tags;
  }
}

/** A member of the union RouteResult; build-schema.ts tells the two apart by `kind`. */
export type RouteResultView = DecisionView | (RouteRefusalType & { readonly kind: 'refusal' });

export const resultView = (result: RouteResult, catalogue: Catalogue): RouteResultView =>
  result.kind === 'decision' ? new DecisionView(result, catalogue) : result;

import { Arg, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { POOL_SIZE, listCost } from '../schema/cost.js';
import { RoutingDecisionType } from '../schema/decision.type.js';
import { ExplanationType } from '../schema/explanation.type.js';
import { NeighbourType } from '../schema/neighbour.type.js';
import { RankedLlmType } from '../schema/ranking.type.js';
import { NEIGHBOUR_LIMIT, checkCount } from './count.js';
import type { DecisionView } from './views/decision.view.js';
import { explanationView, neighbourView } from './views/evidence.view.js';
import { rankedLlms } from './views/ranking.view.js';

/** The fields of a decision that take arguments or are computed when asked for. */
@Resolver(() => RoutingDecisionType)
export class DecisionResolver {
  @FieldResolver(() => [RankedLlmType], {
    complexity: listCost(POOL_SIZE),
    description: 'Candidates best first; bulk callers take rankingColumns.',
  })
  ranking(
    @Root() { decision, catalogue }: DecisionView,
    @Arg('first', () => Int, { nullable: true, description: 'Only the best so many; all when absent.' })
    first?: number | null,
  ): RankedLlmType[] {
    return rankedLlms(decision, catalogue, checkCount('first', first, Number.MAX_SAFE_INTEGER));
  }

  @FieldResolver(() => [NeighbourType], {
    complexity: listCost(5, 'k', 20),
    description: 'Training queries near this one, nearest first: the evidence behind warm-up and explanation.',
  })
  async neighbours(
    @Root() { decision, catalogue }: DecisionView,
    @Arg('k', () => Int, { nullable: true, description: 'How many, 1 to 100; 5 when absent.' })
    k?: number | null,
  ): Promise<NeighbourType[]> {
    const neighbours = await decision.neighbours(checkCount('k', k, NEIGHBOUR_LIMIT));
    return neighbours.map((neighbour) => neighbourView(neighbour, catalogue));
  }

  @FieldResolver(() => ExplanationType, {
    complexity: ({ childComplexity }) => 20 + childComplexity,
    description: 'Why this LLM was chosen, computed from the numbers of this decision.',
  })
  async explanation(@Root() { decision, catalogue }: DecisionView): Promise<ExplanationType> {
    return explanationView(await decision.explain(), decision, catalogue);
  }
}

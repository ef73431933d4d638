import { Arg, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { listCost } from '../schema/cost.js';
import { BatchAssignmentType, ParetoPointType } from '../schema/route-batch.type.js';
import { checkCount } from './count.js';
import type { BatchView } from './views/batch.view.js';
import { paretoView } from './views/batch.view.js';

const POINTS = 20;
const POINT_LIMIT = 500;

/** The field of a batch assignment that takes an argument. */
@Resolver(() => BatchAssignmentType)
export class BatchResolver {
  @FieldResolver(() => [ParetoPointType], {
    complexity: listCost(POINTS, 'points', 20),
    description: 'What other budgets would buy: best assignments for their spend, from the cheapest to the best.',
  })
  pareto(
    @Root() batch: BatchView,
    @Arg('points', () => Int, { nullable: true, description: 'At most so many, 2 to 500; 20 when absent.' })
    points?: number | null,
  ): ParetoPointType[] {
    return paretoView(batch, Math.max(2, checkCount('points', points, POINT_LIMIT) ?? POINTS));
  }
}

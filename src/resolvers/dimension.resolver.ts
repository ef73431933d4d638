import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { routerId } from '../domain/ids.js';
import { listCost } from '../schema/cost.js';
import { DimensionType } from '../schema/dimension.type.js';
import { RouterType } from '../schema/router.type.js';
import type { ApiContext } from './context.js';

/** Dimensions of a typical router, and what relating them to abilities takes. */
const DIMENSIONS = 25;
const FIT_COST = 100;

@Resolver(() => RouterType)
export class DimensionResolver {
  @FieldResolver(() => [DimensionType], {
    complexity: listCost(DIMENSIONS, 'first', FIT_COST),
    description:
      'Its latent dimensions and what they are called; empty for a router without abilities. Computed on first use, once per version.',
  })
  dimensions(
    @Root() { id }: RouterType,
    @Ctx() { services: { abilities } }: ApiContext,
  ): Promise<readonly DimensionType[]> {
    return abilities.dimensions(routerId(id));
  }
}

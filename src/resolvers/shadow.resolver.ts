import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { whatIfCost } from '../schema/cost.js';
import { ShadowComparisonInput, ShadowStatusType } from '../schema/shadow.type.js';
import { WhatIfType } from '../schema/what-if.type.js';
import type { ApiContext } from './context.js';
import { toShadowRequest } from './requests.js';
import { whatIfView } from './views/what-if.view.js';

@Resolver()
export class ShadowResolver {
  @Query(() => ShadowStatusType, {
    nullable: true,
    description: 'The shadow router of this server; null where none is configured.',
  })
  shadow(@Ctx() { services: { shadow } }: ApiContext): ShadowStatusType | null {
    return shadow && shadow.status();
  }

  @Query(() => WhatIfType, {
    complexity: whatIfCost,
    description:
      'What the shadow router decided silently beside logged decisions: before is as decided, after as the shadow router would have it.',
  })
  async shadowComparison(
    @Arg('input', () => ShadowComparisonInput, { description: 'Which decisions.' }) input: ShadowComparisonInput,
    @Ctx() context: ApiContext,
  ): Promise<WhatIfType> {
    const { shadow, whatIf } = context.services;
    return whatIfView(await whatIf.shadow(toShadowRequest(input, shadow?.status().router), context));
  }
}

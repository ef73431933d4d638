import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { whatIfCost } from '../schema/cost.js';
import { WhatIfInput } from '../schema/what-if.input.js';
import { WhatIfType } from '../schema/what-if.type.js';
import type { ApiContext } from './context.js';
import { toWhatIfRequest } from './requests.js';
import { whatIfView } from './views/what-if.view.js';

@Resolver()
export class WhatIfResolver {
  @Query(() => WhatIfType, {
    complexity: whatIfCost,
    description:
      'Logged decisions made again under another router, α, price list or pool: mix, cost, predicted performance, and what outcomes say. Logs nothing.',
  })
  async whatIf(
    @Arg('input', () => WhatIfInput, { description: 'Which decisions, and what is different.' }) input: WhatIfInput,
    @Ctx() context: ApiContext,
  ): Promise<WhatIfType> {
    return whatIfView(await context.services.whatIf.whatIf(toWhatIfRequest(input), context));
  }
}

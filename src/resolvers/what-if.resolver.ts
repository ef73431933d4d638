import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { whatIfCost, whatIfCurveCost } from '../schema/cost.js';
import { WhatIfCurveInput, WhatIfInput } from '../schema/what-if.input.js';
import { WhatIfCurveType, WhatIfType } from '../schema/what-if.type.js';
import type { ApiContext } from './context.js';
import { toWhatIfCurveRequest, toWhatIfRequest } from './requests.js';
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

  @Query(() => WhatIfCurveType, {
    complexity: whatIfCurveCost,
    description:
      'Logged decisions made again at several α, for a curve of performance over cost; otherwise as whatIf. Logs nothing.',
  })
  whatIfCurve(
    @Arg('input', () => WhatIfCurveInput, { description: 'Which decisions, which α, and what else is different.' })
    input: WhatIfCurveInput,
    @Ctx() context: ApiContext,
  ): Promise<WhatIfCurveType> {
    return context.services.whatIf.whatIfCurve(toWhatIfCurveRequest(input), context);
  }
}

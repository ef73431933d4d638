import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { listCost } from '../schema/cost.js';
import { JobType } from '../schema/job.type.js';
import { RefitInput } from '../schema/refit.input.js';
import { RefitScheduleType, RefitType } from '../schema/refit.type.js';
import type { ApiContext } from './context.js';
import { PAGE_LIMIT, checkCount } from './count.js';
import { toRefit } from './refit-requests.js';
import { jobView } from './views/operations.view.js';
import { refitScheduleView, refitView } from './views/refit.view.js';

const DEFAULT_REFITS = 10;

@Resolver()
export class RefitResolver {
  @Mutation(() => JobType, {
    description:
      'Trains anew on all stored responses but those of held-out queries, compares the result with what serves on these, and lets it serve where the rule says so.',
  })
  async refit(
    @Arg('input', () => RefitInput, { nullable: true, description: 'What differs from the settings.' })
    input: RefitInput | null | undefined,
    @Ctx() { services: { refits } }: ApiContext,
  ): Promise<JobType> {
    return jobView(await refits.refit(toRefit(input ?? {})));
  }

  @Query(() => [RefitType], {
    complexity: listCost(DEFAULT_REFITS),
    description: 'Refits with their reports, the newest first; also those from before a restart.',
  })
  async refits(
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 500; 10 when absent.' })
    first: number | null | undefined,
    @Ctx() { services: { refits } }: ApiContext,
  ): Promise<RefitType[]> {
    return (await refits.list(checkCount('first', first, PAGE_LIMIT) ?? DEFAULT_REFITS)).map(refitView);
  }

  @Query(() => RefitType, { nullable: true, description: 'One refit; null when none has this id.' })
  async storedRefit(
    @Arg('id', () => ID, { description: 'Id of the refit, which is that of its job.' }) id: string,
    @Ctx() { services: { refits } }: ApiContext,
  ): Promise<RefitType | null> {
    const found = await refits.get(id);
    return found && refitView(found);
  }

  @Query(() => RefitScheduleType, {
    nullable: true,
    description: 'Scheduled refits of this server; null where they are off.',
  })
  refitSchedule(@Ctx() { services: { refitSchedule } }: ApiContext): RefitScheduleType | null {
    return refitSchedule && refitScheduleView(refitSchedule.status());
  }
}

import { Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { RetentionReportType, RetentionType } from '../schema/retention.type.js';
import type { ApiContext } from './context.js';
import { retentionReportView, retentionView } from './views/retention.view.js';

@Resolver()
export class RetentionResolver {
  @Mutation(() => RetentionReportType, {
    description: 'Removes what is older than the settings keep, now instead of at the next scheduled run.',
  })
  async runRetention(@Ctx() { services: { retention }, signal }: ApiContext): Promise<RetentionReportType> {
    return retentionReportView(await retention.run(signal));
  }

  @Query(() => RetentionType, { description: 'How long what is logged is kept.' })
  retention(@Ctx() { services: { retention, retentionSchedule } }: ApiContext): RetentionType {
    return retentionView(retention, retentionSchedule);
  }
}

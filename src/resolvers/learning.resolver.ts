import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { versionId } from '../domain/ids.js';
import { learningCost, listCost } from '../schema/cost.js';
import { FeedbackReportType } from '../schema/feedback-report.type.js';
import { FeedbackUpdateType, LearningStatusType, PromotionType } from '../schema/learning.type.js';
import { RouterSetType } from '../schema/router.type.js';
import { VersionDiffType } from '../schema/version-diff.type.js';
import type { ApiContext } from './context.js';
import { feedbackReportView, learningStatusView, updateView } from './views/learning.view.js';
import { routerSetView } from './views/operations.view.js';

@Resolver()
export class LearningResolver {
  @Query(() => FeedbackReportType, {
    complexity: learningCost,
    description:
      'What feedback there is for routers to learn from, which reporters stand out, and where it disagrees with predictions.',
  })
  async feedbackReport(@Ctx() context: ApiContext): Promise<FeedbackReportType> {
    return feedbackReportView(await context.services.learning.report(context));
  }

  @Mutation(() => FeedbackUpdateType, {
    complexity: learningCost,
    description:
      'Stores a version of what serves that has learned from all feedback so far, and says what it changes. It serves once it is approved.',
  })
  async learnFromFeedback(
    @Arg('approveWithinLimits', () => Boolean, {
      nullable: true,
      description: 'Whether it serves at once where every limit is met; false when absent.',
    })
    approveWithinLimits: boolean | null | undefined,
    @Ctx() context: ApiContext,
  ): Promise<FeedbackUpdateType> {
    const request = { approveWithinLimits: approveWithinLimits ?? false };
    return updateView(await context.services.learning.learn(request, context));
  }

  @Mutation(() => RouterSetType, {
    description: 'Lets an update from feedback serve, where the version that it was compared with still does.',
  })
  async approveUpdate(
    @Arg('version', () => ID, { description: 'Version of a FeedbackUpdate.' }) version: string,
    @Ctx() { services: { learning, routing } }: ApiContext,
  ): Promise<RouterSetType> {
    return routerSetView(await learning.approve(versionId(version)), routing);
  }

  @Mutation(() => RouterSetType, { description: 'Lets the version serve again that did before the one that serves.' })
  async rollback(@Ctx() { services: { learning, routing } }: ApiContext): Promise<RouterSetType> {
    return routerSetView(await learning.rollBack(), routing);
  }

  @Query(() => ID, {
    nullable: true,
    description: 'The version that rollback would let serve; null where none served before the one that serves.',
  })
  rollbackTarget(@Ctx() { services: { learning } }: ApiContext): Promise<string | null> {
    return learning.rollbackTarget();
  }

  @Query(() => VersionDiffType, {
    complexity: learningCost,
    description:
      'What changes from one stored version to another: abilities, and decisions on a fixed sample of held-out queries.',
  })
  async versionDiff(
    @Arg('from', () => ID, { description: 'A version of routerSets.' }) from: string,
    @Arg('to', () => ID, { description: 'Another one.' }) to: string,
    @Ctx() context: ApiContext,
  ): Promise<VersionDiffType> {
    return context.services.learning.diff(versionId(from), versionId(to), context);
  }

  @Query(() => [PromotionType], {
    complexity: listCost(50),
    description: 'Which versions began to serve when, the newest first.',
  })
  async promotions(@Ctx() { services: { learning } }: ApiContext): Promise<PromotionType[]> {
    const all = await learning.promotions();
    return all.map((one) => ({ ...one, promotedAt: new Date(one.promotedAt) })).reverse();
  }

  @Query(() => LearningStatusType, {
    nullable: true,
    description: 'Scheduled learning of this server with its latest update; null where it is off.',
  })
  learningStatus(@Ctx() { services: { learningSchedule } }: ApiContext): LearningStatusType | null {
    return learningSchedule && learningStatusView(learningSchedule.status());
  }
}

import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Principal } from '../domain/principal.js';
import { may } from '../domain/principal.js';
import type { DecisionFilter, DecisionRecord } from '../routing/ports.js';
import { listCost } from '../schema/cost.js';
import { DecisionFilterInput } from '../schema/decision-filter.input.js';
import { FeedbackResultType, FeedbackType } from '../schema/feedback.type.js';
import { DecisionConnectionType, LoggedDecisionType } from '../schema/logged-decision.type.js';
import { RecordFeedbackInput } from '../schema/record-feedback.input.js';
import type { ApiContext } from './context.js';
import { PAGE_LIMIT, checkCount } from './count.js';
import { toDecisionFilter, toFeedbackRequest } from './requests.js';
import { connectionView, feedbackResultView, feedbackView, recordView } from './views/record.view.js';

const DEFAULT_PAGE = 20;

/** Without `read` one sees what one asked oneself. */
const maySee = (principal: Principal, record: DecisionRecord): true | null =>
  may(principal, 'read') || record.principal === principal.id ? true : null;
const ownOnly = (filter: DecisionFilter, principal: Principal): DecisionFilter =>
  may(principal, 'read') ? filter : { ...filter, principal: principal.id };

@Resolver(() => LoggedDecisionType)
export class LoggedDecisionResolver {
  @Query(() => DecisionConnectionType, {
    complexity: listCost(DEFAULT_PAGE, 'first', 50),
    description: 'Logged decisions, newest first.',
  })
  async decisions(
    @Arg('filter', () => DecisionFilterInput, { nullable: true, description: 'Which decisions; all when absent.' })
    filter: DecisionFilterInput | null | undefined,
    @Arg('first', () => Int, { nullable: true, description: 'Page size, 1 to 500; 20 when absent.' })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: 'endCursor of the page before.' })
    after: string | null | undefined,
    @Ctx() { principal, services: { decisions, routing } }: ApiContext,
  ): Promise<DecisionConnectionType> {
    const size = checkCount('first', first, PAGE_LIMIT) ?? DEFAULT_PAGE;
    const wanted = ownOnly(toDecisionFilter(filter ?? {}), principal);
    const found = await decisions.scan(wanted, size + 1, after ?? undefined);
    const page = { records: found.slice(0, size), hasNextPage: found.length > size };
    return connectionView(page, () => decisions.count(wanted), routing.catalogue(), after ?? undefined);
  }

  @Query(() => LoggedDecisionType, { nullable: true, description: 'One logged decision; null when none has this id.' })
  async decision(
    @Arg('id', () => ID, { description: 'Id of the decision.' }) id: string,
    @Ctx() { principal, services: { routing }, loaders }: ApiContext,
  ): Promise<LoggedDecisionType | null> {
    const record = await loaders.decisions.load(id);
    return record && maySee(principal, record) && recordView(record, routing.catalogue());
  }

  @FieldResolver(() => [FeedbackType], {
    complexity: listCost(3),
    description: 'What was said about it, oldest first.',
  })
  async feedback(@Root() { id }: LoggedDecisionType, @Ctx() { loaders }: ApiContext): Promise<FeedbackType[]> {
    return (await loaders.feedback.load(id)).map(feedbackView);
  }

  @Mutation(() => FeedbackType, { description: 'Records feedback; the answer comes when it is committed.' })
  async recordFeedback(
    @Arg('input', () => RecordFeedbackInput, { description: 'The decision and what you thought of it.' })
    input: RecordFeedbackInput,
    @Ctx() { services: { feedback } }: ApiContext,
  ): Promise<FeedbackType> {
    return feedbackView(await feedback.record(toFeedbackRequest(input)));
  }

  @Mutation(() => [FeedbackResultType], {
    complexity: ({ args, childComplexity }) => (args['inputs'] as readonly unknown[]).length * (1 + childComplexity),
    description:
      'Records many statements at once, up to THETA_MAX_BATCH; one that is refused keeps no other from being stored. Results come in the order of the inputs.',
  })
  async recordFeedbackBatch(
    @Arg('inputs', () => [RecordFeedbackInput], { description: 'Decisions and what you thought of them.' })
    inputs: RecordFeedbackInput[],
    @Ctx() { services: { feedback } }: ApiContext,
  ): Promise<FeedbackResultType[]> {
    return (await feedback.recordBatch(inputs.map(toFeedbackRequest))).map(feedbackResultView);
  }
}

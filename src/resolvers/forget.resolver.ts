import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { ForgetQueriesInput, ForgetReportType } from '../schema/forget.type.js';
import type { ApiContext } from './context.js';

@Resolver()
export class ForgetResolver {
  @Mutation(() => ForgetReportType, {
    description:
      'Removes texts and digests of queries, stored vectors, corrected labels and shadows from logged decisions, whose figures stay. Asked again, it finds nothing more.',
  })
  async forgetQueries(
    @Arg('input', () => ForgetQueriesInput, { description: 'Which decisions.' }) input: ForgetQueriesInput,
    @Ctx() { services: { forgetting } }: ApiContext,
  ): Promise<ForgetReportType> {
    const { labelled, ...report } = await forgetting.forget({
      text: input.text ?? undefined,
      hash: input.hash?.toLowerCase(),
      decisionIds: input.decisionIds ?? undefined,
      tag: input.tag ?? undefined,
      before: input.before?.getTime(),
    });
    return { ...report, labelledDecisions: labelled.decisions, labelledSums: labelled.sums };
  }
}

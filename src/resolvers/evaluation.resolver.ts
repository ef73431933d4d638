import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { PROTOCOLS } from '../jobs/protocols/registry.js';
import { listCost } from '../schema/cost.js';
import { EvaluationProtocolType } from '../schema/evaluation-protocol.type.js';
import { EvaluationConnectionType, EvaluationType } from '../schema/evaluation.type.js';
import { JobType } from '../schema/job.type.js';
import { StartEvaluationInput } from '../schema/start-evaluation.input.js';
import type { ApiContext } from './context.js';
import { PAGE_LIMIT, checkCount } from './count.js';
import { toEvaluationRequest } from './requests.js';
import { evaluationConnectionView, evaluationView, protocolView } from './views/evaluation.view.js';
import { jobView } from './views/operations.view.js';

const DEFAULT_PAGE = 20;

@Resolver()
export class EvaluationResolver {
  @Query(() => [EvaluationProtocolType], { complexity: listCost(10), description: 'What can be measured.' })
  evaluationProtocols(): EvaluationProtocolType[] {
    return PROTOCOLS.map(protocolView);
  }

  @Query(() => EvaluationConnectionType, {
    complexity: listCost(DEFAULT_PAGE, 'first', 20),
    description: 'Stored evaluations, newest first.',
  })
  async evaluations(
    @Arg('first', () => Int, { nullable: true, description: 'Page size, 1 to 500; 20 when absent.' })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: 'endCursor of the page before.' })
    after: string | null | undefined,
    @Ctx() { services: { evaluations } }: ApiContext,
  ): Promise<EvaluationConnectionType> {
    const size = checkCount('first', first, PAGE_LIMIT) ?? DEFAULT_PAGE;
    return evaluationConnectionView(await evaluations.page(size, after ?? undefined), after ?? undefined);
  }

  @Query(() => EvaluationType, {
    nullable: true,
    complexity: ({ childComplexity }) => 100 + childComplexity,
    description: 'One evaluation with its figures; null when none has this id.',
  })
  async evaluation(
    @Arg('id', () => ID, { description: 'Id of the evaluation.' }) id: string,
    @Ctx() { services: { evaluations } }: ApiContext,
  ): Promise<EvaluationType | null> {
    const stored = await evaluations.get(id);
    return stored && evaluationView(stored);
  }

  @Mutation(() => JobType, {
    description: 'Starts to measure routers on stored responses, off the request path; the job stores a report.',
  })
  async startEvaluation(
    @Arg('input', () => StartEvaluationInput, { description: 'What to measure, and on what.' })
    input: StartEvaluationInput,
    @Ctx() { services: { jobs } }: ApiContext,
  ): Promise<JobType> {
    return jobView(await jobs.evaluate(toEvaluationRequest(input)));
  }
}

import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { listCost } from '../schema/cost.js';
import { JobType, TrainingSourceType } from '../schema/job.type.js';
import { ReembedInput } from '../schema/reembed.input.js';
import { TrainRoutersInput } from '../schema/train-routers.input.js';
import type { ApiContext } from './context.js';
import { toReembedRequest, toTrainingRequest } from './requests.js';
import { unknownJob } from './unknown-job.js';
import { jobView } from './views/operations.view.js';

@Resolver()
export class JobResolver {
  @Query(() => JobType, { nullable: true, description: 'One job; null when none of this id is known.' })
  async job(
    @Arg('id', () => ID, { description: 'Id of the job.' }) id: string,
    @Ctx() { services: { jobs } }: ApiContext,
  ): Promise<JobType | null> {
    const job = await jobs.get(id);
    return job && jobView(job);
  }

  @Query(() => [JobType], {
    complexity: listCost(20),
    description:
      'Jobs, newest first: those since the server started, on PostgreSQL the last 100 of all servers that are kept (THETA_JOB_KEEP_DAYS).',
  })
  async jobs(@Ctx() { services: { jobs } }: ApiContext): Promise<JobType[]> {
    return (await jobs.list()).map(jobView);
  }

  @Query(() => [TrainingSourceType], {
    complexity: listCost(20, 'first', 20),
    description: 'Imports of observed responses that routers can be trained from.',
  })
  async trainingSources(@Ctx() { services: { responses } }: ApiContext): Promise<readonly TrainingSourceType[]> {
    return responses.sources();
  }

  @Mutation(() => JobType, { description: 'Starts training a new router set, off the request path.' })
  async trainRouters(
    @Arg('input', () => TrainRoutersInput, { description: 'What to train, and from what.' }) input: TrainRoutersInput,
    @Ctx() { services: { jobs } }: ApiContext,
  ): Promise<JobType> {
    return jobView(await jobs.train(toTrainingRequest(input)));
  }

  @Mutation(() => JobType, {
    description:
      'Embeds all stored queries with another embedder and repeats the training of the serving set on them. Vectors are kept as they are made: asked again after a stop, it goes on.',
  })
  async reembed(
    @Arg('input', () => ReembedInput, { description: 'Which embedder, and what to train.' }) input: ReembedInput,
    @Ctx() { services: { jobs } }: ApiContext,
  ): Promise<JobType> {
    return jobView(await jobs.reembed(toReembedRequest(input)));
  }

  @Mutation(() => JobType, { description: 'Stops a waiting or running job; one that has ended stays as it is.' })
  async cancelJob(
    @Arg('id', () => ID, { description: 'Id of the job.' }) id: string,
    @Ctx() { services: { jobs } }: ApiContext,
  ): Promise<JobType> {
    const job = await jobs.cancel(id);
    if (job) return jobView(job);
    throw unknownJob(id);
  }
}

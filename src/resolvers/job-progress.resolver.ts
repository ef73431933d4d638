import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { SubscribeResolverData } from 'type-graphql';
import type { Job } from '../jobs/types.js';
import { JobType } from '../schema/job.type.js';
import type { ApiContext } from './context.js';
import { unknownJob } from './unknown-job.js';
import { jobView } from './views/operations.view.js';

type Asked<Args> = SubscribeResolverData<undefined, Args, ApiContext>;

@Resolver()
export class JobProgressResolver {
  @Subscription(() => JobType, {
    subscribe: async ({ args: { id }, context: { services } }: Asked<{ readonly id: string }>) => {
      const changes = await services.jobs.watch(id);
      if (changes) return changes;
      throw unknownJob(id);
    },
    description:
      'One job: as it stands, then each change, the latest where the client is slower; completes when the job has ended.',
  })
  jobProgress(@Arg('id', () => ID, { description: 'Id of the job.' }) _id: string, @Root() job: Job): JobType {
    return jobView(job);
  }

  @Subscription(() => JobType, {
    subscribe: ({ context: { services } }: Asked<object>) => services.jobs.watchAll(),
    description:
      'Every change of any job from now on, also of jobs that are yet to come; of each job the latest where the client is slower.',
  })
  jobChanges(@Root() job: Job): JobType {
    return jobView(job);
  }
}

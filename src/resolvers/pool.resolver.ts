import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { llmId, poolId } from '../domain/ids.js';
import { CandidatePoolType } from '../schema/catalogue.type.js';
import { listCost } from '../schema/cost.js';
import { CreatePoolInput } from '../schema/create-pool.input.js';
import type { ApiContext } from './context.js';
import { poolView } from './views/catalogue.view.js';

/** The candidate pools, as an operator changes them. */
@Resolver()
export class PoolResolver {
  @Mutation(() => CandidatePoolType, { description: 'Adds a candidate pool.' })
  async createPool(
    @Arg('input', () => CreatePoolInput, { description: 'The pool.' }) input: CreatePoolInput,
    @Ctx() { services: { pools, routing } }: ApiContext,
  ): Promise<CandidatePoolType> {
    const pool = await pools.create({
      id: poolId(input.id),
      description: input.description,
      llms: (input.llms ?? []).map(llmId),
      allowUncalibrated: input.allowUncalibrated ?? false,
      isDefault: input.isDefault ?? false,
    });
    return poolView(routing.catalogue(), pool);
  }

  @Mutation(() => CandidatePoolType, {
    description:
      'Puts LLMs behind those of a pool; one that is there keeps its place and takes on what is allowed now.',
  })
  async addToPool(
    @Arg('pool', () => ID, { description: 'The pool.' }) pool: string,
    @Arg('llms', () => [ID], { description: 'At least one LLM.' }) llms: string[],
    @Arg('allowUncalibrated', () => Boolean, {
      nullable: true,
      description: 'Let in LLMs that are not calibrated, to be chosen as they are; false when absent.',
    })
    allowUncalibrated: boolean | null | undefined,
    @Ctx() { services }: ApiContext,
  ): Promise<CandidatePoolType> {
    const changed = await services.pools.add(poolId(pool), llms.map(llmId), allowUncalibrated ?? false);
    return poolView(services.routing.catalogue(), changed);
  }

  @Mutation(() => CandidatePoolType, { description: 'Takes LLMs out of a pool.' })
  async removeFromPool(
    @Arg('pool', () => ID, { description: 'The pool.' }) pool: string,
    @Arg('llms', () => [ID], { description: 'At least one LLM of the pool.' }) llms: string[],
    @Ctx() { services }: ApiContext,
  ): Promise<CandidatePoolType> {
    const changed = await services.pools.remove(poolId(pool), llms.map(llmId));
    return poolView(services.routing.catalogue(), changed);
  }

  @Mutation(() => CandidatePoolType, { description: 'Makes a pool the one of requests that name none.' })
  async setDefaultPool(
    @Arg('pool', () => ID, { description: 'The pool.' }) pool: string,
    @Ctx() { services }: ApiContext,
  ): Promise<CandidatePoolType> {
    return poolView(services.routing.catalogue(), await services.pools.setDefault(poolId(pool)));
  }

  @Mutation(() => [CandidatePoolType], {
    complexity: listCost(10),
    description:
      'Removes a pool that is not the default one, and answers with those left. Logged decisions keep its id.',
  })
  async deletePool(
    @Arg('pool', () => ID, { description: 'The pool.' }) pool: string,
    @Ctx() { services }: ApiContext,
  ): Promise<CandidatePoolType[]> {
    await services.pools.delete(poolId(pool));
    const catalogue = services.routing.catalogue();
    return [...catalogue.pools.values()].map((one) => poolView(catalogue, one));
  }
}

import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { llmId } from '../domain/ids.js';
import { LlmType } from '../schema/llm.type.js';
import { RegisterLlmInput, UpdateLlmInput } from '../schema/register-llm.input.js';
import type { ApiContext } from './context.js';
import { toFacts, toNewLlm } from './llm-requests.js';

/** The LLMs of the catalogue, as an operator changes them. */
@Resolver()
export class RegistryResolver {
  @Mutation(() => LlmType, {
    description: 'Adds an LLM with status COLD. It can be named in llms at once; addToPool lets it into a pool.',
  })
  async registerLlm(
    @Arg('input', () => RegisterLlmInput, { description: 'The LLM.' }) input: RegisterLlmInput,
    @Ctx() { services: { registry } }: ApiContext,
  ): Promise<LlmType> {
    return (await registry.register([toNewLlm(input)]))[0] as LlmType;
  }

  @Mutation(() => [LlmType], { description: 'Adds several LLMs, all or none.' })
  async registerLlms(
    @Arg('inputs', () => [RegisterLlmInput], { description: 'The LLMs.' }) inputs: RegisterLlmInput[],
    @Ctx() { services: { registry } }: ApiContext,
  ): Promise<readonly LlmType[]> {
    return registry.register(inputs.map(toNewLlm));
  }

  @Mutation(() => LlmType, {
    description: 'Changes facts of an LLM. What was decided and logged stays as it was; setPrice changes prices.',
  })
  updateLlm(
    @Arg('input', () => UpdateLlmInput, { description: 'What changes.' }) input: UpdateLlmInput,
    @Ctx() { services: { registry } }: ApiContext,
  ): Promise<LlmType> {
    return registry.update(llmId(input.id), toFacts(input));
  }

  @Mutation(() => LlmType, {
    description:
      'An LLM that is no longer offered: it is chosen no more. Its places in pools are kept for reinstateLlm.',
  })
  retireLlm(
    @Arg('llm', () => ID, { description: 'The LLM.' }) llm: string,
    @Arg('reason', () => String, { description: 'Why, shown where it is left out; 1 to 500 characters.' })
    reason: string,
    @Ctx() { services: { registry } }: ApiContext,
  ): Promise<LlmType> {
    return registry.retire(llmId(llm), reason);
  }

  @Mutation(() => LlmType, { description: 'Brings a retired LLM back, with the status and the pools that it had.' })
  reinstateLlm(
    @Arg('llm', () => ID, { description: 'The LLM.' }) llm: string,
    @Ctx() { services: { registry } }: ApiContext,
  ): Promise<LlmType> {
    return registry.reinstate(llmId(llm));
  }
}

import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { CircuitStateName } from '../gateway/breakers.js';
import type { AttemptPurpose, CallOutcome } from '../gateway/ports.js';
import { AttemptPurposeEnum, CallOutcomeEnum, CircuitStateEnum } from './gateway.enums.js';
import { DateTimeISO } from './scalars.js';

@ObjectType('TokenUsage', { simpleResolvers: true, description: 'Tokens as the provider counted them.' })
export class TokenUsageType {
  @Field(() => Float, { description: 'Of the prompt, those of the cache included.' })
  promptTokens!: number;

  @Field(() => Float, { description: 'Of the prompt, read from the cache of the provider.' })
  cachedTokens!: number;

  @Field(() => Float, { description: 'Of the answer.' })
  completionTokens!: number;
}

@ObjectType('GatewayAttempt', {
  simpleResolvers: true,
  description: 'One request to a provider, or one that was not made because its circuit was open.',
})
export class GatewayAttemptType {
  @Field(() => ID, { description: 'Id of the LLM.' })
  llm!: string;

  @Field(() => String, { description: 'Name of the provider.' })
  provider!: string;

  @Field(() => AttemptPurposeEnum, { description: 'What it was asked for.' })
  purpose!: AttemptPurpose;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the answer; null where none came.' })
  status!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'What went wrong, for example HTTP_429 or IDLE_TIMEOUT; null for a good answer.',
  })
  error!: string | null;

  @Field(() => Float, { description: 'Milliseconds until it answered (a stream: its first token) or failed.' })
  ms!: number;

  @Field(() => TokenUsageType, { nullable: true, description: 'Null where the provider does not say.' })
  usage!: TokenUsageType | null;

  @Field(() => Float, { nullable: true, description: 'USD at the price of that moment; null where not known.' })
  usd!: number | null;
}

@ObjectType('GatewayCall', {
  simpleResolvers: true,
  description: 'What happened to one request to the gateway. No message is part of it.',
})
export class GatewayCallType {
  @Field(() => ID, { description: 'Id of its decision, or one of its own where the client named the LLM.' })
  id!: string;

  @Field(() => Boolean, { description: 'Whether a router decided.' })
  routed!: boolean;

  @Field(() => DateTimeISO, { description: 'When it came.' })
  createdAt!: Date;

  @Field(() => String, { description: 'The model that the client asked for.' })
  model!: string;

  @Field(() => CallOutcomeEnum, { description: 'How it ended.' })
  outcome!: CallOutcome;

  @Field(() => Boolean, { description: 'Whether the client streamed.' })
  streamed!: boolean;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the LLM that answered, which is not the chosen one after a fallback; null where nobody did.',
  })
  llm!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of its provider.' })
  provider!: string | null;

  @Field(() => [GatewayAttemptType], { description: 'In order.' })
  attempts!: readonly GatewayAttemptType[];

  @Field(() => TokenUsageType, { nullable: true, description: 'Of all attempts; null where no provider said.' })
  usage!: TokenUsageType | null;

  @Field(() => Float, {
    nullable: true,
    description: 'USD of all attempts whose cost is known, verifications and rejected answers included; null for none.',
  })
  usd!: number | null;

  @Field(() => Float, { description: 'Milliseconds until the end of the answer.' })
  durationMs!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Milliseconds until the first token went out; null if not streamed.',
  })
  firstTokenMs!: number | null;

  @Field(() => String, { nullable: true, description: 'Why the answer ended, for example stop or length.' })
  finishReason!: string | null;

  @Field(() => String, { description: 'Why this LLM, as in x-theta-reason.' })
  reason!: string;
}

@ObjectType('GatewaySpend', { simpleResolvers: true, description: 'Requests to the gateway that one LLM answered.' })
export class GatewaySpendType {
  @Field(() => ID, { nullable: true, description: 'Id of the LLM; null for requests that nobody answered.' })
  llm!: string | null;

  @Field(() => Int, { description: 'Requests.' })
  calls!: number;

  @Field(() => Int, { description: 'Of these, those whose cost is known; usd is over them.' })
  costed!: number;

  @Field(() => Float, { description: 'USD that was spent, at the prices of each moment.' })
  usd!: number;

  @Field(() => Float, { description: 'Tokens of prompts.' })
  promptTokens!: number;

  @Field(() => Float, { description: 'Of these, read from caches.' })
  cachedTokens!: number;

  @Field(() => Float, { description: 'Tokens of answers.' })
  completionTokens!: number;
}

@ObjectType('GatewayCircuit', {
  simpleResolvers: true,
  description: 'How an LLM at a provider has done lately, by this server.',
})
export class GatewayCircuitType {
  @Field(() => ID, { description: 'Id of the LLM.' })
  llm!: string;

  @Field(() => String, { description: 'Name of the provider.' })
  provider!: string;

  @Field(() => CircuitStateEnum, { description: 'Whether it is asked.' })
  state!: CircuitStateName;

  @Field(() => Int, { description: 'Failures since its last good answer.' })
  failures!: number;

  @Field(() => String, { nullable: true, description: 'What the last failure was; null before any.' })
  lastFailure!: string | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it opened last; null while it is closed.' })
  openSince!: Date | null;
}

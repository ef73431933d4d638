import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { Json } from '../domain/artifact.js';
import type { Capability, RouterOutput } from '../plugins/contract.js';
import type { HyperparameterKind } from '../plugins/describe-hyperparameters.js';
import { listCost } from './cost.js';
import { CapabilityEnum, HyperparameterKindEnum, MaturityEnum, RouterOutputEnum } from './enums.js';
import { CitationType } from './router.type.js';
import { JsonValue } from './scalars.js';

@ObjectType('Hyperparameter', { simpleResolvers: true, description: 'What a training of a router can be told.' })
export class HyperparameterType {
  @Field(() => String, { description: 'Name to give in values of RouterHyperparametersInput.' })
  name!: string;

  @Field(() => HyperparameterKindEnum, { description: 'What kind of value it takes.' })
  kind!: HyperparameterKind;

  @Field(() => Boolean, { description: 'Whether it takes null too, as a value of its own.' })
  nullable!: boolean;

  @Field(() => JsonValue, { nullable: true, description: 'What it is where no value is given.' })
  defaultValue!: Json;

  @Field(() => Float, { nullable: true, description: 'Least number that it takes; null where there is none.' })
  minimum!: number | null;

  @Field(() => Float, { nullable: true, description: 'Greatest number that it takes; null where there is none.' })
  maximum!: number | null;

  @Field(() => [String], { description: 'What it may be; empty unless its kind is CHOICE.' })
  choices!: readonly string[];

  @Field(() => String, { description: 'What it does.' })
  meaning!: string;

  @Field(() => String, { nullable: true, description: 'Where the default comes from; null where it is not said.' })
  source!: string | null;
}

@ObjectType('InstalledRouter', {
  simpleResolvers: true,
  description: 'A routing method that this server can train and measure, whether or not a version of it is stored.',
})
export class InstalledRouterType {
  @Field(() => ID, { description: 'Id to give in routers of TrainRoutersInput, for example mirt.' })
  id!: string;

  @Field(() => String, { description: 'Name for people.' })
  title!: string;

  @Field(() => String, { description: 'What it does.' })
  description!: string;

  @Field(() => CitationType, { description: 'The work it implements.' })
  citation!: CitationType;

  @Field(() => RouterOutputEnum, { description: 'What its numbers mean.' })
  output!: RouterOutput;

  @Field(() => MaturityEnum, { description: 'How far it has come.' })
  maturity!: 'stable' | 'experimental';

  @Field(() => [CapabilityEnum], { description: 'What it can do besides deciding.' })
  capabilities!: readonly Capability[];

  @Field(() => Boolean, {
    description: 'Whether it knows the true responses and can only be measured, not trained to serve.',
  })
  evaluationOnly!: boolean;

  @Field(() => [HyperparameterType], {
    complexity: listCost(12),
    description: 'What its training can be told.',
  })
  hyperparameters!: readonly HyperparameterType[];
}

import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { Json } from '../domain/artifact.js';
import type { HyperparameterKind } from '../plugins/describe-hyperparameters.js';
import { listCost } from './cost.js';
import { HyperparameterKindEnum } from './enums.js';
import { RoutingMethodType } from './router.type.js';
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
export class InstalledRouterType extends RoutingMethodType {
  @Field(() => ID, { description: 'Id to give in routers of TrainRoutersInput, for example mirt.' })
  id!: string;

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

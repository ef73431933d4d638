import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { Json } from '../domain/artifact.js';
import type { Capability, RouterOutput } from '../plugins/contract.js';
import { RouterCalibrationType } from './calibration.type.js';
import { POOL_SIZE, listCost } from './cost.js';
import { CapabilityEnum, MaturityEnum, RouterOutputEnum } from './enums.js';
import { EmbedderType } from './embedder.type.js';
import { LlmType } from './llm.type.js';
import { DateTimeISO, JsonObject } from './scalars.js';

@ObjectType('Citation', { simpleResolvers: true, description: 'The published work behind a router.' })
export class CitationType {
  @Field(() => String, { description: 'Title and authors.' })
  work!: string;

  @Field(() => String, { nullable: true, description: 'Where to read it.' })
  url?: string;

  @Field(() => [String], { description: 'Where this implementation departs from the work, and why.' })
  deviations!: readonly string[];
}

/** What is said of a method, loaded or not. */
@ObjectType()
export abstract class RoutingMethodType {
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
}

@ObjectType('Router', { simpleResolvers: true, description: 'A routing method that is loaded and answers.' })
export class RouterType extends RoutingMethodType {
  @Field(() => ID, { description: 'Id to give as router of a RouteInput, for example mirt.' })
  id!: string;

  @Field(() => ID, { description: 'Version of the router set it belongs to.' })
  version!: string;

  @Field(() => Boolean, { description: 'Whether requests that name no router get it.' })
  isDefault!: boolean;

  @Field(() => [LlmType], { complexity: listCost(POOL_SIZE), description: 'LLMs it was trained on.' })
  llms!: readonly LlmType[];

  @Field(() => RouterCalibrationType, {
    nullable: true,
    description: 'How its P̂ was calibrated; null for a preference, and where no queries were kept aside.',
  })
  calibration!: RouterCalibrationType | null;

  @Field(() => JsonObject, { description: 'Hyper-parameters it was trained with.' })
  hyperparameters!: { readonly [key: string]: Json };
}

@ObjectType('VersionCalibration', { simpleResolvers: true, description: 'What held-out queries said of one router.' })
export class VersionCalibrationType {
  @Field(() => ID, { description: 'Id of the router.' })
  router!: string;

  @Field(() => RouterCalibrationType, { description: 'How its P̂ was calibrated, and how well that went.' })
  calibration!: RouterCalibrationType;
}

@ObjectType('RouterSet', { simpleResolvers: true, description: 'Routers trained together, as one stored version.' })
export class RouterSetType {
  @Field(() => ID, { description: 'Version; sorts by creation.' })
  version!: string;

  @Field(() => String, { description: 'Label for people.' })
  label!: string;

  @Field(() => DateTimeISO, { description: 'When it was made; 1970 for the shipped one, whose bytes bear no date.' })
  createdAt!: Date;

  @Field(() => Boolean, { description: 'Whether it answers requests now.' })
  serving!: boolean;

  @Field(() => Float, { description: 'Seed of its training.' })
  seed!: number;

  @Field(() => ID, { description: 'Router that requests get when they name none.' })
  defaultRouter!: string;

  @Field(() => Float, { description: 'Warm-up weight λ that validated best for it.' })
  warmUpWeight!: number;

  @Field(() => [ID], { description: 'Ids of its routers.' })
  routers!: readonly string[];

  @Field(() => EmbedderType, { nullable: true, description: 'Its embedder; null for a version that does not serve.' })
  embedder!: EmbedderType | null;

  @Field(() => [VersionCalibrationType], {
    complexity: listCost(10),
    description:
      'Held-out figures of its routers; a router that gives a preference, and one without held-out queries, has none.',
  })
  calibrations!: readonly VersionCalibrationType[];

  @Field(() => JsonObject, { description: 'Data sources, counts and measured quality.' })
  summary!: { readonly [key: string]: Json };
}

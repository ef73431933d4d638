import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { PreviewPartKind, PreviewSource } from '../calibration/preview/types.js';
import { POOL_SIZE, listCost } from './cost.js';
import { PreviewChangeEnum, PreviewPartKindEnum, PreviewSourceEnum } from './preview-enums.js';
import { AskedTargetType } from './target.type.js';

@ObjectType('PreviewFigure', { simpleResolvers: true, description: 'A figure with its 90 % interval.' })
export class PreviewFigureType {
  @Field(() => Float, { description: 'The figure.' })
  value!: number;

  @Field(() => Float, { description: 'Lower end of the interval.' })
  low!: number;

  @Field(() => Float, { description: 'Upper end of the interval.' })
  high!: number;
}

@ObjectType('PreviewEffect', {
  simpleResolvers: true,
  description: 'A mean over the queries, without and with the LLM.',
})
export class PreviewEffectType {
  @Field(() => Float, { description: 'Where the pool may not choose the LLM.' })
  without!: number;

  @Field(() => Float, { description: 'Where it may.' })
  with!: number;

  @Field(() => PreviewFigureType, { description: 'with − without.' })
  change!: PreviewFigureType;
}

@ObjectType('CautiousPreview', {
  simpleResolvers: true,
  description: 'The figures where P̂ of the LLM is at the lower end of its 90 % interval on every query.',
})
export class CautiousPreviewType {
  @Field(() => Float, { description: 'Share of the queries that it takes.' })
  share!: number;

  @Field(() => Float, { description: 'Change of predicted performance, with − without.' })
  performanceChange!: number;

  @Field(() => Float, { description: 'Change of the expected USD per thousand queries.' })
  costPerThousandChange!: number;

  @Field(() => Float, { nullable: true, description: 'Change of reward in points of 100; null towards a target.' })
  rewardChange!: number | null;
}

@ObjectType('PreviewPair', {
  simpleResolvers: true,
  description: 'Predicted performance of two LLMs on the same queries.',
})
export class PreviewPairType {
  @Field(() => Float, { description: 'Of the one that loses them.' })
  displaced!: number;

  @Field(() => Float, { description: 'Of the one that takes them.' })
  llm!: number;
}

@ObjectType('DisplacedObservation', { simpleResolvers: true, description: 'A mean of observed performance.' })
export class DisplacedObservationType {
  @Field(() => Float, { description: 'The mean, in [0, 1].' })
  mean!: number;

  @Field(() => Int, { description: 'Over how many queries.' })
  queries!: number;
}

@ObjectType('DisplacedLlm', {
  simpleResolvers: true,
  description: 'An LLM of the pool beside the one that is previewed.',
})
export class DisplacedLlmType {
  @Field(() => ID, { description: 'Id of the LLM.' })
  llm!: string;

  @Field(() => Float, { description: 'Share of all queries that it answers without the previewed LLM.' })
  without!: number;

  @Field(() => Float, { description: 'Share of all queries that it answers with it.' })
  with!: number;

  @Field(() => PreviewFigureType, { description: 'Share of all queries that it loses to it.' })
  lost!: PreviewFigureType;

  @Field(() => PreviewPairType, { nullable: true, description: 'Mean P̂ of both on those; null where it loses none.' })
  predicted!: PreviewPairType | null;

  @Field(() => DisplacedObservationType, {
    nullable: true,
    description: 'What was observed of it on those; null where nothing was, as on logged queries.',
  })
  observed!: DisplacedObservationType | null;
}

@ObjectType('PreviewPart', { simpleResolvers: true, description: 'A part of the queries.' })
export class PreviewPartType {
  @Field(() => PreviewPartKindEnum, { description: 'What its queries have in common.' })
  kind!: PreviewPartKind;

  @Field(() => String, { description: 'Of the task, of the ability, or which third.' })
  name!: string;

  @Field(() => Int, { description: 'How many queries.' })
  queries!: number;

  @Field(() => PreviewFigureType, { description: 'Share of them that the LLM takes.' })
  share!: PreviewFigureType;

  @Field(() => Float, { description: 'Change of their mean predicted performance, with − without.' })
  performanceChange!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Half-width of the 90 % interval of P̂ of the LLM, mean over them; null where the router does not know.',
  })
  halfWidth!: number | null;

  @Field(() => ID, { nullable: true, description: 'The LLM that loses most of them; null where none is lost.' })
  displaces!: string | null;
}

@ObjectType('PreviewExample', { simpleResolvers: true, description: 'A query that the LLM takes.' })
export class PreviewExampleType {
  @Field(() => ID, { description: 'Id of the logged decision, or of the held-out query.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Its text; null where it is not stored.' })
  text!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its task, or that of the nearest training query; null for none.',
  })
  task!: string | null;

  @Field(() => ID, { description: 'The LLM that loses it.' })
  from!: string;

  @Field(() => PreviewPairType, { description: 'P̂ of both.' })
  predicted!: PreviewPairType;

  @Field(() => Float, {
    nullable: true,
    description: 'Half-width of the 90 % interval of P̂ of the LLM; null where the router does not know it.',
  })
  halfWidth!: number | null;
}

@ObjectType('WeakAbility', {
  simpleResolvers: true,
  description: 'An ability of which clearly less is known than of the LLMs that the router was trained on.',
})
export class WeakAbilityType {
  @Field(() => String, { description: 'Its name, or the number of the dimension.' })
  ability!: string;

  @Field(() => Float, { description: 'Posterior standard deviation of θ.' })
  deviation!: number;

  @Field(() => Float, { description: 'The median one of trained LLMs.' })
  typicalDeviation!: number;

  @Field(() => Int, { description: 'Answers of the LLM to queries that need it most.' })
  answers!: number;

  @Field(() => Int, { description: 'Of the queries that the LLM takes, those that need it most.' })
  queries!: number;

  @Field(() => [String], { description: 'Tasks to ask more anchor queries of.' })
  tasks!: readonly string[];
}

@ObjectType('PreviewDecisions', { simpleResolvers: true, description: 'Logged decisions behind a preview.' })
export class PreviewDecisionsType {
  @Field(() => Int, { description: 'Those that fit.' })
  matching!: number;

  @Field(() => Int, { description: 'The newest of them, up to limit, that were looked at.' })
  examined!: number;

  @Field(() => Int, { description: 'Those of them without a text, which cannot be decided again.' })
  withoutText!: number;
}

@ObjectType('LlmPreview', {
  simpleResolvers: true,
  description: 'What an LLM does in a pool: nothing is changed or logged.',
})
export class LlmPreviewType {
  @Field(() => ID, { description: 'Id of the LLM.' })
  llm!: string;

  @Field(() => PreviewChangeEnum, { description: 'Whether it would join or leave.' })
  change!: 'ADD' | 'REMOVE';

  @Field(() => ID, { description: 'The candidate pool.' })
  pool!: string;

  @Field(() => ID, { description: 'The router.' })
  router!: string;

  @Field(() => ID, { description: 'Its version.' })
  version!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'α; null towards a target, and where each logged decision keeps its own.',
  })
  alpha!: number | null;

  @Field(() => AskedTargetType, { nullable: true, description: 'What is decided for instead of an α; null for none.' })
  target!: AskedTargetType | null;

  @Field(() => PreviewSourceEnum, { description: 'Which queries were looked at.' })
  on!: PreviewSource;

  @Field(() => Int, { description: 'How many.' })
  queries!: number;

  @Field(() => PreviewDecisionsType, { description: 'Logged decisions; all 0 where none were asked for.' })
  decisions!: PreviewDecisionsType;

  @Field(() => Int, { description: 'Answers of the LLM that its estimate rests on besides training.' })
  answers!: number;

  @Field(() => Boolean, { description: 'Whether the router says how sure it is of P̂ of the LLM.' })
  knowsDeviation!: boolean;

  @Field(() => PreviewFigureType, { description: 'Share of the queries that the LLM takes.' })
  share!: PreviewFigureType;

  @Field(() => PreviewEffectType, { description: 'Mean P̂ of the chosen LLMs.' })
  performance!: PreviewEffectType;

  @Field(() => PreviewEffectType, { description: 'Expected USD per thousand queries.' })
  costPerThousand!: PreviewEffectType;

  @Field(() => PreviewFigureType, {
    nullable: true,
    description: 'Change of that cost in per cent; null where it is 0 without the LLM.',
  })
  costPercent!: PreviewFigureType | null;

  @Field(() => PreviewEffectType, {
    nullable: true,
    description: 'Mean α·P̂ − β·C in points of 100; null towards a target.',
  })
  reward!: PreviewEffectType | null;

  @Field(() => CautiousPreviewType, {
    nullable: true,
    description: 'What is left where the LLM is as weak as its intervals allow; null where the router does not know.',
  })
  cautious!: CautiousPreviewType | null;

  @Field(() => [DisplacedLlmType], {
    complexity: listCost(POOL_SIZE),
    description: 'The other LLMs of the pool that answer anything; who loses most first.',
  })
  displaced!: readonly DisplacedLlmType[];

  @Field(() => [PreviewPartType], {
    complexity: listCost(POOL_SIZE),
    description: 'Parts of the queries, largest share taken first.',
  })
  where!: readonly PreviewPartType[];

  @Field(() => [PreviewExampleType], {
    complexity: listCost(5),
    description: 'Queries that the LLM takes, largest gain in P̂ first.',
  })
  examples!: readonly PreviewExampleType[];

  @Field(() => [WeakAbilityType], {
    nullable: true,
    complexity: listCost(5),
    description: 'Abilities that little is known of; null where the router does not say how sure it is of θ.',
  })
  weakAbilities!: readonly WeakAbilityType[] | null;

  @Field(() => String, { description: 'One paragraph with these figures.' })
  text!: string;

  @Field(() => [String], { description: 'What to know when reading them.' })
  notes!: readonly string[];
}

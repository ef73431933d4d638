import { Field, Float, Int, ObjectType } from 'type-graphql';
import { PerturbationEnum, SupportLevelEnum } from './enums.js';
import { LlmType } from './llm.type.js';

@ObjectType('Term', { simpleResolvers: true, description: 'One additive part of a number.' })
export class TermType {
  @Field(() => String, { description: 'What it is.' })
  name!: string;

  @Field(() => Float, { description: 'Its value, with its sign.' })
  value!: number;
}

@ObjectType('RunnerUp', { simpleResolvers: true, description: 'The second-best candidate.' })
export class RunnerUpType {
  @Field(() => LlmType, { description: 'The candidate.' })
  llm!: LlmType;

  @Field(() => Float, { description: 'How much its score is below the best, 0 or more.' })
  scoreGap!: number;
}

@ObjectType('AlphaInterval', { simpleResolvers: true, description: 'A range of α.' })
export class AlphaIntervalType {
  @Field(() => Float, { description: 'Lowest α.' })
  from!: number;

  @Field(() => Float, { description: 'Highest α.' })
  to!: number;
}

@ObjectType('Contrast', { simpleResolvers: true, description: 'The chosen LLM minus the runner-up, term by term.' })
export class ContrastType {
  @Field(() => LlmType, { description: 'The runner-up.' })
  llm!: LlmType;

  @Field(() => [TermType], {
    description: 'α·ΔP̂ and −β·ΔC, or the difference of preference; they sum to the gap between the scores.',
  })
  scoreTerms!: readonly TermType[];

  @Field(() => [TermType], {
    nullable: true,
    description:
      'a_k·Δθ_k (nirt: w_k·a·r_k·Δθ_k) for each ability; they sum to the difference of the log-odds of P̂. Null where the router has no such form.',
  })
  logOddsTerms!: readonly TermType[] | null;
}

@ObjectType('AlphaFlip', {
  simpleResolvers: true,
  description: 'The range of α in which the choice holds, and what comes next on either side.',
})
export class AlphaFlipType {
  @Field(() => Float, { description: 'Lowest α.' })
  from!: number;

  @Field(() => Float, { description: 'Highest α.' })
  to!: number;

  @Field(() => LlmType, { nullable: true, description: 'Chosen just below; null where the range begins at 0.' })
  below!: LlmType | null;

  @Field(() => LlmType, { nullable: true, description: 'Chosen just above; null where the range ends at 1.' })
  above!: LlmType | null;
}

@ObjectType('PriceThreshold', { simpleResolvers: true, description: 'A price at which the choice changes.' })
export class PriceThresholdType {
  @Field(() => Float, { description: 'USD per million output tokens.' })
  price!: number;

  @Field(() => LlmType, { description: 'The LLM that is chosen on the far side.' })
  llm!: LlmType;
}

@ObjectType('PriceFlip', {
  simpleResolvers: true,
  description:
    'Output prices at which the choice changes, all other prices as they are; that C is relative to the dearest price is accounted for.',
})
export class PriceFlipType {
  @Field(() => PriceThresholdType, {
    nullable: true,
    description: 'Price of the chosen LLM above which another is chosen; null where it is chosen at any price.',
  })
  chosenAbove!: PriceThresholdType | null;

  @Field(() => PriceThresholdType, {
    nullable: true,
    description: 'Price to which the runner-up must fall to be chosen; null where no price of 0 or more does it.',
  })
  runnerUpBelow!: PriceThresholdType | null;
}

@ObjectType('PerformanceFlip', {
  simpleResolvers: true,
  description: 'Values of P̂ at which the runner-up is chosen instead; null outside [0, 1].',
})
export class PerformanceFlipType {
  @Field(() => Float, { nullable: true, description: 'P̂ of the chosen LLM below which the runner-up is chosen.' })
  chosenBelow!: number | null;

  @Field(() => Float, { nullable: true, description: 'P̂ of the runner-up above which it is chosen.' })
  runnerUpAbove!: number | null;
}

@ObjectType('FlipPoints', {
  simpleResolvers: true,
  description: 'Where the choice would change if one number moved and all others stayed.',
})
export class FlipPointsType {
  @Field(() => AlphaFlipType, { description: 'The weight of performance.' })
  alpha!: AlphaFlipType;

  @Field(() => PriceFlipType, { nullable: true, description: 'Prices; null in a pool of one.' })
  price!: PriceFlipType | null;

  @Field(() => PerformanceFlipType, { nullable: true, description: 'Predicted performance; null in a pool of one.' })
  performance!: PerformanceFlipType | null;
}

@ObjectType('Support', {
  simpleResolvers: true,
  description: 'How much training evidence stands behind the decision, from its 5 nearest training queries.',
})
export class SupportType {
  @Field(() => Float, { description: 'Cosine similarity of the nearest training query.' })
  nearestSimilarity!: number;

  @Field(() => Float, { description: 'Mean similarity of the nearest.' })
  meanSimilarity!: number;

  @Field(() => Float, {
    description:
      'Share of training queries that stand further from their nearest other one than this query does, in [0, 1].',
  })
  percentile!: number;

  @Field(() => Int, { description: 'Nearest training queries on which the chosen LLM was observed.' })
  observations!: number;

  @Field(() => SupportLevelEnum, { description: 'The percentile in a word.' })
  level!: 'GOOD' | 'FAIR' | 'POOR';
}

@ObjectType('FlippedProbe', { simpleResolvers: true, description: 'A changed text that another LLM was chosen for.' })
export class FlippedProbeType {
  @Field(() => PerturbationEnum, { description: 'What was changed.' })
  kind!: string;

  @Field(() => String, { description: 'The changed text.' })
  text!: string;

  @Field(() => LlmType, { description: 'The LLM that was chosen for it.' })
  llm!: LlmType;
}

@ObjectType('Stability', {
  simpleResolvers: true,
  description: 'Whether the choice survives changes of the text that keep its meaning.',
})
export class StabilityType {
  @Field(() => Float, {
    nullable: true,
    description: 'Share of the probes that keep the choice, in [0, 1]; null where no change applies to the text.',
  })
  share!: number | null;

  @Field(() => Int, { description: 'Changed texts that were tried; fewer than asked for where few changes apply.' })
  probes!: number;

  @Field(() => [FlippedProbeType], { description: 'Those that another LLM was chosen for.' })
  flipped!: readonly FlippedProbeType[];
}

@ObjectType('Explanation', {
  simpleResolvers: true,
  description: 'Why this LLM was chosen; every number is taken from the decision.',
})
export class ExplanationType {
  @Field(() => String, { description: 'One paragraph in plain language.' })
  text!: string;

  @Field(() => [TermType], { description: 'Parts of the score of the chosen LLM; they sum to it.' })
  scoreTerms!: readonly TermType[];

  @Field(() => [TermType], {
    nullable: true,
    description:
      'Parts of the log-odds of P̂, one per ability dimension and one for difficulty; null where the router has no such form.',
  })
  logOddsTerms!: readonly TermType[] | null;

  @Field(() => RunnerUpType, { nullable: true, description: 'The second-best candidate; null in a pool of one.' })
  runnerUp!: RunnerUpType | null;

  @Field(() => AlphaIntervalType, {
    nullable: true,
    description: 'Range of α in which the choice stays the same; null for preferences.',
  })
  alphaInterval!: AlphaIntervalType | null;

  @Field(() => ContrastType, {
    nullable: true,
    description: 'Against the runner-up, term by term; null in a pool of one and for a router with a rule of its own.',
  })
  contrast!: ContrastType | null;

  @Field(() => FlipPointsType, {
    nullable: true,
    description:
      'Where the choice would change; null for preferences, which do not weigh cost, and for routers with a rule of their own.',
  })
  flipPoints!: FlipPointsType | null;

  @Field(() => SupportType, {
    nullable: true,
    description: 'How near the training queries are; null where there are none.',
  })
  support!: SupportType | null;
}

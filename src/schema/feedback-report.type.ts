import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { ReporterVerdict } from '../calibration/feedback/outliers.js';
import type { NotTeachingReason } from '../calibration/feedback/statement.js';
import { POOL_SIZE, listCost } from './cost.js';
import { NotTeachingReasonEnum, ReporterVerdictEnum } from './learning.enums.js';

@ObjectType('ReporterCell', {
  simpleResolvers: true,
  description: 'What one reporter says of one LLM, against what others say of it.',
})
export class ReporterCellType {
  @Field(() => ID, { description: 'Id of the LLM.' })
  llm!: string;

  @Field(() => Boolean, { description: 'Whether these are preferences for it, else opinions on its answers.' })
  isPreference!: boolean;

  @Field(() => Int, { description: 'Statements of the reporter.' })
  statements!: number;

  @Field(() => Float, { description: 'Mean of y less what was predicted, in [−1, 1].' })
  residual!: number;

  @Field(() => Float, { description: 'The same as the other reporters would have it.' })
  others!: number;

  @Field(() => Float, { description: 'Robust z of the difference.' })
  z!: number;
}

@ObjectType('ReporterFinding', { simpleResolvers: true, description: 'How a reporter compares with the others.' })
export class ReporterFindingType {
  @Field(() => String, { description: 'Name of the reporter.' })
  reporter!: string;

  @Field(() => Int, { description: 'Statements on decisions with P̂.' })
  statements!: number;

  @Field(() => Float, { description: 'Largest share that it has in the weight of all feedback on an LLM, in [0, 1].' })
  influence!: number;

  @Field(() => [ReporterCellType], {
    complexity: listCost(POOL_SIZE),
    description: 'By LLM, where there are enough statements; the most deviating first.',
  })
  cells!: readonly ReporterCellType[];

  @Field(() => Float, { nullable: true, description: 'Σ z² over the cells; null where there are none.' })
  statistic!: number | null;

  @Field(() => Float, { nullable: true, description: 'Its p, corrected by Holm over all reporters.' })
  correctedPValue!: number | null;

  @Field(() => ReporterVerdictEnum, { description: 'What it comes to.' })
  verdict!: ReporterVerdict;
}

@ObjectType('FeedbackDisagreement', {
  simpleResolvers: true,
  description: 'Answers of one LLM to queries of one task that feedback and predictions see differently.',
})
export class FeedbackDisagreementType {
  @Field(() => ID, { description: 'Id of the LLM.' })
  llm!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Task of the nearest training queries; null where none has one.',
  })
  task!: string | null;

  @Field(() => Int, { description: 'Scores and thumbs.' })
  statements!: number;

  @Field(() => Int, { description: 'Reporters who made them.' })
  reporters!: number;

  @Field(() => Float, { description: 'Mean P̂.' })
  predicted!: number;

  @Field(() => Float, { description: 'Mean of scores and thumbs.' })
  observed!: number;

  @Field(() => Float, { description: 'The difference, in [−1, 1].' })
  bias!: number;

  @Field(() => Float, { description: 'Lower end of its 95 % interval.' })
  low!: number;

  @Field(() => Float, { description: 'Upper end of its 95 % interval.' })
  high!: number;

  @Field(() => Float, { description: 'p by Holm over all cells.' })
  correctedPValue!: number;
}

@ObjectType('NotTeaching', { simpleResolvers: true, description: 'Statements that routers learn nothing from.' })
export class NotTeachingType {
  @Field(() => NotTeachingReasonEnum, { description: 'Why.' })
  reason!: NotTeachingReason;

  @Field(() => String, { description: 'Why, in words.' })
  text!: string;

  @Field(() => Int, { description: 'How many.' })
  statements!: number;
}

@ObjectType('FeedbackReport', {
  simpleResolvers: true,
  description: 'What feedback there is, and what is odd about it.',
})
export class FeedbackReportType {
  @Field(() => Int, { description: 'Statements that were read: the newest, up to 20,000.' })
  read!: number;

  @Field(() => Int, { description: 'Those of them that routers can learn from.' })
  teaching!: number;

  @Field(() => Int, { description: 'Those that count and that the serving version has not learned from.' })
  fresh!: number;

  @Field(() => Int, { description: 'Replaced by a later statement of the same reporter on the same decision.' })
  replaced!: number;

  @Field(() => Int, { description: 'Older than those that count of one reporter.' })
  beyond!: number;

  @Field(() => Int, { description: 'Weighed down, because their reporter has said so much of the LLM.' })
  weighedDown!: number;

  @Field(() => [NotTeachingType], { complexity: listCost(3), description: 'Those that teach nothing, by reason.' })
  left!: readonly NotTeachingType[];

  @Field(() => [ReporterFindingType], {
    complexity: listCost(50),
    description: 'Reporters, up to 500, the most suspicious first.',
  })
  reporters!: readonly ReporterFindingType[];

  @Field(() => [FeedbackDisagreementType], {
    complexity: listCost(20),
    description: 'Where feedback and predictions differ more than by chance, and by 0.1 or more; the surest first.',
  })
  disagreements!: readonly FeedbackDisagreementType[];
}

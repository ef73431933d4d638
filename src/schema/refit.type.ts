import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { RefitCheckName, RefitReport, RefitStatus, RefitTrigger, RouterComparison } from '../jobs/refit/types.js';
import { listCost } from './cost.js';
import { DifferenceVerdictEnum } from './enums.js';
import { JobErrorType } from './job-error.type.js';
import {
  CountedRoutersEnum,
  PromoteRuleEnum,
  RefitCheckEnum,
  RefitStatusEnum,
  RefitTriggerEnum,
} from './refit.enums.js';
import { DateTimeISO } from './scalars.js';

const ROUTERS = 15;

@ObjectType('RefitRule', { simpleResolvers: true, description: 'The rule by which the candidate of a refit serves.' })
export class RefitRuleType {
  @Field(() => PromoteRuleEnum, { description: 'When it serves.' })
  promote!: RefitReport['rule']['promote'];

  @Field(() => Float, { description: 'Points of reward that it may be worse by at the lower end of the interval.' })
  margin!: number;

  @Field(() => Int, { description: 'Held-out queries that neither version has seen, at least.' })
  minQueries!: number;

  @Field(() => CountedRoutersEnum, { description: 'Which routers it is about.' })
  routers!: RefitReport['rule']['routers'];

  @Field(() => Boolean, { description: 'Whether it may serve without an LLM that what serves can answer for.' })
  allowLostLlms!: boolean;
}

@ObjectType('RefitData', { simpleResolvers: true, description: 'What a refit was trained on and compared on.' })
export class RefitDataType {
  @Field(() => Int, { description: 'Stored queries with text.' })
  queries!: number;

  @Field(() => Int, { description: 'Of them, those that the candidate was trained on.' })
  trained!: number;

  @Field(() => Int, { description: 'And those that are kept from every refit.' })
  heldOut!: number;

  @Field(() => Int, { description: 'Responses trained on that are new to the version that served when it began.' })
  newResponses!: number;

  @Field(() => Int, {
    description:
      'Held-out queries that fewer than two LLMs of the default pool have answered: nothing to choose between.',
  })
  noChoice!: number;

  @Field(() => Int, { description: 'Of the others, those that the candidate knows answers to as evidence; left out.' })
  seenByCandidate!: number;

  @Field(() => Int, { description: 'Of the rest, those that the serving version has seen.' })
  seenByServing!: number;

  @Field(() => Int, { description: 'Queries compared on.' })
  compared!: number;

  @Field(() => Boolean, {
    description:
      'Whether queries that the serving version has seen are among them, there being too few others. That favours it; the candidate then never serves by itself.',
  })
  favoursServing!: boolean;
}

@ObjectType('RefitFigures', { simpleResolvers: true, description: 'What one version brought on the compared queries.' })
export class RefitFiguresType {
  @Field(() => Float, { description: '100 · (α·performance − β·cost / cost of the dearest LLM), mean per query.' })
  reward!: number;

  @Field(() => Float, { description: 'Mean observed performance of the chosen LLMs, in [0, 1].' })
  performance!: number;

  @Field(() => Float, { nullable: true, description: 'Mean USD per query; null where costs are not known.' })
  cost!: number | null;
}

@ObjectType('PairedDifference', {
  simpleResolvers: true,
  description: 'Candidate minus serving version on the same queries, with a 95 % interval of the paired bootstrap.',
})
export class PairedDifferenceType {
  @Field(() => Float, { description: 'The difference of the means.' })
  value!: number;

  @Field(() => Float, { nullable: true, description: 'Lower end of the interval; null where none could be made.' })
  low!: number | null;

  @Field(() => Float, { nullable: true, description: 'Upper end of the interval; null where none could be made.' })
  high!: number | null;
}

@ObjectType('RefitRouter', { simpleResolvers: true, description: 'One router of both versions on the same queries.' })
export class RefitRouterType {
  @Field(() => ID, { description: 'The router.' })
  router!: string;

  @Field(() => Boolean, { description: 'Whether the rule is about it.' })
  counts!: boolean;

  @Field(() => Int, { description: 'Queries that both versions answered.' })
  queries!: number;

  @Field(() => Float, { description: 'Share of them that get another LLM, in [0, 1].' })
  changed!: number;

  @Field(() => RefitFiguresType, { description: 'The version that serves.' })
  serving!: RefitFiguresType;

  @Field(() => RefitFiguresType, { description: 'The candidate.' })
  candidate!: RefitFiguresType;

  @Field(() => PairedDifferenceType, { description: 'Difference in reward.' })
  reward!: RouterComparison['reward'];

  @Field(() => PairedDifferenceType, { description: 'Difference in mean performance.' })
  performance!: RouterComparison['performance'];

  @Field(() => PairedDifferenceType, {
    nullable: true,
    description: 'Difference in mean USD per query; null where costs are not known.',
  })
  cost!: RouterComparison['cost'];

  @Field(() => DifferenceVerdictEnum, { description: 'What the interval of the reward says.' })
  verdict!: RouterComparison['verdict'];
}

@ObjectType('MissingRouter', { simpleResolvers: true, description: 'A router that the candidate does not have.' })
export class MissingRouterType {
  @Field(() => ID, { description: 'The router.' })
  router!: string;

  @Field(() => String, { nullable: true, description: 'Why it could not be trained; null where nobody asked for it.' })
  reason!: string | null;
}

@ObjectType('RefitCheck', { simpleResolvers: true, description: 'A condition of a promotion, and whether it is met.' })
export class RefitCheckType {
  @Field(() => RefitCheckEnum, { description: 'What is asked.' })
  name!: RefitCheckName;

  @Field(() => Boolean, { description: 'Whether it is met.' })
  met!: boolean;

  @Field(() => String, { description: 'The figures in a sentence.' })
  text!: string;
}

@ObjectType('RefitReport', { simpleResolvers: true, description: 'What a refit found.' })
export class RefitReportType {
  @Field(() => ID, { description: 'The version that the candidate was compared with.' })
  over!: string;

  @Field(() => ID, { description: 'The version that it made.' })
  candidate!: string;

  @Field(() => Float, { description: 'Weight of performance in the reward.' })
  alpha!: number;

  @Field(() => Float, { description: 'Seed of training and bootstrap.' })
  seed!: number;

  @Field(() => Int, { description: 'Replicates of the bootstrap.' })
  resamples!: number;

  @Field(() => RefitRuleType, { description: 'The rule that decided.' })
  rule!: RefitRuleType;

  @Field(() => RefitDataType, { description: 'What it was trained on and compared on.' })
  data!: RefitDataType;

  @Field(() => String, { description: 'Where costs come from: observed, prices or none.' })
  costSource!: string;

  @Field(() => [RefitRouterType], {
    complexity: listCost(ROUTERS),
    description: 'Each router that both versions have.',
  })
  routers!: readonly RefitRouterType[];

  @Field(() => [MissingRouterType], {
    complexity: listCost(2),
    description: 'Routers of the serving version that the candidate does not have.',
  })
  missing!: readonly MissingRouterType[];

  @Field(() => [ID], {
    description:
      'LLMs of the default pool for which a counted router of the serving version answers and the candidate’s does not.',
  })
  lostLlms!: readonly string[];

  @Field(() => [ID], { description: 'The other way round.' })
  gainedLlms!: readonly string[];

  @Field(() => [RefitCheckType], { complexity: listCost(6), description: 'Each condition of a promotion.' })
  checks!: readonly RefitCheckType[];

  @Field(() => Boolean, { description: 'Whether the candidate was promoted.' })
  promoted!: boolean;

  @Field(() => String, { description: 'Why, or why not.' })
  reason!: string;
}

@ObjectType('Refit', { simpleResolvers: true, description: 'A refit that was asked for; known beyond a restart.' })
export class RefitType {
  @Field(() => ID, { description: 'Id, which is that of its job.' })
  id!: string;

  @Field(() => RefitTriggerEnum, { description: 'What asked for it.' })
  trigger!: RefitTrigger;

  @Field(() => String, { description: 'Label of its candidate.' })
  label!: string;

  @Field(() => RefitStatusEnum, { description: 'Where it stands.' })
  status!: RefitStatus;

  @Field(() => DateTimeISO, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it ended.' })
  endedAt!: Date | null;

  @Field(() => ID, { nullable: true, description: 'The version it made; null before that is stored.' })
  candidate!: string | null;

  @Field(() => RefitReportType, { nullable: true, description: 'What it found; null before it ends well.' })
  report!: RefitReportType | null;

  @Field(() => JobErrorType, { nullable: true, description: 'Why it ended without a report.' })
  error!: JobErrorType | null;
}

@ObjectType('RefitSchedule', { simpleResolvers: true, description: 'Scheduled refits of this server since its start.' })
export class RefitScheduleType {
  @Field(() => Int, { description: 'Minutes between two attempts.' })
  everyMinutes!: number;

  @Field(() => Int, { description: 'Responses that must be new.' })
  minResponses!: number;

  @Field(() => Boolean, { description: 'Whether an attempt runs.' })
  running!: boolean;

  @Field(() => Int, { description: 'Refits that ended with a report.' })
  refits!: number;

  @Field(() => Int, { description: 'Those of them whose candidate was promoted.' })
  promoted!: number;

  @Field(() => Int, { description: 'Attempts that failed; one without enough new responses does not.' })
  failed!: number;

  @Field(() => DateTimeISO, { nullable: true, description: 'The next attempt; null while one runs.' })
  nextAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What came of the last attempt; null before there was one.' })
  note!: string | null;
}

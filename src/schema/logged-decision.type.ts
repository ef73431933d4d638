import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { ExplorationType } from './exploration.type.js';
import { LlmType } from './llm.type.js';
import { DateTimeISO } from './scalars.js';
import { AskedTargetType } from './target.type.js';

@ObjectType('LoggedCandidate', { simpleResolvers: true, description: 'A candidate of a logged decision.' })
export class LoggedCandidateType {
  @Field(() => ID, { description: 'Id of the LLM.' })
  llm!: string;

  @Field(() => Float, { description: 'S = α·P̂ − β·C.' })
  score!: number;

  @Field(() => Float, { nullable: true, description: 'P̂ in [0, 1]; null for a router that gives a preference.' })
  predictedPerformance!: number | null;

  @Field(() => Float, { description: 'C in [0, 1].' })
  cost!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'USD that its answer was expected to cost; null where not worked out.',
  })
  expectedUsd!: number | null;
}

/** `llm` and `feedback` are looked up; resolvers/logged-decision.resolver.ts has them. */
@ObjectType('LoggedDecision', { simpleResolvers: true, description: 'A decision as the log keeps it.' })
export class LoggedDecisionType {
  @Field(() => ID, { description: 'Id of the decision.' })
  id!: string;

  @Field(() => DateTimeISO, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => String, { nullable: true, description: 'The query text; null where the operator stores none.' })
  query!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Digest of the query text, hexadecimal: the SHA-256 of a stored text, else an HMAC of that under THETA_HASH_KEY, or that itself where there is no key; null where the operator stores none.',
  })
  queryHash!: string | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Cosine of the query to the nearest training query, in [−1, 1]; null where neither warm-up (λ = 0) nor abstention looked for it.',
  })
  nearestSimilarity!: number | null;

  @Field(() => ID, { description: 'The router that decided.' })
  router!: string;

  @Field(() => ID, { description: 'Version of its router set.' })
  version!: string;

  @Field(() => ID, { nullable: true, description: 'The candidate pool; null for an explicit list.' })
  pool!: string | null;

  @Field(() => Float, { description: 'α, the weight of performance.' })
  alpha!: number;

  @Field(() => AskedTargetType, {
    nullable: true,
    description: 'What was asked for instead of α, which is then the one that met it; null where α was given.',
  })
  target!: AskedTargetType | null;

  @Field(() => Float, { description: 'Warm-up weight λ that was applied.' })
  warmUpWeight!: number;

  @Field(() => ID, { description: 'Id of the chosen LLM.' })
  llmId!: string;

  @Field(() => LlmType, {
    nullable: true,
    description: 'The chosen LLM; null when it is no longer in the catalogue.',
  })
  llm!: LlmType | null;

  @Field(() => Float, { description: 'Score of the chosen LLM.' })
  score!: number;

  @Field(() => Float, { nullable: true, description: 'P̂ of the chosen LLM in [0, 1]; null for a preference.' })
  predictedPerformance!: number | null;

  @Field(() => Float, { description: 'C of the chosen LLM in [0, 1].' })
  cost!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'USD that the answer of the chosen LLM was expected to cost when it was chosen; null where that was not worked out.',
  })
  expectedUsd!: number | null;

  @Field(() => [LoggedCandidateType], { complexity: 20, description: 'All candidates, best first.' })
  ranking!: readonly LoggedCandidateType[];

  @Field(() => ExplorationType, {
    nullable: true,
    description: 'How chance had a part in it; null where exploration was off.',
  })
  exploration!: ExplorationType | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether a safe LLM was taken because the query was unlike the training queries; null where that was off.',
  })
  abstained!: boolean | null;

  @Field(() => Float, { description: 'Milliseconds it took.' })
  durationMs!: number;

  @Field(() => [String], { description: 'Labels of the request.' })
  tags!: readonly string[];
}

@ObjectType('PageInfo', { simpleResolvers: true, description: 'Where a page stands (Relay cursor connections).' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether older records follow.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether the page was asked for with a cursor.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first record; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor to give as after; null on an empty page.' })
  endCursor!: string | null;
}

@ObjectType('DecisionEdge', { simpleResolvers: true, description: 'A record with its cursor.' })
export class DecisionEdgeType {
  @Field(() => String, { description: 'Opaque position of the record.' })
  cursor!: string;

  @Field(() => LoggedDecisionType, { description: 'The record.' })
  node!: LoggedDecisionType;
}

@ObjectType('DecisionConnection', { simpleResolvers: true, description: 'A page of logged decisions, newest first.' })
export class DecisionConnectionType {
  @Field(() => [DecisionEdgeType], { description: 'Records with their cursors.' })
  edges!: readonly DecisionEdgeType[];

  @Field(() => [LoggedDecisionType], { description: 'Records without cursors.' })
  nodes!: readonly LoggedDecisionType[];

  @Field(() => PageInfoType, { description: 'Where the page stands.' })
  pageInfo!: PageInfoType;

  @Field(() => Int, { description: 'Records that fit the filter, over all pages.' })
  totalCount!: number | Promise<number>;
}

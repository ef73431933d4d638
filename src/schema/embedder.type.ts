import { Field, Float, ID, Int, ObjectType } from 'type-graphql';

@ObjectType('EmbedderHealth', { simpleResolvers: true, description: 'Whether an embedder can embed.' })
export class EmbedderHealthType {
  @Field(() => Boolean, { description: 'Whether it embedded a word; known for ten seconds.' })
  healthy!: boolean;

  @Field(() => String, { description: 'Where it runs, or what is wrong and what to do.' })
  detail!: string;
}

@ObjectType('EmbeddingCounters', {
  simpleResolvers: true,
  description: 'What the embedding layer has done since this version was loaded.',
})
export class EmbeddingCountersType {
  @Field(() => Float, {
    description:
      'Texts asked for: the sum of those from the cache, shared, from the store, embedded, refused, waiting, failed and cancelled.',
  })
  texts!: number;

  @Field(() => Float, { description: 'Texts embedded.' })
  embedded!: number;

  @Field(() => Float, { description: 'Texts answered from the cache in memory.' })
  cacheHits!: number;

  @Field(() => Float, { description: 'Texts that joined an equal one in flight.' })
  shared!: number;

  @Field(() => Float, { description: 'Texts whose vectors were in the cache that servers share.' })
  storeHits!: number;

  @Field(() => Float, { description: 'Texts refused with OVERLOADED because too many waited.' })
  refused!: number;

  @Field(() => Float, { description: 'Texts that wait now.' })
  waiting!: number;

  @Field(() => Float, { description: 'Calls of the embedder under way now.' })
  running!: number;

  @Field(() => Float, { description: 'Calls of the embedder.' })
  batches!: number;

  @Field(() => Float, { description: 'Tokens of the texts of all batches.' })
  batchTokens!: number;

  @Field(() => Float, {
    description:
      'The same with padding, where the embedder pads: batchTokens / paddedTokens is the useful share of its work.',
  })
  paddedTokens!: number;

  @Field(() => Float, { description: 'Memory of the cached vectors.' })
  cacheBytes!: number;
}

@ObjectType('Embedder', { simpleResolvers: true, description: 'What turns texts into the vectors that routers see.' })
export class EmbedderType {
  @Field(() => ID, {
    description: 'Fingerprint of its kind and numbers; routers answer with the one they were trained on.',
  })
  id!: string;

  @Field(() => String, { description: 'For example lexical, transformers or http.' })
  kind!: string;

  @Field(() => String, { description: 'Name for people: lexical, or that of a model.' })
  name!: string;

  @Field(() => Int, { description: 'Length of a vector.' })
  dims!: number;

  @Field(() => Int, { nullable: true, description: 'Tokens beyond which a text is cut; null without a limit.' })
  maxTokens!: number | null;

  @Field(() => Float, { description: 'USD per million tokens; 0 for a local one.' })
  costPerMillionTokens!: number;

  @Field(() => EmbedderHealthType, { complexity: 30, description: 'Whether it can embed now.' })
  health!: EmbedderHealthType | Promise<EmbedderHealthType>;

  @Field(() => EmbeddingCountersType, { description: 'What it was asked for and did.' })
  counters!: EmbeddingCountersType;
}

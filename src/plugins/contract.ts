import type { z } from 'zod';
import type { Artifact } from '../domain/artifact.js';
import type { Evidence } from '../domain/evidence.js';
import type { LlmId } from '../domain/ids.js';
import type { Ability } from '../domain/llm.js';
import type { Matrix } from '../domain/matrix.js';
import type { Objective } from '../domain/objective.js';
import type { Rng } from '../domain/random.js';
import type { ResponseMatrix } from '../domain/responses.js';
import type { RunContext } from '../domain/run.js';
import type { NeighbourIndex } from '../index/neighbour-index.js';
import type { TensorRuntime } from '../tensor/backend.js';
import type { CascadeJudging, CascadeOutcome, PolicyDecision } from './decision-rule.js';
import type { AbilityAnnotator, AnnotatedCluster, ClusterCorrection } from './query-clusters.js';

export type * from './decision-rule.js';
export type * from './query-clusters.js';

/**
 * A router plugin is a frozen plain object: it says what it is, turns responses into an artifact, and an artifact into
 * an immutable loaded router that predicts for every query × LLM. Text has become vectors, and warm-up has been
 * applied, before it is called; weighing cost and choosing happen after.
 */
export const CONTRACT_VERSION = 1;

/** Queries as a plugin sees them. Row i of everything belongs to query i. */
export interface QueryBatch {
  /** [queries, embeddingSize] after warm-up (paper eq. 10). */
  readonly vectors: Matrix;
  /** A stable key of each text, for routers that must treat equal texts equally (`random`) or know them (`oracle`). */
  readonly keys: readonly string[];
}

/** The LLMs to predict for, in column order, with their unitless cost C in [0, 1]. */
export interface Candidates {
  readonly llms: readonly LlmId[];
  readonly cost: Float32Array;
}

/** What a router is trained on; row i of `vectors` embeds query i of `responses`. */
export interface TrainingSet {
  readonly vectors: Matrix;
  readonly responses: ResponseMatrix;
  /** [llms, embeddingSize] embedded profiles, zero rows where an LLM has none. Same order as responses.llms. */
  readonly profiles: Matrix;
  /** [llms] unitless cost C in [0, 1] (paper 3.1); NaN for an LLM without a price. */
  readonly cost: Float32Array;
  /** The named ability dimensions of the paper's appendix C.1, as the operator keeps them. */
  readonly abilities: readonly Ability[];
  readonly embedderId: string;
  /** [llms] family of each LLM, null where not known; absent where no family is. */
  readonly families?: readonly (string | null)[];
  /** [llms] parameters in billions, NaN where not published. */
  readonly sizeBillions?: Float32Array;
}

/** Training needs tensors; they are started on first use, so that a router that needs none costs nothing. */
export interface TrainingRun extends RunContext {
  readonly tensor: () => Promise<TensorRuntime>;
  /** Another installed plugin, for a router that is made of routers. Throws UNKNOWN_ROUTER. */
  readonly plugin: (id: string) => AnyRouterPlugin;
  /** Says which abilities groups of queries need; null leaves it to the router's own way without an LLM. */
  readonly annotator: AbilityAnnotator | null;
}

/** The training queries as a loaded router set holds them: what neighbours are looked up in. */
export interface ReferenceSet {
  readonly vectors: Matrix;
  readonly responses: ResponseMatrix;
}

/** What a plugin may use besides its own artifact. */
export interface RouterDeps {
  readonly embedderId: string;
  readonly reference: ReferenceSet;
  /** Over reference.vectors. */
  readonly index: NeighbourIndex;
  /** [embeddingSize] embedded profile of any LLM of the catalogue; null where it has none. */
  readonly profile: (llm: LlmId) => Float32Array | null;
  /** Another installed plugin, for a router that is made of routers. Throws UNKNOWN_ROUTER. */
  readonly plugin: (id: string) => AnyRouterPlugin;
  /** What is known of LLMs beyond the training responses; a router with `onboarding` takes it in while it loads. None when absent. */
  readonly evidence?: Evidence | undefined;
  /** Facts of any LLM of the catalogue, for a prior over its ability; null for one that the catalogue does not hold. */
  readonly facts?: ((llm: LlmId) => LlmFacts | null) | undefined;
  /** The LLMs of the catalogue; a router looks at the published scores of those that it was not trained on while it loads. None when absent. */
  readonly catalogue?: readonly LlmId[] | undefined;
}

/** What is published of an LLM that says something about its ability before it has answered anything. */
export interface LlmFacts {
  readonly family: string | null;
  /** Parameters in billions; NaN where not published. */
  readonly sizeBillions: number;
  /** USD per million output tokens; NaN where it has no price. */
  readonly outputPerMillion: number;
  /** Published scores in [0, 1], by the name of the benchmark. */
  readonly benchmarks: ReadonlyMap<string, number>;
}

/** What is known of θ of one LLM: the normal approximation at its posterior mode. */
export interface AbilityPosterior {
  /** [dims], on the scale that sensitivity() differentiates by */
  readonly mean: Float64Array;
  /** [dims, dims], symmetric, positive definite */
  readonly covariance: Float64Array;
  /** Answers and comparisons of the evidence that speak of it; 0 leaves the prior. */
  readonly responses: number;
}

/** What the router learned of a query. `form` keeps b of MIRT and of NIRT from being compared. */
export interface ItemParameters {
  readonly form: 'intercept' /* σ(a·θ − b) */ | 'centred' /* a·(θ − b) */;
  /** a: [dims], or [1] */
  readonly discrimination: Float32Array;
  /** b: [1], or [dims] */
  readonly difficulty: Float32Array;
  /** r: [dims], sums to 1 */
  readonly relevance?: Float32Array;
  /** Where x = a·r∘(θ − b) enters the log-odds as weights·x + bias (paper eq. 8); absent where it does so in no such way. */
  readonly interaction?: { readonly weights: Float32Array; readonly bias: number };
}

/** The normal prior that θ was fitted under. */
export interface AbilityPrior {
  /** 1 / variance, on the scale below. */
  readonly precision: number;
  /** `logit`: the prior is on ln(θ / (1 − θ)), for θ in (0, 1). */
  readonly scale: 'identity' | 'logit';
  /** A response weighed (size of its task)^−exponent, see taskWeights(). */
  readonly taskWeightExponent: number;
}

/** What a router may be able to do besides predicting; a declared capability must come with its facet. */
export interface Facets {
  itemParameters: { describeItems(queries: QueryBatch): Promise<readonly ItemParameters[]> };
  /** θ: [dims]; higher is better. Throws UNKNOWN_LLM for one it has no ability for. */
  abilities: {
    readonly abilityDims: number;
    ability(llm: LlmId): Float32Array;
    /** What each dimension stands for, [abilityDims], where it has a meaning: tasks, for example. No name twice. */
    readonly abilityNames?: readonly string[];
    /** Whether each name rests on data, [abilityDims]: false for an ability that no training query was said to need. All do where absent. */
    readonly abilityGrounded?: readonly boolean[];
    /**
     * Posterior standard deviation of θ, [abilityDims], on the scale of θ: finite, above 0, larger where fewer responses
     * speak. Throws UNKNOWN_LLM like ability().
     */
    abilityDeviation?(llm: LlmId): Float32Array;
    /** Instead of abilityDeviation: with it the deviation follows from the item parameters of the training queries. */
    readonly abilityPrior?: AbilityPrior;
  };
  /** Predicts for LLMs without responses, from their profile. */
  unseenLlms: { predictsUnseen(llm: LlmId): boolean };
  /**
   * Predicts for an LLM that joined after training from the evidence that it was loaded with, and moves θ of known LLMs by it. With no
   * evidence of an LLM it predicts what it would without this capability.
   */
  onboarding: {
    /**
     * Standard deviation of P̂ that comes from not knowing the LLM well, [queries, candidates], in [0, 0.5]; the noise of single answers is not in
     * it. 0 for an LLM that the router takes as known.
     */
    predictionDeviation(queries: QueryBatch, candidates: Candidates): Promise<Matrix>;
    /** Null for an LLM whose θ the router takes as known, and for a router without θ. */
    posterior(llm: LlmId): AbilityPosterior | null;
    /** Derivative of the log-odds of this LLM by its θ on each query, [queries, dims]: what an answer to it would tell. Only where posterior() is not null. */
    sensitivity(queries: QueryBatch, llm: LlmId): Promise<Matrix>;
  };
  /** Chooses by a rule of its own instead of the best S = α·P̂ − β·C. */
  policy: {
    /** `predicted` is one row of predict(), [candidates]; the answer depends on nothing else. At least one candidate. */
    decide(predicted: Float32Array, candidates: Candidates, objective: Objective): PolicyDecision;
  };
  /** Asks several LLMs in turn; comes with `policy`, whose `steps` it replays on known responses. */
  cascade: {
    /**
     * Plays the plan of one query: `observed` is y of each candidate, [candidates], NaN where it was not observed, which
     * the cascade then passes over. Evidence on an answer is drawn from `rng` where the rule needs a verifier.
     */
    replay(plan: PolicyDecision, candidates: Candidates, observed: Float32Array, rng: Rng): CascadeOutcome;
    /** How its rule looks at a real answer; absent where it has no way to. */
    readonly judging?: CascadeJudging;
  };
  /** The groups of training queries behind its relevance vectors, which an operator may look at and correct. */
  clusters: {
    describe(): readonly AnnotatedCluster[];
    /** Number of the cluster of each training query, [queries], where the router keeps it. */
    readonly clusterOf?: ArrayLike<number>;
    /** A new artifact in which the named clusters need exactly the named abilities; the rest stays as it is. */
    correct(corrections: readonly ClusterCorrection[]): Artifact;
  };
}
export type Capability = keyof Facets;

/** `performance`: P̂ in [0, 1]. `preference`: a ranking in [0, 1] that is never shown as a probability of success. */
export type RouterOutput = 'performance' | 'preference';

export interface Citation {
  readonly work: string;
  readonly url?: string;
  /** Where this implementation departs from the work, and why. */
  readonly deviations: readonly string[];
}

export interface RouterPlugin<H = unknown, C extends Capability = Capability> {
  readonly id: string;
  readonly contract: typeof CONTRACT_VERSION;
  readonly title: string;
  readonly description: string;
  readonly maturity: 'stable' | 'experimental';
  readonly citation: Citation;
  readonly output: RouterOutput;
  /** Needs true responses (`oracle`); never serves requests. */
  readonly evaluationOnly: boolean;
  /**
   * Why it cannot predict for an LLM that joined after training even when that has answered queries, as the end of the sentence "Router X cannot
   * learn an LLM from its answers: …". Absent where it can, and where output or evaluationOnly say it already.
   */
  readonly cannotOnboard?: string;
  readonly capabilities: readonly C[];
  /** A strict zod object: ranges and defaults; each `.meta({ source })` says where the default comes from. */
  readonly hyperparameters: z.ZodType<H>;
  train(data: TrainingSet, hyperparameters: H, run: TrainingRun): Promise<Artifact>;
  load(artifact: Artifact, deps: RouterDeps): Promise<LoadedRouter & Pick<Facets, C>>;
}

/** Immutable: training and calibration make a new one. Throws after disposal. */
export interface LoadedRouter extends AsyncDisposable {
  /** LLMs it can predict for without looking at a profile. */
  readonly llms: readonly LlmId[];
  /** Whether it can answer for this LLM; one it cannot is left out of the ranking with a reason. */
  supports(llm: LlmId): boolean;
  /** [queries, candidates], finite, in [0, 1]; a query gets the same row alone as in a batch. */
  predict(queries: QueryBatch, candidates: Candidates, signal?: AbortSignal): Promise<Matrix>;
}

/** A plugin whose hyper-parameters and capabilities are not known to the caller, as registries hold it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- H is contravariant in train(); a registry parses before it calls
export interface AnyRouterPlugin extends Omit<RouterPlugin<any, Capability>, 'load'> {
  load(artifact: Artifact, deps: RouterDeps): Promise<LoadedRouter>;
}

/** Lets the compiler check that every declared capability has its facet, and freezes the plugin. */
export const defineRouter = <H, C extends Capability>(plugin: RouterPlugin<H, C>): RouterPlugin<H, C> =>
  Object.freeze(plugin);

/** The facet of a loaded router when its plugin declares the capability, else null. */
export function facet<K extends Capability>(
  plugin: AnyRouterPlugin,
  loaded: LoadedRouter,
  capability: K,
): Facets[K] | null {
  const facets: Pick<Facets, K> = loaded as LoadedRouter & Pick<Facets, K>;
  return plugin.capabilities.includes(capability) ? facets[capability] : null;
}

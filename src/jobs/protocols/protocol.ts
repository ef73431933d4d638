import type { z } from 'zod';
import type { LlmId, RouterId } from '../../domain/ids.js';
import type { Price } from '../../domain/llm.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import type { EvaluationReport } from '../../evaluation/report.js';
import type { RouterSet } from '../../routing/router-set.js';
import type { EmbedderSpec } from '../../tensor/embedders/spec.js';
import type { EvaluationEmbedders } from '../evaluation-embedders.js';
import type { Hyperparameters, TrainForEvaluation } from '../evaluation-routers.js';
import type { Watch } from '../worker-messages.js';

/** What is evaluated, whatever the protocol. Exactly one of `train` and `storedSet`, and of `test` and `folds`, is given. */
export interface ProtocolInput {
  readonly train: ResponseMatrix | null;
  /** A trained set to score instead of training. */
  readonly storedSet: RouterSet | null;
  readonly test: ResponseMatrix | null;
  /** A second test set, of tasks that training has not seen (paper 5.1, OOD); not with folds. */
  readonly ood: ResponseMatrix | null;
  readonly folds: number | null;
  /** Decides the folds, apart from the seed of training. */
  readonly foldSeed: number;
  /** Empty takes what the protocol is about. */
  readonly routers: readonly RouterId[];
  /** Weights of performance in [0, 1]; empty takes the protocol's. */
  readonly alphas: readonly number[];
  /** Of everything random besides the folds. */
  readonly seed: number;
  /** Prices for data without costs; null where there are none. */
  readonly prices: ReadonlyMap<LlmId, Price> | null;
  /** λ; null takes the one of the router set. */
  readonly warmUpWeight: number | null;
  readonly warmUpNeighbours: number;
  readonly hyperparameters: Hyperparameters;
  readonly resamples: number;
  /** Whether tasks keep their number of queries in every resample. */
  readonly stratified: boolean;
  /** The router that every other one is compared with. */
  readonly baseline: RouterId;
  readonly training: TrainForEvaluation;
  /** Whose vectors routers are trained on; null where a stored set or the protocol brings its own. */
  readonly embedder: EmbedderSpec | null;
  readonly embedders: EvaluationEmbedders;
}

/** A question that an evaluation answers. */
export interface Protocol<P> {
  readonly id: string;
  readonly title: string;
  /** Which tables and figures of the paper it corresponds to; empty where there is none. */
  readonly reproduces: string;
  readonly description: string;
  /** A strict zod object with a default and a description for each parameter. */
  readonly parameters: z.ZodType<P>;
  /** Embedders that its parameters name: they are looked up where the configuration is, which a thread does not see. */
  readonly embedders?: (parameters: P) => readonly string[];
  /** Throws CONFIG_INVALID for an input that it cannot work with, what training throws, and CANCELLED. */
  run(input: ProtocolInput, parameters: P, watch: Watch): Promise<EvaluationReport>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- P is contravariant in run(); the registry parses before it calls
export type AnyProtocol = Protocol<any>;

/** Lets the compiler check the parameters, and freezes the protocol. */
export const defineProtocol = <P>(protocol: Protocol<P>): Protocol<P> => Object.freeze(protocol);

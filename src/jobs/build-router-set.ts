import type { Artifact, Json } from '../domain/artifact.js';
import { artifactDigest, encodeArtifact } from '../domain/artifact.js';
import { ThetaError, throwIfAborted, toThetaError } from '../domain/errors.js';
import { observedRelativeCost, pricedRelativeCost } from '../domain/cost.js';
import type { LlmId, RouterId, VersionId } from '../domain/ids.js';
import { routerId } from '../domain/ids.js';
import type { Ability, Catalogue, Price } from '../domain/llm.js';
import { cataloguePrices } from '../domain/llm.js';
import { matrix, row } from '../domain/matrix.js';
import type { ResponseMatrix } from '../domain/responses.js';
import { takeQueries } from '../domain/responses.js';
import type { Progress } from '../domain/run.js';
import { countTokens } from '../domain/tokens/count-tokens.js';
import type { AnyRouterPlugin, TrainingRun, TrainingSet } from '../plugins/contract.js';
import type { RouterSetManifest } from '../routing/ports.js';
import { encodeHeldOut } from '../routing/held-out.js';
import { encodeReferenceSet } from '../routing/reference-set.js';
import { calibrateRouters } from './calibration/calibrate-routers.js';
import { holdOut } from './calibration/hold-out.js';
import { learnAnswerLengths } from './answer-length/learn.js';
import { familiesOf } from './families.js';
import type { LearnedVectors, TrainingVectors } from './training-vectors.js';
import { heldOutPart, trainingPart, withProfiles } from './training-vectors.js';

/** A router to train with its parsed hyper-parameters. */
export interface RouterToTrain {
  readonly plugin: AnyRouterPlugin;
  readonly hyperparameters: unknown;
  /** Nobody asked for this router by name: where the data do not suffice for it, the set does without and says so. */
  readonly optional?: boolean | undefined;
}

/** Learns an embedder from the queries to train on, or brings the vectors of all queries with text, which were made before. */
export type FitEmbedder = (
  queries: readonly { readonly text: string; readonly task: string | null }[],
  run: TrainingRun,
) => Promise<LearnedVectors | TrainingVectors>;

export interface BuildInput {
  readonly responses: ResponseMatrix;
  readonly routers: readonly RouterToTrain[];
  readonly fitEmbedder: FitEmbedder;
  /** Gives the profiles and prices of LLMs; one that it does not hold trains without. */
  readonly catalogue: Catalogue;
  /** Instead of the catalogue's, for data that bring their own. */
  readonly prices?: ReadonlyMap<LlmId, Price> | null | undefined;
  readonly abilities: readonly Ability[];
  readonly version: VersionId;
  readonly label: string;
  readonly createdAt: number;
  /** Where it could not be trained, the first that could be is the default. */
  readonly defaultRouter: RouterId;
  readonly warmUpWeight: number;
  /** Keeps queries aside and calibrates on them; null trains on all and leaves P̂ as the routers give it. */
  readonly calibration: CalibrationSettings | null;
  readonly summary: { readonly [key: string]: Json };
  /** Whether the set learns how long answers are, for expected costs; true when absent. An evaluation does without. */
  readonly answerLengths?: boolean | undefined;
}

export interface CalibrationSettings {
  /** Of the queries, in [0, 0.5]. */
  readonly heldOutShare: number;
  /** k of the warm-up that P̂ is calibrated under. */
  readonly warmUpNeighbours: number;
}

export interface BuiltRouterSet {
  readonly manifest: RouterSetManifest;
  /** By digest. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
}

/** Fewer queries than this cannot be split, embedded or trusted. */
const FEWEST_QUERIES = 20;

/**
 * Trains one router set from scratch: the embedder from the query texts, then every router on the same vectors. Queries
 * without text cannot be embedded and are left out. With `calibration`, some queries are kept aside, which neither the embedder nor a
 * router sees, and P̂ is calibrated on them. Same input and seed on the same tensor backend give the same bytes.
 * Throws TRAINING_DATA_INSUFFICIENT or CANCELLED.
 */
export async function buildRouterSet(input: BuildInput, run: TrainingRun): Promise<BuiltRouterSet> {
  const all = withText(input.responses);
  const { train, heldOut } = holdOut(all, input.calibration?.heldOutShare ?? 0, run.rng.fork('held-out'));
  const responses = heldOut.length === 0 ? all : takeQueries(all, train);
  const made = await input.fitEmbedder(textsOf(responses), run);
  const kept = takeQueries(all, heldOut);
  const { embedder, vectors, profile } = await withProfiles(trainingPart(made, train), input.catalogue);
  const aside = await heldOutPart(made, heldOut, kept, run.signal);
  const profiles = matrix(responses.llms.length, embedder.dims);
  responses.llms.forEach((llm, j) => row(profiles, j).set(profile(llm) ?? []));
  const prices = input.prices ?? cataloguePrices(input.catalogue);
  const data: TrainingSet = {
    vectors,
    responses,
    profiles,
    cost: observedRelativeCost(responses.llms, responses) ?? pricedRelativeCost(responses.llms, prices),
    abilities: input.abilities,
    embedderId: embedder.id,
    ...familiesOf(responses.llms, input.catalogue),
  };

  const blobs = new Map<string, Uint8Array>();
  const keep = (artifact: Artifact): string => {
    const bytes = encodeArtifact(artifact);
    const digest = artifactDigest(bytes);
    blobs.set(digest, bytes);
    return digest;
  };
  const trained: TrainedRouter[] = [];
  const leftOut: Record<string, string> = {};
  for (const { plugin, hyperparameters, optional } of input.routers) {
    throwIfAborted(run.signal);
    const stage = `train ${plugin.id}`;
    run.onProgress({ stage, done: 0, total: null, unit: 'epochs' });
    const onProgress = (step: Progress) => run.onProgress({ ...step, stage: `${stage}: ${step.stage}` });
    try {
      // Each router gets its own stream of numbers, so that leaving one out does not change another.
      const artifact = await plugin.train(data, hyperparameters, { ...run, onProgress, rng: run.rng.fork(plugin.id) });
      trained.push({ id: routerId(plugin.id), plugin, artifact });
    } catch (thrown) {
      const error = toThetaError(thrown);
      if (!optional || error.code !== 'TRAINING_DATA_INSUFFICIENT') throw error;
      leftOut[plugin.id] = error.message;
    }
  }
  const [first] = trained;
  if (!first) throw nothingTrained(leftOut);
  const reference = encodeReferenceSet(vectors, responses);
  const calibrations =
    input.calibration && heldOut.length > 0
      ? await calibrateRouters(
          {
            heldOut: { responses: kept, vectors: aside },
            reference,
            routers: trained,
            embedderId: embedder.id,
            profile,
            warmUpWeight: input.warmUpWeight,
            warmUpNeighbours: input.calibration.warmUpNeighbours,
          },
          run,
        )
      : null;
  const lengths =
    (input.answerLengths ?? true) ? await learnAnswerLengths({ vectors, responses, prices }, run, keep) : null;
  const manifest: RouterSetManifest = {
    version: input.version,
    label: input.label,
    createdAt: input.createdAt,
    seed: run.seed,
    defaultRouter: trained.some(({ id }) => id === input.defaultRouter) ? input.defaultRouter : first.id,
    warmUpWeight: input.warmUpWeight,
    embedder: keep(embedder.save()),
    reference: keep(reference),
    heldOut: heldOut.length === 0 ? null : keep(encodeHeldOut(aside, kept, inputTokensOf(kept))),
    evidence: null,
    routers: trained.map(({ id, artifact }) => {
      const calibration = calibrations?.get(id);
      return { id, digest: keep(artifact), ...(calibration && { calibration }) };
    }),
    summary: {
      ...input.summary,
      embedder: { id: embedder.id, kind: embedder.kind, name: embedder.name, dims: embedder.dims },
      ...(lengths && { answerLengths: lengths }),
      ...(Object.keys(leftOut).length > 0 && { leftOut }),
      queries: responses.queries.length,
      responses: responses.performance.length,
      ...(heldOut.length > 0 && { heldOutQueries: heldOut.length }),
      llms: responses.llms,
    },
  };
  return { manifest, blobs };
}

interface TrainedRouter {
  readonly id: RouterId;
  readonly plugin: AnyRouterPlugin;
  readonly artifact: Artifact;
}

const textsOf = ({ queries }: ResponseMatrix) => queries.map((q) => ({ text: q.text ?? '', task: q.task }));

const inputTokensOf = ({ queries }: ResponseMatrix) =>
  Float32Array.from(queries, ({ text }) => countTokens(text ?? ''));

function nothingTrained(leftOut: Readonly<Record<string, string>>): ThetaError {
  const reasons = Object.values(leftOut).join(' ');
  return new ThetaError('TRAINING_DATA_INSUFFICIENT', `No router could be trained. ${reasons || 'None was named.'}`, {
    hint: 'Import more scored queries: `theta import PATH`.',
  });
}

/** The queries with a text. Throws TRAINING_DATA_INSUFFICIENT for too few. */
export function withText(responses: ResponseMatrix): ResponseMatrix {
  const rows = responses.queries.flatMap((q, i) => (q.text === null ? [] : [i]));
  if (rows.length < FEWEST_QUERIES) {
    throw new ThetaError(
      'TRAINING_DATA_INSUFFICIENT',
      `Training needs at least ${FEWEST_QUERIES} queries with text and responses, got ${rows.length}.`,
      { hint: 'Import scored queries first: `theta import PATH`.' },
    );
  }
  return rows.length === responses.queries.length ? responses : takeQueries(responses, rows);
}

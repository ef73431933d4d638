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
import type { AnyRouterPlugin, TrainingRun, TrainingSet } from '../plugins/contract.js';
import type { RouterSetManifest } from '../routing/ports.js';
import { encodeReferenceSet } from '../routing/reference-set.js';
import { familiesOf } from './families.js';
import type { LearnedVectors, TrainingVectors } from './training-vectors.js';
import { withProfiles } from './training-vectors.js';

/** A router to train with its parsed hyper-parameters. */
export interface RouterToTrain {
  readonly plugin: AnyRouterPlugin;
  readonly hyperparameters: unknown;
  /** Nobody asked for this router by name: where the data do not suffice for it, the set does without and says so. */
  readonly optional?: boolean | undefined;
}

/** Learns an embedder from queries, or brings vectors that were made before. */
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
  readonly summary: { readonly [key: string]: Json };
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
 * without text cannot be embedded and are left out. Same input and seed on the same tensor backend give the same bytes.
 * Throws TRAINING_DATA_INSUFFICIENT or CANCELLED.
 */
export async function buildRouterSet(input: BuildInput, run: TrainingRun): Promise<BuiltRouterSet> {
  const responses = withText(input.responses);
  const queries = responses.queries.map((q) => ({ text: q.text ?? '', task: q.task }));
  const { embedder, vectors, profile } = await withProfiles(await input.fitEmbedder(queries, run), input.catalogue);
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
  const routers: RouterSetManifest['routers'][number][] = [];
  const leftOut: Record<string, string> = {};
  for (const { plugin, hyperparameters, optional } of input.routers) {
    throwIfAborted(run.signal);
    const stage = `train ${plugin.id}`;
    run.onProgress({ stage, done: 0, total: null, unit: 'epochs' });
    const onProgress = (step: Progress) => run.onProgress({ ...step, stage: `${stage}: ${step.stage}` });
    try {
      // Each router gets its own stream of numbers, so that leaving one out does not change another.
      const artifact = await plugin.train(data, hyperparameters, { ...run, onProgress, rng: run.rng.fork(plugin.id) });
      routers.push({ id: routerId(plugin.id), digest: keep(artifact) });
    } catch (thrown) {
      const error = toThetaError(thrown);
      if (!optional || error.code !== 'TRAINING_DATA_INSUFFICIENT') throw error;
      leftOut[plugin.id] = error.message;
    }
  }
  const [first] = routers;
  if (!first) throw nothingTrained(leftOut);
  const manifest: RouterSetManifest = {
    version: input.version,
    label: input.label,
    createdAt: input.createdAt,
    seed: run.seed,
    defaultRouter: routers.some(({ id }) => id === input.defaultRouter) ? input.defaultRouter : first.id,
    warmUpWeight: input.warmUpWeight,
    embedder: keep(embedder.save()),
    reference: keep(encodeReferenceSet(vectors, responses)),
    routers,
    summary: {
      ...input.summary,
      embedder: { id: embedder.id, kind: embedder.kind, name: embedder.name, dims: embedder.dims },
      ...(Object.keys(leftOut).length > 0 && { leftOut }),
      queries: responses.queries.length,
      responses: responses.performance.length,
      llms: responses.llms,
    },
  };
  return { manifest, blobs };
}

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

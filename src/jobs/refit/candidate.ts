import { versionWith } from '../../calibration/evidence/evidence-versions.js';
import { cutOf, storedCut } from '../../calibration/feedback/cut.js';
import type { Json } from '../../domain/artifact.js';
import { throwIfAborted } from '../../domain/errors.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import type { RouterSetManifest } from '../../routing/ports.js';
import { LEXICAL_KIND } from '../../tensor/embedders/lexical/index.js';
import { embedAll } from '../embed-texts.js';
import { trainSet } from '../training-job.js';
import type { TrainingRequest } from '../types.js';
import type { Watch } from '../worker-messages.js';
import type { RefitDeps } from './refit-deps.js';
import type { RefitQueries } from './data.js';

export interface CandidateToMake {
  /** Of the job. */
  readonly id: string;
  readonly createdAt: number;
  readonly request: TrainingRequest;
  /** The version that serves now. */
  readonly serving: RouterSetManifest;
  readonly queries: RefitQueries;
}

/**
 * Trains on the queries that are not held out, as a training does, brings in what is known beyond them, and stores the version. Feedback counts as
 * far as the serving version has learned from it: what was approved stays, and nothing unapproved slips in.
 */
export async function makeCandidate(
  { id, createdAt, request, serving, queries }: CandidateToMake,
  deps: RefitDeps,
  watch: Watch,
): Promise<RouterSetManifest> {
  const cut = cutOf(serving);
  const refit: Json = { over: serving.version, queries: queries.queries, heldOut: queries.heldOut.queries.length };
  const summary = { refit, ...(cut && { feedback: storedCut(cut) }) };
  const responses = queries.train;
  const { built } = await trainSet({ id, createdAt, request, responses, summary }, deps, watch);
  watch.onProgress({ stage: 'bring in evidence', done: 0, total: null, unit: 'answers' });
  const set = await deps.load(built.manifest, built.blobs);
  try {
    const note = 'answers that it was not trained on';
    const made = await versionWith(set, note, { sources: deps.evidence, clock: deps.clock, newId: deps.newId });
    if (set.embedder.kind !== LEXICAL_KIND) await embedHeldOut(set.embedder, queries.choice, deps, watch);
    throwIfAborted(watch.signal);
    await deps.routerSets.save(built.manifest, built.blobs);
    if (made === null) return built.manifest;
    await deps.routerSets.save(made.manifest, made.blobs);
    return made.manifest;
  } finally {
    await set.dispose();
  }
}

/** Keeps the vectors of texts that an embedder may charge for: the thread that compares, and the next refit, find them. */
async function embedHeldOut(
  embedder: Parameters<typeof embedAll>[0],
  { queries }: ResponseMatrix,
  { embedderSource }: RefitDeps,
  watch: Watch,
): Promise<void> {
  const texts = queries.map(({ text }) => text as string);
  await embedAll(embedder, texts, { ...watch, store: embedderSource.vectors, unit: 'held-out queries' });
}

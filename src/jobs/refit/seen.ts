import { decodeArtifact } from '../../domain/artifact.js';
import type { LlmId } from '../../domain/ids.js';
import type { ResponseMatrix } from '../../domain/responses.js';
import { decodeEvidence } from '../../routing/evidence-artifact.js';
import type { RouterSetManifest } from '../../routing/ports.js';
import { decodeResponses } from '../../routing/reference-set.js';

/** What a version was made from, by what it holds; not by what it says of itself. */
export interface Seen {
  /** Queries that it was trained, calibrated or told anything on. */
  readonly queries: ReadonlySet<string>;
  /** Queries on which it knows an answer or a preference as evidence. */
  readonly evidence: ReadonlySet<string>;
  /** y of the responses that it was fitted to: training and calibration. */
  readonly responses: readonly ResponseMatrix[];
}

type ReadBlob = (digest: string) => Promise<Uint8Array>;

/** Throws ARTIFACT_CORRUPT or ARTIFACT_FOREIGN. */
export async function seenBy(manifest: RouterSetManifest, blob: ReadBlob): Promise<Seen> {
  const { version, reference, heldOut } = manifest;
  const read = async (what: string, digest: string) => decodeArtifact(await blob(digest), `${what} of ${version}`);
  const responses = [decodeResponses(await read('the training queries', reference))];
  if (heldOut !== null) responses.push(decodeResponses(await read('the held-out queries', heldOut)));
  const evidence = await evidenceQueries(manifest, blob);
  const fitted = responses.flatMap(({ queries }) => queries.map(({ id }) => id));
  return { queries: new Set([...fitted, ...evidence]), evidence, responses };
}

/** Ids of the queries that a version knows something of as evidence. Throws ARTIFACT_CORRUPT or ARTIFACT_FOREIGN. */
export async function evidenceQueries(
  { version, evidence }: Pick<RouterSetManifest, 'version' | 'evidence'>,
  blob: ReadBlob,
): Promise<ReadonlySet<string>> {
  if (evidence === null) return new Set();
  const { queries } = decodeEvidence(decodeArtifact(await blob(evidence), `the evidence of ${version}`));
  return new Set(queries.map(({ id }) => id));
}

/** Entries of `training` that none of the fitted responses holds, or holds with another y. */
export function newResponses(training: ResponseMatrix, { responses: fitted }: Pick<Seen, 'responses'>): number {
  const known = fitted.map(lookUp);
  let fresh = 0;
  training.queries.forEach(({ id }, q) => {
    for (let e = training.rowStart[q] as number; e < (training.rowStart[q + 1] as number); e++) {
      const llm = training.llms[training.llmIndex[e] as number] as LlmId;
      const y = training.performance[e];
      if (!known.some((performance) => performance(id, llm) === y)) fresh++;
    }
  });
  return fresh;
}

/** y of an LLM on a query; undefined where there is none. */
function lookUp(m: ResponseMatrix): (query: string, llm: LlmId) => number | undefined {
  const rows = new Map(m.queries.map(({ id }, q) => [id, q]));
  const columns = new Map(m.llms.map((llm, j) => [llm, j]));
  return (query, llm) => {
    const q = rows.get(query);
    const j = columns.get(llm);
    if (q === undefined || j === undefined) return undefined;
    for (let e = m.rowStart[q] as number; e < (m.rowStart[q + 1] as number); e++) {
      if (m.llmIndex[e] === j) return m.performance[e];
    }
    return undefined;
  };
}

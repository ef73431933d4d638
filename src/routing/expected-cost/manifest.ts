import { decodeAnswerLengths } from '../../domain/answer-length/answer-lengths.js';
import type { Artifact } from '../../domain/artifact.js';
import type { NeighbourIndex } from '../../index/neighbour-index.js';
import type { ReferenceSet } from '../../plugins/contract.js';
import type { RouterSetManifest } from '../ports.js';
import type { CostModel } from './cost-model.js';
import { costModel } from './cost-model.js';

/** Digest of a set's answer lengths; null for a set without. It stands in the summary, which every manifest has. */
export function answerLengthsDigest({ summary }: Pick<RouterSetManifest, 'summary'>): string | null {
  const lengths = summary['answerLengths'] as { readonly digest?: unknown } | null | undefined;
  return typeof lengths?.digest === 'string' ? lengths.digest : null;
}

/** Throws ARTIFACT_CORRUPT or ARTIFACT_FOREIGN. */
export async function loadCostModel(
  manifest: RouterSetManifest,
  read: (what: string, digest: string) => Promise<Artifact>,
  reference: ReferenceSet,
  index: NeighbourIndex,
): Promise<CostModel> {
  const digest = answerLengthsDigest(manifest);
  const artifact = digest === null ? null : await read('the answer lengths', digest);
  return costModel(artifact && decodeAnswerLengths(artifact, reference.responses.queries.length), reference, index);
}

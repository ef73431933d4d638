import { artifactDigest, encodeArtifact } from '../../../domain/artifact.js';
import type { Evidence } from '../../../domain/evidence.js';
import type { Catalogue } from '../../../domain/llm.js';
import { encodeEvidence } from '../../../routing/evidence-artifact.js';
import type { RouterSet, RouterSetFactory } from '../../../routing/router-set.js';
import { loadRouterSet } from '../../../routing/router-set.js';

/** The routers of a set as a server would load them with more evidence; they share everything else with it. */
export function withEvidence(
  set: RouterSet,
  evidence: Evidence,
  catalogue: Catalogue,
  factory: RouterSetFactory,
): Promise<RouterSet> {
  const bytes = encodeArtifact(encodeEvidence(evidence));
  const manifest = { ...set.manifest, evidence: artifactDigest(bytes) };
  return loadRouterSet(manifest, () => Promise.resolve(bytes), catalogue, factory, set);
}

import type { EvidenceSource } from '../../calibration/evidence/source.js';
import type { Clock } from '../../domain/clock.js';
import type { IndexChoice } from '../../index/neighbour-index.js';
import type { RouterSetManifest } from '../../routing/ports.js';
import type { RouterSet } from '../../routing/router-set.js';
import type { TrainingDeps } from '../training-job.js';
import type { CompareVersions } from './comparison-task.js';
import type { RefitRepository } from './types.js';

/** What a refit needs besides what a training does. */
export interface RefitDeps extends TrainingDeps {
  readonly refits: RefitRepository;
  /** All that is known beyond training responses: what serves has learned from it, and so does a candidate. */
  readonly evidence: readonly EvidenceSource[];
  /** Loads a version for a look; `blobs` are bytes that are not stored yet. The caller disposes of it. */
  readonly load: (manifest: RouterSetManifest, blobs: ReadonlyMap<string, Uint8Array>) => Promise<RouterSet>;
  readonly compare: CompareVersions;
  readonly index: IndexChoice;
  readonly warmUpNeighbours: number;
  readonly clock: Clock;
  readonly newId: () => string;
}

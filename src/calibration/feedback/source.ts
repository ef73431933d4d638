import type { RouterSet } from '../../routing/router-set.js';
import type { EvidenceSource } from '../evidence/source.js';
import type { FeedbackCut } from './cut.js';
import { cutOf } from './cut.js';
import type { ReadStatements, StatementDeps } from './read-statements.js';
import { readStatements } from './read-statements.js';
import type { FeedbackSettings } from './settings.js';
import type { WeighedFeedback } from './weigh.js';
import { weighFeedback } from './weigh.js';

/** Key of feedback in the evidence of a version. */
export const FEEDBACK_SOURCE = 'feedback';

export interface GatheredFeedback {
  readonly read: ReadStatements;
  readonly weighed: WeighedFeedback;
}

/** Everything said up to the cut, weighed. Throws CANCELLED. */
export async function gatherFeedback(
  deps: StatementDeps,
  settings: FeedbackSettings,
  set: Pick<RouterSet, 'routers'>,
  { until, drifted }: FeedbackCut,
  signal?: AbortSignal,
): Promise<GatheredFeedback> {
  const read = await readStatements(deps, set, until, signal);
  return { read, weighed: weighFeedback(read.statements, settings, until, drifted) };
}

/**
 * Feedback as evidence of a version, as far as the set has learned from it already: a version that is made for another reason keeps what
 * was approved, and nothing unapproved slips in. Stored responses hold no feedback, so no training counts it a second time.
 */
export function feedbackEvidence(deps: StatementDeps, settings: FeedbackSettings): EvidenceSource {
  return {
    name: FEEDBACK_SOURCE,
    async collect(set) {
      const cut = cutOf(set.manifest);
      return cut ? (await gatherFeedback(deps, settings, set, cut)).weighed : { scores: [], preferences: [] };
    },
  };
}

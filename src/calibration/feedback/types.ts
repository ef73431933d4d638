import type { VersionId } from '../../domain/ids.js';
import type { Promotion, RouterSetManifest } from '../../routing/ports.js';
import type { Caller } from '../../routing/types.js';
import type { VersionDiff } from '../version-diff/types.js';
import type { LimitCheck } from './limits.js';
import type { FeedbackReport } from './report.js';

export interface LearnRequest {
  /** Whether the version serves at once where every limit is met. */
  readonly approveWithinLimits: boolean;
  /** Makes none where one over the serving version has learned from all that was said: for a schedule, which would make one after another. */
  readonly unlessProposed?: boolean;
}

/** A version that has learned from feedback, and what it changes. */
export interface FeedbackUpdate {
  readonly manifest: RouterSetManifest;
  /** The version that served when it was made, which the diff starts from. */
  readonly over: VersionId;
  readonly report: FeedbackReport;
  readonly diff: VersionDiff;
  readonly limits: readonly LimitCheck[];
  readonly withinLimits: boolean;
  /** Whether it serves. */
  readonly approved: boolean;
}

/** Routers learn from feedback in versions that can be looked at, approved and rolled back. */
export interface LearningService {
  /** What feedback there is for the serving version, and what is odd about it. Changes nothing. Throws CANCELLED. */
  report(caller?: Caller): Promise<FeedbackReport>;
  /**
   * Stores a version of what serves that has learned from all feedback so far. Throws FEEDBACK_INSUFFICIENT where there is none that the serving one has
   * not learned from, and CANCELLED.
   */
  learn(request: LearnRequest, caller?: Caller): Promise<FeedbackUpdate>;
  /** Lets an update serve. Throws UNKNOWN_VERSION, and UPDATE_OUTDATED where it is none or another version serves than the one it was compared with. */
  approve(version: VersionId): Promise<RouterSetManifest>;
  /** The version that rollBack would let serve; null where there is none. */
  rollbackTarget(): Promise<VersionId | null>;
  /** Lets the version serve again that did before. Throws NOTHING_TO_ROLL_BACK. */
  rollBack(): Promise<RouterSetManifest>;
  /** Which versions began to serve, oldest first. */
  promotions(): Promise<readonly Promotion[]>;
  /** What changes from one stored version to another. Throws UNKNOWN_VERSION and CANCELLED. */
  diff(from: VersionId, to: VersionId, caller?: Caller): Promise<VersionDiff>;
}

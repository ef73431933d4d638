import type { FeedbackReport } from '../../calibration/feedback/report.js';
import type { LearningStatus } from '../../calibration/feedback/schedule.js';
import type { FeedbackUpdate } from '../../calibration/feedback/types.js';
import type { FeedbackReportType } from '../../schema/feedback-report.type.js';
import type { FeedbackUpdateType, LearningStatusType } from '../../schema/learning.type.js';

/** Reporters that are listed; the rest are the least suspicious. */
const REPORTERS = 500;

export const feedbackReportView = (report: FeedbackReport): FeedbackReportType => ({
  ...report,
  reporters: report.reporters.slice(0, REPORTERS),
});

export const updateView = ({ manifest, report, ...rest }: FeedbackUpdate): FeedbackUpdateType => ({
  ...rest,
  version: manifest.version,
  label: manifest.label,
  report: feedbackReportView(report),
});

export const learningStatusView = (status: LearningStatus): LearningStatusType => ({
  ...status,
  nextAt: status.nextAt === null ? null : new Date(status.nextAt),
  latest: status.latest && updateView(status.latest),
});

import type { DriftStatus } from '../../routing/drift/monitor.js';
import type { DriftCheck, DriftReport, DriftWindow } from '../../routing/drift/types.js';
import type { DriftCheckType, DriftReportType, DriftStatusType } from '../../schema/drift.type.js';

export const driftView = (report: DriftReport): DriftReportType => ({
  ...report,
  createdAt: new Date(report.createdAt),
  recent: windowView(report.recent),
  reference: windowView(report.reference),
  checks: report.checks.map(checkView),
  alerts: report.alerts.map(checkView),
});

export const driftStatusView = (status: DriftStatus): DriftStatusType => ({
  ...status,
  nextAt: status.nextAt === null ? null : new Date(status.nextAt),
  latest: status.latest && driftView(status.latest),
});

const windowView = (window: DriftWindow) => ({ ...window, from: new Date(window.from), to: new Date(window.to) });
const checkView = (check: DriftCheck): DriftCheckType => ({
  ...check,
  examples: check.examples.map((example) => ({ ...example, createdAt: new Date(example.createdAt) })),
});

import type { RetentionService } from '../../jobs/retention/retention.js';
import type { RetentionSchedule } from '../../jobs/retention/schedule.js';
import type { RetentionReport } from '../../jobs/retention/types.js';
import type { RetentionReportType, RetentionType } from '../../schema/retention.type.js';

const dateOf = (ms: number | null | undefined): Date | null => (ms === null || ms === undefined ? null : new Date(ms));

export const retentionReportView = (report: RetentionReport): RetentionReportType => ({
  ...report,
  decisionsBefore: dateOf(report.decisionsBefore),
  sumsBefore: dateOf(report.sumsBefore),
});

export function retentionView({ settings }: RetentionService, schedule: RetentionSchedule | null): RetentionType {
  const status = schedule?.status();
  return {
    ...settings,
    everyMinutes: status?.everyMinutes ?? null,
    running: status?.running ?? false,
    nextAt: dateOf(status?.nextAt),
    latest: status?.latest ? retentionReportView(status.latest) : null,
    error: status?.error ?? null,
  };
}

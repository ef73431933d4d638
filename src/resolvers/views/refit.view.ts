import type { RefitScheduleStatus } from '../../jobs/refit/schedule.js';
import type { StoredRefit } from '../../jobs/refit/types.js';
import type { RefitScheduleType, RefitType } from '../../schema/refit.type.js';

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

export const refitView = ({ createdAt, endedAt, ...refit }: StoredRefit): RefitType => ({
  ...refit,
  createdAt: new Date(createdAt),
  endedAt: date(endedAt),
});

export const refitScheduleView = ({ nextAt, ...status }: RefitScheduleStatus): RefitScheduleType => ({
  ...status,
  nextAt: date(nextAt),
});

import { z } from 'zod';
import { integer, setting } from './config-setting.js';

/** A hundred years. */
const LONGEST_DAYS = 36_525;

/** Settings of docs/data.md. */
export const dataSettings = {
  decisionKeepDays: setting(
    integer(1, LONGEST_DAYS).optional(),
    'THETA_DECISION_KEEP_DAYS',
    'Whole UTC days that logged decisions are kept beside the current one, with their feedback and shadows; for ever by default. Up to 100 each day is a partition of its own, which is dropped whole.',
  ),
  trafficKeepDays: setting(
    integer(1, LONGEST_DAYS).optional(),
    'THETA_TRAFFIC_KEEP_DAYS',
    'Whole UTC days that the sums of traffic are kept beside the current one, which hold no texts; for ever by default.',
  ),
  retentionEvery: setting(
    integer(1, 10_080).default(60),
    'THETA_RETENTION_EVERY',
    'Minutes between two removals of what is older than is kept.',
  ),
};

export type DataConfig = Readonly<z.infer<z.ZodObject<typeof dataSettings>>>;

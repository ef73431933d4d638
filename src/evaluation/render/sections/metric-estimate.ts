import type { Comparison, Estimate } from '../../report.js';
import { formatNumber } from '../format.js';
import { METRICS } from '../metrics.js';

/** The value of a metric as it is written, without its interval. */
export const metricEstimate = ({ value }: Estimate, metric: Comparison['metric']): string =>
  formatNumber(value, METRICS[metric].format);

import { LATENCY_BINS, binnedPercentile } from '../../domain/latency-bins.js';
import type { TrafficFigures, TrafficSums } from './types.js';

export function noTraffic(): TrafficSums {
  return {
    decisions: 0,
    abstained: 0,
    abstentionOn: 0,
    predictions: 0,
    predictedSum: 0,
    costed: 0,
    usd: 0,
    compared: 0,
    referenceUsd: 0,
    comparedUsd: 0,
    feedback: 0,
    scores: 0,
    scoreSum: 0,
    thumbsUp: 0,
    thumbsDown: 0,
    latency: new Float64Array(LATENCY_BINS),
  };
}

function addTraffic(sums: TrafficSums, more: TrafficSums): void {
  for (const name of SUM_NAMES) sums[name] += more[name];
  for (let i = 0; i < LATENCY_BINS; i++) (sums.latency[i] as number) += more.latency[i] as number;
}

/** Of the sums that are one number. */
export type SumName = Exclude<keyof TrafficSums, 'latency'>;
export const SUM_NAMES = (Object.keys(noTraffic()) as (keyof TrafficSums)[]).filter(
  (name): name is SumName => name !== 'latency',
);

export function totalOf(all: Iterable<TrafficSums>): TrafficSums {
  const total = noTraffic();
  for (const sums of all) addTraffic(total, sums);
  return total;
}

export function figuresOf(sums: TrafficSums): TrafficFigures {
  const [p50, p90, p99] = [0.5, 0.9, 0.99].map((p) => binnedPercentile(sums.latency, p));
  const isKnown = typeof p50 === 'number' && typeof p90 === 'number' && typeof p99 === 'number';
  return { sums, latency: isKnown ? { p50, p90, p99 } : null };
}

import { LATENCY_BINS, binnedPercentile } from '../../domain/latency-bins.js';
import type { TrafficFigures, TrafficSums } from './types.js';

export const noTraffic = (): TrafficSums => ({
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
});

/** Adds `sign` times `more` to `sums`. */
export function addTraffic(sums: TrafficSums, more: TrafficSums, sign = 1): void {
  for (const name of Object.keys(sums) as (keyof TrafficSums)[]) {
    if (name !== 'latency') sums[name] += sign * more[name];
  }
  for (let i = 0; i < LATENCY_BINS; i++)
    sums.latency[i] = (sums.latency[i] as number) + sign * (more.latency[i] as number);
}

export function totalOf(all: Iterable<TrafficSums>): TrafficSums {
  const total = noTraffic();
  for (const sums of all) addTraffic(total, sums);
  return total;
}

export function figuresOf(sums: TrafficSums): TrafficFigures {
  const at = (p: number) => binnedPercentile(sums.latency, p) as number;
  return { sums, latency: sums.decisions > 0 ? { p50: at(0.5), p90: at(0.9), p99: at(0.99) } : null };
}

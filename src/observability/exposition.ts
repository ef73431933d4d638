import type { Metric, Registry } from 'prom-client';
import type { DurationHistogram } from './histogram.js';

type Labels = Readonly<Record<string, string>>;
/** One line: `suffix` follows the name of the metric. */
export interface Sample {
  readonly value: number;
  readonly labels?: Labels;
  readonly suffix?: '_bucket' | '_sum' | '_count';
}

export interface Described {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** Asked when somebody reads the metrics, and never otherwise. */
  readonly collect: () => Iterable<Sample> | Promise<Iterable<Sample>>;
}

/** What prom-client needs of a metric to print it; its own count where the work is done, these are asked for numbers that exist. */
export function register(registry: Registry, described: Described): void {
  const { name, help, type, collect } = described;
  const get = async () => {
    const values = Array.from(await collect(), ({ value, labels = {}, suffix = '' }) => {
      return { value, labels, metricName: name + suffix };
    });
    return { name, help, type, aggregator: 'sum', values };
  };
  registry.registerMetric({ name, help, type, get, reset: () => {} } as unknown as Metric);
}

/** The lines of a histogram. */
export function* histogramSamples(histogram: DurationHistogram, labels: Labels = {}): Generator<Sample> {
  const { upTo, sum } = histogram.read();
  for (const [i, value] of upTo.entries()) {
    yield { value, labels: { ...labels, le: String(histogram.edges[i] ?? '+Inf') }, suffix: '_bucket' };
  }
  yield { value: sum, labels, suffix: '_sum' };
  yield { value: upTo.at(-1) as number, labels, suffix: '_count' };
}

export function* familySamples(
  family: Iterable<{ readonly labels: Labels; readonly of: DurationHistogram }>,
): Generator<Sample> {
  for (const { labels, of } of family) yield* histogramSamples(of, labels);
}

export const one = (value: number): Sample[] => [{ value }];

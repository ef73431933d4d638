/** Counts durations in fixed buckets: a few additions each, no objects, so that it may stand on the path of every request. */
export class DurationHistogram {
  /** Per bucket, the last one without an upper edge. */
  readonly #counts: Float64Array;
  #sum = 0;

  constructor(
    /** Upper edges, seconds, rising. */
    readonly edges: readonly number[],
  ) {
    this.#counts = new Float64Array(edges.length + 1);
  }

  observe(seconds: number): void {
    const { edges } = this;
    let bucket = 0;
    while (bucket < edges.length && seconds > (edges[bucket] as number)) bucket++;
    this.#counts[bucket] = (this.#counts[bucket] as number) + 1;
    this.#sum += seconds;
  }

  /** `upTo[i]` counts what did not pass `edges[i]`; the last of it counts all. */
  read(): { readonly upTo: readonly number[]; readonly sum: number } {
    let total = 0;
    return { upTo: Array.from(this.#counts, (count) => (total += count)), sum: this.#sum };
  }
}

/** Histograms by label values, made when they are met first. */
export class HistogramFamily<K extends string> {
  readonly #members = new Map<
    string,
    { readonly labels: Readonly<Record<K, string>>; readonly of: DurationHistogram }
  >();

  constructor(private readonly edges: readonly number[]) {}

  /** `key` names the labels; it is looked up in place of them, which costs less. */
  observe(key: string, seconds: number, labels: () => Readonly<Record<K, string>>): void {
    let member = this.#members.get(key);
    if (!member) this.#members.set(key, (member = { labels: labels(), of: new DurationHistogram(this.edges) }));
    member.of.observe(seconds);
  }

  members(): Iterable<{ readonly labels: Readonly<Record<K, string>>; readonly of: DurationHistogram }> {
    return this.#members.values();
  }
}

/** Requests and statements: from half a millisecond to half a minute. */
export const REQUEST_EDGES = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Decisions and searches: from 50 µs. */
export const DECISION_EDGES = [
  0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5,
];

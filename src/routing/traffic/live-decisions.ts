import type { Stream } from '../../domain/paced-stream.js';
import type { Newest } from '../../domain/newest-stream.js';
import { NewestStream } from '../../domain/newest-stream.js';
import type { DecisionFilter, DecisionRecord } from '../ports.js';

/** Decisions that may wait for a reader. */
const WAITING_LIMIT = 200;

/** Decisions as this server writes them to the log, for whoever watches; without readers it does nothing. */
export class LiveDecisions {
  readonly #readers = new Map<NewestStream<DecisionRecord>, DecisionFilter>();

  constructor(private readonly limit = WAITING_LIMIT) {}

  publish(records: readonly DecisionRecord[]): void {
    for (const [stream, filter] of this.#readers) stream.put(records.filter((record) => fits(record, filter)));
  }

  /** Those that fit the filter, from now on. */
  watch(filter: DecisionFilter): Stream<Newest<DecisionRecord>> {
    const stream = new NewestStream<DecisionRecord>(this.limit, () => this.#readers.delete(stream));
    this.#readers.set(stream, filter);
    return stream;
  }

  /** Readers that have not ended. */
  get readers(): number {
    return this.#readers.size;
  }
}

/** The same conditions as those of the log in SQL. */
export const fits = (record: DecisionRecord, filter: DecisionFilter): boolean =>
  (filter.router === undefined || record.router === filter.router) &&
  (filter.llm === undefined || record.llm === filter.llm) &&
  (filter.pool === undefined || record.pool === filter.pool) &&
  (filter.version === undefined || record.version === filter.version) &&
  (filter.abstained === undefined || record.abstained === filter.abstained) &&
  (filter.principal === undefined || record.principal === filter.principal) &&
  (filter.tag === undefined || record.tags.includes(filter.tag)) &&
  (filter.from === undefined || record.createdAt >= filter.from) &&
  (filter.to === undefined || record.createdAt < filter.to);

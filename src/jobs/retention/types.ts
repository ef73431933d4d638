/** What a step, or a whole run, removed. */
export interface Removed {
  readonly decisions: number;
  /** Of those decisions. */
  readonly feedback: number;
  readonly shadows: number;
  /** Of the sums of traffic. */
  readonly sums: number;
  /** Dropped whole. */
  readonly partitions: readonly string[];
}

export interface RetentionStep extends Removed {
  /** More to do; done; or another server is at it. */
  readonly next: 'more' | 'none' | 'busy';
}

/** Removes what is old, a little at a time. One server at a time: the others are told that it is busy. */
export interface RetentionStore {
  /** Decisions that were made before that moment (milliseconds since 1970), with their feedback and shadows: at most `limit` rows, or a partition. */
  expireDecisions(before: number, limit: number): Promise<RetentionStep>;
  /** Sums of hours and days that began before it. */
  expireSums(before: number, limit: number): Promise<RetentionStep>;
}

export interface RetentionReport extends Removed {
  /** Milliseconds since 1970: everything before went, or would have; null where that is kept for ever. */
  readonly decisionsBefore: number | null;
  readonly sumsBefore: number | null;
  /** False where another server was at it, or the run was stopped: what is left goes with the next run. */
  readonly finished: boolean;
  readonly durationMs: number;
}

export interface RetentionSettings {
  /** Whole UTC days to keep; null for ever. */
  readonly decisionDays: number | null;
  readonly sumDays: number | null;
}

/** Which logged decisions are meant: all that is given must hold. */
export interface ForgetRequest {
  readonly text?: string | undefined;
  /** Of a text: its SHA-256, or the digest that the log shows. */
  readonly hash?: string | undefined;
  readonly decisionIds?: readonly string[] | undefined;
  readonly tag?: string | undefined;
  /** Made before that moment, milliseconds since 1970. */
  readonly before?: number | undefined;
}

/** The same as the store looks for it. */
export interface ForgetSelection {
  /** A text that is stored, or by its SHA-256, or any of its digests. */
  readonly query: { readonly text: string | null; readonly sha256: string; readonly digests: readonly string[] } | null;
  readonly decisionIds: readonly string[] | null;
  readonly tag: string | null;
  readonly before: number | null;
}

export interface Forgotten {
  /** Decisions whose text or digest was removed. */
  readonly decisions: number;
  /** Feedback in words (corrected labels) that was removed. */
  readonly labels: number;
  readonly shadows: number;
  /** Vectors of those texts in the cache of the database. */
  readonly vectors: number;
}

export interface ForgetStep extends Forgotten {
  /** Where the next step goes on; null at the end. */
  readonly next: string | null;
  /** Ids (query-id.ts) of the texts that feedback was about, as far as they can be told. */
  readonly taught: readonly string[];
}

export interface ForgetStore {
  /** A transaction over at most `limit` decisions with ids above `after`. */
  forgetSome(selection: ForgetSelection, after: string | null, limit: number): Promise<ForgetStep>;
  /** Vectors in the cache, by digests. */
  forgetVectors(digests: readonly string[]): Promise<number>;
  /** Removes a label from decisions and from the sums of traffic; returns how many of both had it. */
  forgetLabel(tag: string): Promise<{ readonly decisions: number; readonly sums: number }>;
}

export interface ForgetReport extends Forgotten {
  /** Decisions and sums from which the label was removed; 0 where more than a tag was given. */
  readonly labelled: { readonly decisions: number; readonly sums: number };
  /** Versions that have learned from feedback on these texts and hold their vectors, as far as that can be told. */
  readonly versions: readonly string[];
  /** Whether the given text is a training query too, which forgetting leaves as it is; null where no text and no SHA-256 was given. */
  readonly isTrainingQuery: boolean | null;
}

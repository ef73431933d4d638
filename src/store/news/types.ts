import type { JobStatus } from '../../jobs/types.js';

/** What servers on one database tell each other of. */
export type Topic = 'serving' | 'catalogue';

/** Called when something may have changed; when it rejects it is called again at the next look. */
export type Reader = () => Promise<void>;

export interface JobChange {
  readonly id: string;
  /** CANCEL: it runs, and is to be stopped. */
  readonly status: JobStatus | 'CANCEL';
}

export interface NewsHandlers {
  /** By topic. */
  readonly changed: Readonly<Record<Topic, Reader>>;
  /** Another server waits for decisions that this one may hold. */
  readonly onFlush: () => void;
}

/** What the other servers on the same database change. */
export interface News {
  /** Hears from now on, and of everything that has changed since the news were opened. */
  start(handlers: NewsHandlers): Promise<void>;
  /** Told of each job that has changed; null where that may be any, since messages may have been lost. Returns what ends it. */
  onJob(heard: (change: JobChange | null) => void): () => void;
  /** Asks every server to write the decisions that it holds. */
  askForDecisions(): Promise<void>;
  /** Whether notifications are heard; changes are found by looking where they are not. */
  readonly listening: boolean;
  close(): Promise<void>;
}

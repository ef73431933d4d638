import { sql } from 'drizzle-orm';
import type { Database } from '../database.js';
import type { StoreLogger } from '../logger.js';
import type { Scheduler } from '../scheduler.js';
import { revisions } from '../schema/index.js';
import { Listener } from './listener.js';
import type { JobChange, News, NewsHandlers, Topic } from './types.js';

/** Triggers of the migrations name it too. */
const CHANNEL = 'theta';
const FLUSH = 'flush';
const JOB = 'job ';

export interface NewsOptions {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly pollMs: number;
  readonly scheduler: Scheduler;
  readonly logger: StoreLogger;
  readonly uniform: () => number;
}

type Seen = Map<string, number>;

/**
 * Reads the revisions of what servers share, when a notification says so and every so often besides. The number decides, so a
 * notification that is lost, comes late or twice does no harm.
 */
export class DatabaseNews implements News {
  readonly #listener: Listener;
  readonly #jobListeners = new Set<(change: JobChange | null) => void>();
  readonly #seen: Seen;
  #handlers: NewsHandlers | null = null;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #cancelTimer: (() => void) | null = null;
  #closed = false;

  private constructor(
    private readonly options: NewsOptions,
    seen: Seen,
  ) {
    this.#seen = seen;
    this.#listener = new Listener({
      ...options,
      channel: CHANNEL,
      onMessage: (payload) => this.#hear(payload),
      onListening: () => this.#lookAtAll(),
    });
  }

  /** Opened before anything is read that it tells of, so that no change falls between the two. */
  static async open(options: NewsOptions): Promise<DatabaseNews> {
    return new DatabaseNews(options, await readRevisions(options.database));
  }

  async start(handlers: NewsHandlers): Promise<void> {
    this.#handlers = handlers;
    this.#wait();
    await this.#listener.start();
  }

  onJob(heard: (change: JobChange | null) => void): () => void {
    this.#jobListeners.add(heard);
    return () => this.#jobListeners.delete(heard);
  }

  async askForDecisions(): Promise<void> {
    await this.options.database.run((db) => db.execute(sql`select pg_notify(${CHANNEL}, ${FLUSH})`));
  }

  get listening(): boolean {
    return this.#listener.listening;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelTimer?.();
    await this.#listener.close();
    await this.#looking;
  }

  #hear(payload: string): void {
    if (payload === FLUSH) this.#handlers?.onFlush();
    else if (payload.startsWith(JOB)) this.#tellOfJob(jobChange(payload));
    else this.#look();
  }

  #tellOfJob(change: JobChange | null): void {
    for (const heard of this.#jobListeners) heard(change);
  }

  #lookAtAll(): void {
    this.#tellOfJob(null);
    this.#look();
  }

  #wait(): void {
    if (this.#closed) return;
    this.#cancelTimer = this.options.scheduler.after(this.options.pollMs, () => {
      this.#lookAtAll();
      this.#wait();
    });
  }

  /** One look at a time; what is said during one leads to one more. */
  #look(): void {
    if (this.#closed || !this.#handlers) return;
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#lookAgain = false;
    this.#looking = this.#readAndTell(this.#handlers)
      .catch((err: unknown) => this.options.logger.warn({ err }, 'could not look at what other servers have changed'))
      .finally(() => {
        this.#looking = null;
        if (this.#lookAgain) this.#look();
      });
  }

  async #readAndTell({ changed }: NewsHandlers): Promise<void> {
    for (const [topic, revision] of await readRevisions(this.options.database)) {
      if (this.#seen.get(topic) === revision || !(topic in changed)) continue;
      try {
        await changed[topic as Topic]();
        // Not before: what could not be read is read at the next look.
        this.#seen.set(topic, revision);
      } catch (err) {
        this.options.logger.error({ err, topic }, 'what another server has changed does not serve here yet');
      }
    }
  }
}

/** `job 018f… RUNNING` */
function jobChange(payload: string): JobChange {
  const [id = '', status = 'QUEUED'] = payload.slice(JOB.length).split(' ');
  return { id, status: status as JobChange['status'] };
}

const readRevisions = async (database: Database): Promise<Seen> => {
  const rows = await database.run((db) => db.select().from(revisions));
  return new Map(rows.map(({ topic, revision }) => [topic, revision]));
};

import pg from 'pg';
import type { Scheduler } from '../scheduler.js';
import { endConnection } from '../end-connection.js';
import type { StoreLogger } from '../logger.js';

export interface ListenerOptions {
  readonly databaseUrl: string;
  readonly channel: string;
  readonly onMessage: (payload: string) => void;
  /** Called whenever it begins to listen: what was said before has not been heard. */
  readonly onListening: () => void;
  readonly scheduler: Scheduler;
  readonly logger: StoreLogger;
  /** Uniform in [0, 1): servers that lost one database must not come back all at once. */
  readonly uniform: () => number;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
const CONNECT_MS = 5_000;

/** Hears notifications on a connection of its own, and connects again by itself when that is lost. */
export class Listener {
  #client: pg.Client | null = null;
  #pauseMs = FIRST_PAUSE_MS;
  #cancelTimer: (() => void) | null = null;
  #closed = false;
  #connecting: Promise<void> = Promise.resolve();

  constructor(private readonly options: ListenerOptions) {}

  /** Resolves after the first attempt, whether it listens then or not. */
  start(): Promise<void> {
    this.#connecting = this.#connect();
    return this.#connecting;
  }

  get listening(): boolean {
    return this.#client !== null;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelTimer?.();
    await this.#connecting;
    const client = this.#client;
    this.#client = null;
    if (client) await endConnection(client);
  }

  async #connect(): Promise<void> {
    const { databaseUrl, channel, onMessage, onListening, logger } = this.options;
    const client = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: CONNECT_MS,
      keepAlive: true,
      application_name: 'theta-router news',
    });
    let lost = false;
    // An error event comes before the end, or alone; either ends this connection once.
    const onLost = (error?: Error) => {
      if (lost) return;
      lost = true;
      this.#client = null;
      void endConnection(client);
      if (this.#closed) return;
      logger.warn({ err: error, retryMs: this.#pauseMs }, 'the connection that hears of changes was lost');
      this.#again();
    };
    client.on('error', onLost);
    client.on('end', () => onLost());
    client.on('notification', ({ payload }) => onMessage(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      onLost(error as Error);
      return;
    }
    if (lost) return;
    if (this.#closed) return endConnection(client);
    this.#client = client;
    this.#pauseMs = FIRST_PAUSE_MS;
    onListening();
  }

  #again(): void {
    const ms = this.#pauseMs * (0.5 + this.options.uniform() / 2);
    this.#pauseMs = Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS);
    this.#cancelTimer = this.options.scheduler.after(ms, () => {
      if (!this.#closed) void this.start();
    });
  }
}

import type { Job, JobStatus } from '../jobs/types.js';
import type { RouterSetManifest } from '../routing/ports.js';
import type { ServingEmbedder } from '../routing/serving-embedder.js';
import type { Described, Sample } from './exposition.js';
import { one } from './exposition.js';

/** Build of this server. */
export interface BuildInfo {
  readonly version: string;
  /** Of the sources; null where the build did not know it. */
  readonly commit: string | null;
  readonly node: string;
}

/** Figures that the product keeps anyway; read when metrics are asked for. */
export interface ProductFigures {
  readonly build: BuildInfo;
  readonly serving: () => RouterSetManifest;
  readonly embedder: () => ServingEmbedder;
  readonly index: () => { readonly engine: string; readonly layout: string; readonly size: number };
  readonly llms: () => number;
  readonly jobs: () => readonly Job[] | Promise<readonly Job[]>;
  readonly decisionLog: () => { readonly waiting: number; readonly written: number; readonly dropped: number };
  readonly database: () => {
    readonly kind: string;
    readonly open: number;
    readonly idle: number;
    readonly waiting: number;
  };
}

const KINDS: readonly Job['kind'][] = ['TRAINING', 'EVALUATION', 'REFIT'];
const STATUSES: readonly JobStatus[] = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'];

export const productMetrics = (figures: ProductFigures): readonly Described[] => [
  ...embeddingMetrics(figures),
  {
    name: 'theta_decision_log_waiting',
    help: 'Decisions that wait to be written.',
    type: 'gauge',
    collect: () => one(figures.decisionLog().waiting),
  },
  {
    name: 'theta_decision_log_written_total',
    help: 'Decisions written to the log.',
    type: 'counter',
    collect: () => one(figures.decisionLog().written),
  },
  {
    name: 'theta_decision_log_dropped_total',
    help: 'Decisions that will never be in the log: too many waited, or the database refused them.',
    type: 'counter',
    collect: () => one(figures.decisionLog().dropped),
  },
  {
    name: 'theta_database_connections',
    help: 'Connections to the database by state (busy, idle).',
    type: 'gauge',
    collect() {
      const { open, idle } = figures.database();
      return [
        { value: open - idle, labels: { state: 'busy' } },
        { value: idle, labels: { state: 'idle' } },
      ];
    },
  },
  {
    name: 'theta_database_waiting',
    help: 'Statements and transactions that wait for a connection.',
    type: 'gauge',
    collect: () => one(figures.database().waiting),
  },
  {
    name: 'theta_jobs',
    help: 'Jobs since the start of the server, by kind and status.',
    type: 'gauge',
    collect: async () => jobSamples(await figures.jobs()),
  },
  {
    name: 'theta_serving_info',
    help: '1, with the version that serves, its default router and the number of its routers as labels.',
    type: 'gauge',
    collect() {
      const { version, defaultRouter, routers } = figures.serving();
      return [{ value: 1, labels: { version, default_router: defaultRouter, routers: String(routers.length) } }];
    },
  },
  {
    name: 'theta_catalogue_llms',
    help: 'LLMs of the catalogue.',
    type: 'gauge',
    collect: () => one(figures.llms()),
  },
  {
    name: 'theta_index_size',
    help: 'Training queries in the index, with its engine and layout as labels.',
    type: 'gauge',
    collect() {
      const { size, engine, layout } = figures.index();
      return [{ value: size, labels: { engine, layout } }];
    },
  },
  {
    name: 'theta_build_info',
    help: '1, with version, commit and Node of this server and the kind of its database as labels.',
    type: 'gauge',
    collect() {
      const { version, commit, node } = figures.build;
      const { kind } = figures.database();
      return [{ value: 1, labels: { version, commit: commit ?? 'unknown', node, database: kind } }];
    },
  },
];

const embeddingMetrics = ({ embedder }: ProductFigures): readonly Described[] => [
  {
    name: 'theta_embedding_texts_total',
    help: 'Texts asked of the embedding layer by what became of them: cached, shared with an equal one in flight, stored, embedded, refused. Starts anew with a version that has another embedder.',
    type: 'counter',
    collect() {
      const { cacheHits, shared, storeHits, embedded, refused } = embedder().counters();
      const by = { cached: cacheHits, shared, stored: storeHits, embedded, refused };
      return Object.entries(by).map(([result, value]) => ({ value, labels: { result } }));
    },
  },
  {
    name: 'theta_embedding_waiting',
    help: 'Texts that wait for the embedder.',
    type: 'gauge',
    collect: () => one(embedder().counters().waiting),
  },
  {
    name: 'theta_embedding_batches_total',
    help: 'Calls of the embedder.',
    type: 'counter',
    collect: () => one(embedder().counters().batches),
  },
  {
    name: 'theta_embedding_batches_running',
    help: 'Calls of the embedder under way.',
    type: 'gauge',
    collect: () => one(embedder().counters().running),
  },
  {
    name: 'theta_embedding_tokens_total',
    help: 'Tokens embedded, by whether padding is counted (text, padded).',
    type: 'counter',
    collect() {
      const { batchTokens, paddedTokens } = embedder().counters();
      return [
        { value: batchTokens, labels: { counted: 'text' } },
        { value: paddedTokens, labels: { counted: 'padded' } },
      ];
    },
  },
  {
    name: 'theta_embedding_cache_bytes',
    help: 'Memory of the cache of recent vectors.',
    type: 'gauge',
    collect: () => one(embedder().counters().cacheBytes),
  },
];

/** Every kind and status, also those without a job: an alert needs the 0. */
function jobSamples(jobs: readonly Job[]): readonly Sample[] {
  return KINDS.flatMap((kind) =>
    STATUSES.map((status) => ({
      value: jobs.filter((job) => job.kind === kind && job.status === status).length,
      labels: { kind, status },
    })),
  );
}

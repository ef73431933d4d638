import { resolve } from 'node:path';
import { z } from 'zod';
import { feedbackSettings } from './config-feedback.js';
import { refitSettings } from './config-refit.js';
import { gradingSettings } from './config-grading.js';
import { dataSettings } from './config-data.js';
import { gatewaySettings } from './config-gateway.js';
import { observabilitySettings } from './config-observability.js';
import { replicasSettings } from './config-replicas.js';
import { checkSecurity, securitySettings } from './config-security.js';
import { integer, secretSetting, setting } from './config-setting.js';
import { ThetaError } from './domain/errors.js';
import { TENSOR_BACKENDS } from './tensor/backend.js';
import { embedderSpec } from './tensor/embedders/choice.js';
import { DEVICES, DTYPES, POOLINGS } from './tensor/embedders/spec.js';

export const configSchema = z.object({
  host: setting(
    z.string().default('127.0.0.1'),
    'THETA_HOST',
    'Address to listen on. Without authentication (THETA_AUTH) only loopback addresses are accepted.',
  ),
  port: setting(integer(0, 65535).default(4400), 'PORT', 'Port to listen on; 0 takes any free one.'),
  databaseUrl: secretSetting(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'expected postgres://…')
      .optional(),
    'DATABASE_URL',
    'PostgreSQL to use. Without it the embedded database in the data folder serves.',
  ),
  databasePoolSize: setting(integer(1, 200).default(10), 'THETA_DATABASE_POOL_SIZE', 'Connections to PostgreSQL.'),
  dataFolder: setting(
    z.string().default('.theta'),
    'THETA_DATA',
    'Folder of the embedded database and caches; created when missing. One server at a time.',
  ),
  bootstrapFolder: setting(
    z.string().optional(),
    'THETA_BOOTSTRAP',
    'Router set and catalogue that an empty database starts from; the shipped one by default.',
  ),
  plugins: setting(
    z
      .string()
      .default('')
      .transform((s) =>
        s
          .split(',')
          .map((p) => p.trim())
          .filter((p) => p !== ''),
      ),
    'THETA_PLUGINS',
    'Router plugins from outside, as package names or file paths, separated by commas.',
  ),
  defaultAlpha: setting(
    z.coerce.number().min(0).max(1).default(0.8),
    'THETA_DEFAULT_ALPHA',
    'α where a request names none (paper 6.1, performance first).',
  ),
  warmUpNeighbours: setting(integer(1, 100).default(5), 'THETA_WARM_UP_NEIGHBOURS', 'k of the warm-up (paper 5.5).'),
  warmUpWeight: setting(
    z.coerce.number().min(0).max(1).optional(),
    'THETA_WARM_UP_WEIGHT',
    'λ of the warm-up; by default the one that validated best when the router set was trained.',
  ),
  heldOutShare: setting(
    z.coerce.number().min(0).max(0.5).default(0.1),
    'THETA_HELD_OUT_SHARE',
    'Share of the queries that a training keeps aside to calibrate P̂ and to solve targets on; 0 trains on all and leaves P̂ as routers give it.',
  ),
  maxQueryCharacters: setting(
    integer(1, 10_000_000).default(32_768),
    'THETA_MAX_QUERY_CHARACTERS',
    'Longest query accepted, in UTF-16 units.',
  ),
  maxProfileCharacters: setting(
    integer(1, 1_000_000).default(8192),
    'THETA_MAX_PROFILE_CHARACTERS',
    'Longest profile of an LLM accepted, in UTF-16 units.',
  ),
  maxBatch: setting(integer(1, 10_000).default(1000), 'THETA_MAX_BATCH', 'Most inputs in one routeMany.'),
  maxRequestBytes: setting(
    integer(1024, 1 << 30).default(16 << 20),
    'THETA_MAX_REQUEST_BYTES',
    'Largest request body.',
  ),
  embeddingCacheBytes: setting(
    integer(0, 1 << 34).default(64 << 20),
    'THETA_EMBEDDING_CACHE_BYTES',
    'Memory for recent query vectors.',
  ),
  embeddingBatchTexts: setting(
    integer(1, 10_000).optional(),
    'THETA_EMBEDDING_BATCH_TEXTS',
    'Most texts in one call of the embedder, where that is less than what suits it.',
  ),
  embeddingBatchTokens: setting(
    integer(1, 10_000_000).optional(),
    'THETA_EMBEDDING_BATCH_TOKENS',
    'Most tokens in one call of the embedder, padding counted, where that is less than what suits it.',
  ),
  embeddingWaitMs: setting(
    z.coerce.number().min(0).max(1000).default(2),
    'THETA_EMBEDDING_WAIT_MS',
    'Longest that a batch waits for more texts while the embedder is busy; an idle one starts at once.',
  ),
  embeddingQueueTexts: setting(
    integer(1, 10_000_000).default(10_000),
    'THETA_EMBEDDING_QUEUE_TEXTS',
    'Texts that may wait for the embedder; beyond it requests are refused with OVERLOADED.',
  ),
  embeddingSharedCache: setting(
    z.enum(['none', 'database', 'redis']).default('none'),
    'THETA_EMBEDDING_SHARED_CACHE',
    'Where query vectors are kept for other servers and later starts; worth it for slow or paid embedders only. redis needs THETA_REDIS_URL. Not used with THETA_STORE_QUERIES=none.',
  ),
  embeddingKeepDays: setting(
    integer(1, 10_000).default(30),
    'THETA_EMBEDDING_KEEP_DAYS',
    'Days that a stored vector is kept after its last use; a removed one is made again when it is asked for.',
  ),
  embedder: setting(
    z.string().trim().min(1).default('lexical'),
    'THETA_EMBEDDER',
    'Embedder that training uses: lexical, a preset of docs/embedders.md, owner/name on the hub, a folder (./path), or http. A trained set keeps its own.',
  ),
  embedderUrl: setting(
    z
      .string()
      .regex(/^https?:\/\//, 'expected http://… or https://…')
      .optional(),
    'THETA_EMBEDDER_URL',
    'OpenAI-compatible API, up to and with its version, of an http embedder; instead of the one of its preset.',
  ),
  embedderModel: setting(z.string().optional(), 'THETA_EMBEDDER_MODEL', 'Model to ask there; needed for http.'),
  embedderKey: setting(
    z.string().optional(),
    'THETA_EMBEDDER_KEY',
    'Key for the API of THETA_EMBEDDER_URL or of the preset that THETA_EMBEDDER names; sent to no other address.',
  ),
  openaiKey: setting(z.string().optional(), 'OPENAI_API_KEY', 'Key for embedders at api.openai.com.'),
  zhipuKey: setting(z.string().optional(), 'ZHIPUAI_API_KEY', 'Key for embedders at open.bigmodel.cn.'),
  embedderDims: setting(
    integer(1, 65_536).optional(),
    'THETA_EMBEDDER_DIMS',
    'Vector length to ask an http embedder for; its own by default.',
  ),
  embedderCost: setting(
    z.coerce.number().min(0).optional(),
    'THETA_EMBEDDER_COST',
    'USD per million tokens of an http embedder; that of its preset, else 0.',
  ),
  embedderTimeoutMs: setting(
    integer(1, 600_000).default(30_000),
    'THETA_EMBEDDER_TIMEOUT_MS',
    'Longest that one request to an http embedder may take.',
  ),
  embedderMaxTokens: setting(
    integer(3, 1_000_000).optional(),
    'THETA_EMBEDDER_MAX_TOKENS',
    'Tokens beyond which a text is cut; by default what the model takes.',
  ),
  embedderPooling: setting(
    z.enum(POOLINGS).default('auto'),
    'THETA_EMBEDDER_POOLING',
    'How a local model makes one vector of a text; auto does what its files say, else the mean.',
  ),
  embedderDtype: setting(z.enum(DTYPES).default('fp32'), 'THETA_EMBEDDER_DTYPE', 'Weights of a local model to use.'),
  embedderPrefix: setting(
    z.string().default(''),
    'THETA_EMBEDDER_PREFIX',
    'Put before every text, for local models that want it ("query: ").',
  ),
  embedderDevice: setting(
    z.enum(DEVICES).default('auto'),
    'THETA_EMBEDDER_DEVICE',
    'Where a local model runs: auto takes the first that starts; a named one that cannot start stops the start.',
  ),
  embedderThreads: setting(
    integer(0, 256).default(0),
    'THETA_EMBEDDER_THREADS',
    'Threads of a local model on the processor; 0 takes every core.',
  ),
  modelsFolder: setting(
    z.string().optional(),
    'THETA_MODELS',
    'Folder of downloaded models, <owner>/<name> each; `models` in the data folder by default.',
  ),
  hubUrl: setting(
    z
      .string()
      .regex(/^https?:\/\//, 'expected http://… or https://…')
      .default('https://huggingface.co'),
    'THETA_HUB_URL',
    'Where models are downloaded from, once.',
  ),
  hubToken: setting(z.string().optional(), 'THETA_HUB_TOKEN', 'Token for models there that ask for one.'),
  index: setting(
    z.enum(['auto', 'faiss', 'usearch', 'exact', 'faiss-node', 'pgvector']).default('auto'),
    'THETA_INDEX',
    'Nearest-neighbour engine: auto takes faiss, else usearch, else exact; pgvector searches in the database; a named one that cannot start stops the start.',
  ),
  tensorBackend: setting(
    z.enum(['auto', ...TENSOR_BACKENDS]).default('auto'),
    'THETA_TENSOR',
    'TensorFlow.js backend for training: auto takes the first that starts; a named one that cannot start fails loudly.',
  ),
  exploration: setting(
    z.coerce.number().min(0).max(1).default(0),
    'THETA_EXPLORATION',
    'ε: share of requests whose LLM is drawn from all eligible ones, so that what-if can estimate what others would have done; 0 is off.',
  ),
  safeLlm: setting(
    z.string().trim().min(1).optional(),
    'THETA_SAFE_LLM',
    'LLM that answers queries unlike any training query, where a request may use it; without it the router always chooses.',
  ),
  abstainBelow: setting(
    z.coerce.number().min(0).max(1).default(0.05),
    'THETA_ABSTAIN_BELOW',
    'Support percentile below which a query counts as unlike any training query: the share of training queries that stand further from the rest. 0.05 is where the explanation says POOR; docs/abstention.md has what it catches.',
  ),
  shadowRouter: setting(
    z.string().trim().min(1).optional(),
    'THETA_SHADOW_ROUTER',
    'Router that decides silently beside live traffic, after the answers; what it would have chosen is stored to be compared.',
  ),
  shadowQueue: setting(
    integer(1, 1_000_000).default(1000),
    'THETA_SHADOW_QUEUE',
    'Decisions that may wait for the shadow router; beyond it they are not shadowed, and counted.',
  ),
  anchorPool: setting(
    integer(1, 1_000_000).default(2000),
    'THETA_ANCHOR_POOL',
    'Stored queries that a choice of anchor queries looks at, drawn at random where more fit; adaptive choices embed those that the serving set does not hold.',
  ),
  warmingWidth: setting(
    z.coerce.number().min(0).max(1).default(0.15),
    'THETA_WARMING_WIDTH',
    'Half-width of the 90 % interval of mean performance below which an LLM with answers is WARMING.',
  ),
  calibratedWidth: setting(
    z.coerce.number().min(0).max(1).default(0.1),
    'THETA_CALIBRATED_WIDTH',
    'Half-width of the 90 % interval of mean performance below which an LLM is CALIBRATED.',
  ),
  calibratedResponses: setting(
    integer(1, 1_000_000).default(10),
    'THETA_CALIBRATED_RESPONSES',
    'Fewest answers of its own before an LLM is CALIBRATED or its test said to have ended, however narrow the prior from its profile is.',
  ),
  stopUnsettled: setting(
    z.coerce.number().min(0).max(1).default(0.05),
    'THETA_STOP_UNSETTLED',
    'Share of choices that are still open below which the test of an LLM may stop.',
  ),
  stopValue: setting(
    z.coerce.number().min(0).max(100).default(0.25),
    'THETA_STOP_VALUE',
    'Points of reward per query that knowing an LLM perfectly would add below which its test may stop.',
  ),
  driftEvery: setting(
    integer(0, 10_080).default(0),
    'THETA_DRIFT_EVERY',
    'Minutes between two looks for drift over logged decisions; alerts are logged as warnings; 0 is off.',
  ),
  ...feedbackSettings,
  ...refitSettings,
  costedPerSecond: setting(
    integer(0, 100_000).default(200),
    'THETA_COSTED_PER_SECOND',
    'Decisions a second whose expected costs are worked out for the log, behind the request; those beyond have no cost in analytics; 0 is off.',
  ),
  decisionLogBatch: setting(
    integer(1, 10_000).default(500),
    'THETA_DECISION_LOG_BATCH',
    'Decisions written in one insert.',
  ),
  decisionLogDelayMs: setting(
    integer(0, 60_000).default(200),
    'THETA_DECISION_LOG_DELAY_MS',
    'Longest a decision waits before it is written.',
  ),
  decisionLogLimit: setting(
    integer(1, 10_000_000).default(100_000),
    'THETA_DECISION_LOG_LIMIT',
    'Decisions that may wait to be written; beyond it new ones are dropped and counted in the log.',
  ),
  annotatorUrl: setting(
    z
      .string()
      .regex(/^https?:\/\//, 'expected http://… or https://…')
      .optional(),
    'THETA_ANNOTATOR_URL',
    'OpenAI-compatible API, up to and with its version, that says in training which abilities clusters of queries need; without it words decide.',
  ),
  annotatorModel: setting(
    z.string().optional(),
    'THETA_ANNOTATOR_MODEL',
    'LLM to ask there; needed when an address is given.',
  ),
  annotatorKey: setting(z.string().optional(), 'THETA_ANNOTATOR_KEY', 'Its key, sent as a bearer token.'),
  ...gradingSettings,
  ...securitySettings,
  ...dataSettings,
  ...gatewaySettings,
  ...replicasSettings,
  ...observabilitySettings,
  logLevel: setting(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    'THETA_LOG_LEVEL',
    'Least severe log line.',
  ),
});

export type Config = Readonly<z.infer<typeof configSchema>>;

/** Reads every setting from the environment. Throws CONFIG_INVALID naming each variable, what came and what is wanted. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const raw: Record<string, string> = {};
  for (const [key, schema] of Object.entries(configSchema.shape)) {
    const value = env[envName(schema)];
    if (value !== undefined && value !== '') raw[key] = value;
  }
  const parsed = configSchema.safeParse(raw);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const key = String(issue.path[0]) as keyof typeof configSchema.shape;
      const schema = configSchema.shape[key];
      return `${envName(schema)}=${schema.meta()?.['secret'] === true ? '(not shown)' : (raw[key] ?? '')}: ${issue.message}`;
    });
    throw new ThetaError('CONFIG_INVALID', lines.join('; '), {
      hint: 'docs/reference/configuration.md lists every setting.',
    });
  }
  if (parsed.data.annotatorUrl !== undefined && parsed.data.annotatorModel === undefined) {
    throw new ThetaError('CONFIG_INVALID', 'THETA_ANNOTATOR_MODEL: expected the name of an LLM, got nothing.', {
      hint: 'THETA_ANNOTATOR_URL is set and needs it; docs/reference/configuration.md lists every setting.',
    });
  }
  if (parsed.data.embeddingSharedCache === 'redis' && parsed.data.redisUrl === undefined) {
    throw new ThetaError('CONFIG_INVALID', 'THETA_REDIS_URL: expected the address of a Redis, got nothing.', {
      hint: 'THETA_EMBEDDING_SHARED_CACHE=redis needs it; docs/reference/configuration.md lists every setting.',
    });
  }
  if ((parsed.data.judgeUrl === undefined) !== (parsed.data.judgeModel === undefined)) {
    const [lacks, has] = parsed.data.judgeUrl === undefined ? ['URL', 'MODEL'] : ['MODEL', 'URL'];
    throw new ThetaError('CONFIG_INVALID', `THETA_JUDGE_${lacks}: expected a value, got nothing.`, {
      hint: `THETA_JUDGE_${has} is set and needs it; docs/reference/configuration.md lists every setting.`,
    });
  }
  embedderSpec(parsed.data);
  checkSecurity(parsed.data);
  return Object.freeze({ ...parsed.data, dataFolder: resolve(parsed.data.dataFolder) });
}

/** A key that the command line names by its variable, so that it stands in no history. Throws CONFIG_INVALID where there is none. */
export function keyFrom(name: string, env: Readonly<Record<string, string | undefined>> = process.env): string {
  const key = env[name];
  if (key !== undefined && key !== '') return key;
  throw new ThetaError('CONFIG_INVALID', `${name}: expected a key in this environment variable, got nothing.`, {
    hint: `Set it for this command, for example from a file: ${name}=$(cat key.txt) theta …`,
  });
}

/** What a command that grades code may see of this environment: where programs are and how text is written, no keys. */
export function commandEnvironment(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<string, string>> {
  const names = ['PATH', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ'];
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

/** The environment variable behind a setting. */
export function envName(schema: z.ZodType): string {
  return String(schema.meta()?.['env']);
}

/**
 * The closed catalogue of errors. A code is stable: clients and scripts branch on it. docs/errors.md is generated from
 * this table and a test keeps the two equal.
 */

/** What went wrong decides the HTTP status and the exit code of the command line. */
export type ErrorKind =
  | 'input' /* the caller can mend it */
  | 'refusal' /* a correct request that has no answer */
  | 'unavailable' /* try again later, or start what is missing */
  | 'fault'; /* ours */

interface ErrorEntry {
  readonly kind: ErrorKind;
  readonly summary: string;
}

export const ERROR_CATALOGUE = {
  QUERY_EMPTY: { kind: 'input', summary: 'The query text is empty or only white space.' },
  QUERY_TOO_LONG: { kind: 'input', summary: 'The query text is longer than the configured limit.' },
  QUERY_NOT_TEXT: { kind: 'input', summary: 'The query holds control bytes or half of a surrogate pair.' },
  ALPHA_OUT_OF_RANGE: { kind: 'input', summary: 'α must be a finite number from 0 to 1.' },
  TARGET_INVALID: { kind: 'input', summary: 'A target is out of its range, or given beside another one or beside α.' },
  EXPLORATION_OUT_OF_RANGE: { kind: 'input', summary: 'ε of exploration must be a finite number from 0 to 1.' },
  WARM_UP_OUT_OF_RANGE: { kind: 'input', summary: 'The warm-up weight λ must be a finite number from 0 to 1.' },
  PRICE_INVALID: { kind: 'input', summary: 'A price must be a finite number of USD per million tokens, 0 or more.' },
  BATCH_TOO_LARGE: { kind: 'input', summary: 'More inputs in one request than the configured limit.' },
  PAGE_INVALID: { kind: 'input', summary: 'A page size or cursor is not valid.' },
  UNKNOWN_ROUTER: { kind: 'input', summary: 'No router of that id is loaded.' },
  UNKNOWN_LLM: { kind: 'input', summary: 'No LLM of that id is in the catalogue.' },
  UNKNOWN_POOL: { kind: 'input', summary: 'No candidate pool of that id exists.' },
  UNKNOWN_VERSION: { kind: 'input', summary: 'No router set of that version is stored.' },
  LLM_INVALID: { kind: 'input', summary: 'The description of an LLM breaks a rule.' },
  LLM_EXISTS: { kind: 'input', summary: 'An id or alias names an LLM of the catalogue already.' },
  LLM_RETIRED: { kind: 'input', summary: 'The LLM is retired, and what was asked needs one that is not.' },
  LLM_NOT_CALIBRATED: {
    kind: 'input',
    summary: 'The LLM has too few responses to join a pool without being allowed to.',
  },
  POOL_INVALID: { kind: 'input', summary: 'A change of candidate pools breaks a rule.' },
  EMPTY_POOL: { kind: 'input', summary: 'The candidate pool holds no LLM.' },
  UNKNOWN_DECISION: { kind: 'input', summary: 'No decision of that id is logged.' },
  UNKNOWN_JOB: { kind: 'input', summary: 'No job of that id is known to this server.' },
  UNKNOWN_EVALUATION: { kind: 'input', summary: 'No evaluation of that id is stored.' },
  FEEDBACK_INVALID: {
    kind: 'input',
    summary: 'Feedback must be one score, one thumb, one preferred LLM or one corrected label.',
  },
  HYPERPARAMETER_INVALID: { kind: 'input', summary: 'A hyper-parameter is unknown or out of its range.' },
  CONFIG_INVALID: { kind: 'input', summary: 'A setting of the environment or the command line is not valid.' },
  IMPORT_UNKNOWN_FORMAT: { kind: 'input', summary: 'A data file fits none of the known formats.' },
  IMPORT_BAD_ROW: { kind: 'input', summary: 'A row of a data file cannot be used.' },
  IMPORT_UNKNOWN_LLM: { kind: 'input', summary: 'A data file names an LLM that the catalogue does not hold.' },
  FILE_UNREADABLE: { kind: 'input', summary: 'A file or folder does not exist or cannot be read.' },
  BAD_REQUEST: { kind: 'input', summary: 'An HTTP request cannot be read: its path, method, header or body is wrong.' },
  REQUEST_TOO_LARGE: { kind: 'input', summary: 'The body of a request is larger than the configured limit.' },
  OPERATION_TOO_LARGE: { kind: 'input', summary: 'A GraphQL operation is too deep, too wide or too costly.' },
  BAD_USER_INPUT: { kind: 'input', summary: 'A GraphQL variable or argument has a wrong type or shape.' },
  GRAPHQL_PARSE_FAILED: { kind: 'input', summary: 'The GraphQL document is not well-formed.' },
  GRAPHQL_VALIDATION_FAILED: { kind: 'input', summary: 'The GraphQL document does not fit the schema.' },
  OPERATION_RESOLUTION_FAILURE: {
    kind: 'input',
    summary: 'The GraphQL document does not say which of its operations to run.',
  },
  TRAINING_DATA_INSUFFICIENT: { kind: 'input', summary: 'Too few responses to train on.' },
  REFERENCE_INVALID: { kind: 'input', summary: 'A reference answer is missing, or its grader cannot use it.' },
  GRADER_UNAVAILABLE: { kind: 'input', summary: 'A grader needs a command or a judging LLM that is not set up.' },
  EVALUATION_FORMAT: { kind: 'input', summary: 'A stored report has a layout that this release does not draw.' },
  UNAUTHENTICATED: { kind: 'input', summary: 'The request says not, or not rightly, whom it comes from.' },
  FORBIDDEN: { kind: 'input', summary: 'Whoever asks may not do this.' },
  API_KEY_INVALID: { kind: 'input', summary: 'The description of an API key breaks a rule.' },
  UNKNOWN_API_KEY: { kind: 'input', summary: 'No API key of that id exists.' },
  BACKUP_FOREIGN: {
    kind: 'input',
    summary: 'A file is no backup, or one of a newer layout or release than this one can restore.',
  },
  BACKUP_DAMAGED: { kind: 'input', summary: 'A backup is truncated or damaged: its checksum or layout is wrong.' },
  DATABASE_NOT_EMPTY: { kind: 'input', summary: 'A restore needs an empty database, and this one has tables.' },
  UNSUPPORTED_POOL: { kind: 'refusal', summary: 'The router cannot answer for any LLM of this pool.' },
  NO_ELIGIBLE_LLM: { kind: 'refusal', summary: 'No LLM of the pool is left after the constraints.' },
  BUDGET_TOO_SMALL: { kind: 'refusal', summary: 'The budget does not pay for the cheapest LLM on every query.' },
  NO_PREDICTED_PERFORMANCE: {
    kind: 'refusal',
    summary: 'The router gives a preference, and what was asked needs predicted performance.',
  },
  TARGET_UNREACHABLE: {
    kind: 'refusal',
    summary: 'No policy of the router meets the target; the message says what can be met.',
  },
  TARGET_UNSUPPORTED: {
    kind: 'refusal',
    summary: 'The router or its version cannot work towards a target: no P̂, a rule of its own, or no held-out queries.',
  },
  EVALUATION_ONLY: { kind: 'refusal', summary: 'The router needs the true responses and serves evaluation only.' },
  REFIT_NOTHING_NEW: { kind: 'refusal', summary: 'Too few responses are new since the last fit for a refit.' },
  REFIT_HELD_OUT_INSUFFICIENT: {
    kind: 'refusal',
    summary: 'Too few stored queries are held out for a refit to be compared on.',
  },
  FEEDBACK_INSUFFICIENT: { kind: 'refusal', summary: 'There is no feedback that routers can learn from.' },
  UPDATE_OUTDATED: {
    kind: 'refusal',
    summary: 'An update was compared with a version that no longer serves, or the version is no update.',
  },
  NOTHING_TO_ROLL_BACK: { kind: 'refusal', summary: 'No version served before the one that serves.' },
  FEEDBACK_RATE_LIMITED: {
    kind: 'unavailable',
    summary: 'A reporter has made as many statements within an hour as are accepted.',
  },
  ARTIFACT_CORRUPT: { kind: 'unavailable', summary: 'A trained artifact is damaged: its checksum or layout is wrong.' },
  ARTIFACT_FOREIGN: { kind: 'unavailable', summary: 'A file is not an artifact of this product or of this version.' },
  EMBEDDER_MISMATCH: {
    kind: 'unavailable',
    summary: 'A router was trained with another embedder than the loaded one.',
  },
  EMBEDDER_UNAVAILABLE: {
    kind: 'unavailable',
    summary: 'The embedder cannot start here, or its service does not answer.',
  },
  DATABASE_LOCKED: { kind: 'unavailable', summary: 'Another process uses the embedded database folder.' },
  DATABASE_CORRUPT: { kind: 'unavailable', summary: 'The embedded database folder is damaged or half-written.' },
  DATABASE_UNAVAILABLE: { kind: 'unavailable', summary: 'The database does not answer.' },
  DATABASE_READ_ONLY: { kind: 'unavailable', summary: 'The database answers but takes no writes.' },
  DATABASE_FULL: { kind: 'unavailable', summary: 'The database has no room left on its disk.' },
  TENSOR_BACKEND_UNAVAILABLE: { kind: 'unavailable', summary: 'The named tensor backend cannot start here.' },
  ANNOTATOR_FAILED: {
    kind: 'unavailable',
    summary: 'The LLM that says which abilities clusters need does not answer, or not with abilities.',
  },
  GRADER_FAILED: {
    kind: 'unavailable',
    summary: 'The command or the judging LLM of a grader gives no grades.',
  },
  LLM_UNAVAILABLE: { kind: 'unavailable', summary: 'An LLM that is to be asked refuses, or does not answer.' },
  INDEX_UNAVAILABLE: { kind: 'unavailable', summary: 'The named nearest-neighbour index cannot start here.' },
  REFIT_UNDER_WAY: { kind: 'unavailable', summary: 'Another refit waits or runs; there is one at a time.' },
  OVERLOADED: { kind: 'unavailable', summary: 'Too much work is waiting; try again shortly.' },
  NO_ROUTER_SET: { kind: 'unavailable', summary: 'No trained router set is loaded.' },
  CANCELLED: { kind: 'unavailable', summary: 'The work was cancelled before it ended.' },
  JOB_LOST: {
    kind: 'unavailable',
    summary: 'The process that did a job ended without a word, once more than it is tried.',
  },
  JOB_QUEUE_UNAVAILABLE: { kind: 'unavailable', summary: 'The queue of jobs in PostgreSQL cannot be set up.' },
  SHUTTING_DOWN: { kind: 'unavailable', summary: 'The server is about to stop; another one answers.' },
  RATE_LIMITED: { kind: 'unavailable', summary: 'More requests came within a minute than are accepted.' },
  BUDGET_EXHAUSTED: { kind: 'unavailable', summary: 'The API key has spent its budget of the day.' },
  IDENTITY_UNAVAILABLE: { kind: 'unavailable', summary: 'The identity provider does not give its keys.' },
  TIMEOUT: { kind: 'unavailable', summary: 'The answer took longer than the configured limit.' },
  PLUGIN_INVALID: { kind: 'fault', summary: 'A router plugin does not keep the contract.' },
  PLUGIN_OUTPUT_INVALID: { kind: 'fault', summary: 'A router plugin answered with a wrong shape, range or NaN.' },
  INTERNAL: { kind: 'fault', summary: 'A fault of ours; the log has the details.' },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

/**
 * The one error class of the product. `message` says what was expected and what came; `hint` says what to do.
 * Carries no user text beyond what the caller sent.
 */
export class ThetaError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: { hint?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ThetaError';
    this.code = code;
    this.hint = options.hint;
  }

  get kind(): ErrorKind {
    return ERROR_CATALOGUE[this.code].kind;
  }
}

/** Turns whatever was thrown into a ThetaError; an unknown fault becomes INTERNAL with its cause kept. */
export function toThetaError(thrown: unknown): ThetaError {
  if (thrown instanceof ThetaError) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return new ThetaError('CANCELLED', 'The work was cancelled.', { cause: thrown });
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new ThetaError('INTERNAL', message, { cause: thrown });
}

/** Throws CANCELLED when the signal has fired; long loops call it once per step. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ThetaError('CANCELLED', 'The work was cancelled.', { cause: signal.reason });
}

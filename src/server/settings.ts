/** What the server needs of the configuration; src/main.ts fills it. */
export interface ServerSettings {
  /** A loopback address; there is no authentication yet. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly maxRequestBytes: number;
}

/** Limits of one GraphQL document. They bound work per request; docs/api.md explains each. */
export interface OperationLimits {
  /** Lexical tokens; bounds parsing and validation, which compares fields pairwise. */
  readonly maxTokens: number;
  readonly maxDepth: number;
  /** Fields after fragments are put in their places. */
  readonly maxFields: number;
  /** Fields of Query or Mutation: each is a computation of its own. */
  readonly maxRootFields: number;
  readonly maxAliases: number;
  /** In units of about one returned scalar, see src/schema/cost.ts. */
  readonly maxComplexity: number;
}

export const OPERATION_LIMITS: OperationLimits = {
  maxTokens: 10_000,
  maxDepth: 16,
  maxFields: 2_000,
  maxRootFields: 50,
  maxAliases: 100,
  maxComplexity: 250_000,
};

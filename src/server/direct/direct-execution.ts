import type { ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { execute, getOperationAST } from 'graphql';
import type { ApiContext } from '../../resolvers/context.js';
import type { FaultReport } from '../errors/faults.js';
import { statusOf } from '../errors/faults.js';
import { codeOf, formatError } from '../errors/format-error.js';
import type { Complexity } from '../limits/complexity.js';
import type { ServerObserver } from '../observer.js';
import type { KnownDocuments } from './known-documents.js';
import type { HttpRequest, Operation } from './read-operation.js';
import { readOperation } from './read-operation.js';

export interface DirectDeps {
  readonly schema: GraphQLSchema;
  readonly known: KnownDocuments;
  readonly complexityOf: Complexity;
  readonly maxComplexity: number;
  readonly reportFaults: FaultReport;
  /** Told of what is answered here; nobody by default. */
  readonly observer?: Pick<ServerObserver, 'executed'> | undefined;
}

export interface DirectAnswer {
  readonly status: number;
  /** JSON as Apollo writes it. */
  readonly body: string;
}

/** The answer to an ordinary request for a document that is known, or null: then nothing has run and Apollo answers. */
export type DirectExecution = (request: HttpRequest, context: () => ApiContext) => Promise<DirectAnswer | null>;

/**
 * Answers most requests without Apollo, which hashes, wraps and parses headers for each at more than the cost of a
 * decision. Whatever is new, unusual or wrong before execution is left to Apollo, so the two cannot differ on it.
 */
export function directExecution({ schema, known, reportFaults, observer, ...limit }: DirectDeps): DirectExecution {
  const affordable = (operation: Operation, document: Parameters<Complexity>[0]): boolean => {
    try {
      return limit.complexityOf(document, operation.operationName, operation.variables ?? {}) <= limit.maxComplexity;
    } catch {
      return false;
    }
  };
  return async (request, makeContext) => {
    const operation = readOperation(request);
    const document = operation && known.get(operation.query);
    if (!document || !affordable(operation, document)) return null;
    const contextValue = makeContext();
    const start = observer ? performance.now() : 0;
    const { errors, data } = await execute({
      schema,
      document,
      contextValue,
      variableValues: operation.variables,
      operationName: operation.operationName,
    });
    // Without data at all (null is data) no resolver was called: a variable or the name of the operation is wrong.
    if (data === undefined) return null;
    if (observer) {
      const seconds = (performance.now() - start) / 1000;
      const { operation: type, name } = getOperationAST(document, operation.operationName) as OperationDefinitionNode;
      observer.executed(type, name?.value ?? null, seconds, (errors ?? []).map(codeOf));
    }
    if (!errors) return { status: 200, body: serialised({ data }) };
    reportFaults(errors, contextValue, getOperationAST(document, operation.operationName)?.name?.value ?? null);
    return {
      status: statusOf(errors, data) ?? 200,
      body: serialised({ errors: errors.map((error) => formatError(error.toJSON(), error)), data }),
    };
  };
}

const serialised = (result: { readonly errors?: readonly object[]; readonly data: ExecutionResult['data'] }): string =>
  `${JSON.stringify(result)}\n`;

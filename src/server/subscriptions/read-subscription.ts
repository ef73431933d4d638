import type { DocumentNode, ExecutionArgs, GraphQLSchema } from 'graphql';
import { GraphQLError, OperationTypeNode, getOperationAST, parse, specifiedRules, validate } from 'graphql';
import type { ErrorCode } from '../../domain/errors.js';
import { ThetaError } from '../../domain/errors.js';
import type { Complexity } from '../limits/complexity.js';
import { tooCostly } from '../limits/complexity.plugin.js';
import { documentLimits } from '../limits/document-limits.rule.js';
import type { OperationLimits } from '../settings.js';

/** What a client sends, over either transport. */
export interface SubscriptionRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What is to be subscribed to, or why it is not. */
export type ReadSubscription = (request: SubscriptionRequest) => ExecutionArgs | readonly GraphQLError[];

export interface ReaderDeps {
  readonly schema: GraphQLSchema;
  readonly limits: OperationLimits;
  readonly complexityOf: Complexity;
}

/** Holds a subscription to the limits that Apollo holds the other operations to. */
export function subscriptionReader({ schema, limits, complexityOf }: ReaderDeps): ReadSubscription {
  const rules = [...specifiedRules, documentLimits(limits)];
  return ({ query, operationName, variables }) => {
    let document: DocumentNode;
    try {
      document = parse(query, { maxTokens: limits.maxTokens });
    } catch (thrown) {
      return [withCode('GRAPHQL_PARSE_FAILED')(thrown as GraphQLError)];
    }
    const misfits = validate(schema, document, rules);
    if (misfits.length > 0) return misfits.map(withCode('GRAPHQL_VALIDATION_FAILED'));
    const operation = getOperationAST(document, operationName);
    if (!operation)
      return [refused('OPERATION_RESOLUTION_FAILURE', 'operationName names no operation of the document.')];
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
      const message = `Only subscriptions are answered here, got a ${operation.operation}.`;
      return [refused('BAD_REQUEST', message, 'Send queries and mutations to POST /graphql.')];
    }
    const variableValues = variables ?? {};
    const costly = tooCostly(complexityOf, limits.maxComplexity, document, operationName ?? undefined, variableValues);
    return costly ? [costly] : { schema, document, operationName: operation.name?.value, variableValues };
  };
}

export const refused = (code: ErrorCode, message: string, hint?: string): GraphQLError =>
  new GraphQLError(message, { originalError: new ThetaError(code, message, { hint }) });

/** graphql-js gives no codes; an error that has one of ours behind it keeps that. */
const withCode =
  (code: ErrorCode) =>
  (error: GraphQLError): GraphQLError => {
    error.extensions['code'] = code;
    return error;
  };

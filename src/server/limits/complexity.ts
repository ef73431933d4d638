import type { DocumentNode, GraphQLSchema } from 'graphql';
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';
import { LRUCache } from 'lru-cache';

type Variables = Readonly<Record<string, unknown>>;
export type Complexity = (document: DocumentNode, operationName: string | undefined, variables: Variables) => number;

const estimators = [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })];
const SHAPES_PER_DOCUMENT = 100;

/**
 * Complexity of an operation, remembered per document: Apollo hands out the same parsed document for the same text, and
 * only lengths, counts and conditions among the variables change the figure. Walking the document for each request would
 * cost as much as answering it.
 */
export function createComplexity(schema: GraphQLSchema): Complexity {
  const known = new WeakMap<DocumentNode, LRUCache<string, number>>();
  return (document, operationName, variables) => {
    let shapes = known.get(document);
    if (!shapes) known.set(document, (shapes = new LRUCache({ max: SHAPES_PER_DOCUMENT })));
    const key = `${operationName ?? ''}(${variableShape(variables)})`;
    let complexity = shapes.get(key);
    if (complexity === undefined) {
      complexity = getComplexity({
        schema,
        query: document,
        variables,
        estimators,
        ...(operationName === undefined ? {} : { operationName }),
      });
      shapes.set(key, complexity);
    }
    return complexity;
  };
}

/** What of the variables a cost can depend on: list lengths, numbers and booleans, in input objects too. Texts change nothing. */
function variableShape(variables: Variables): string {
  let shape = '';
  for (const name in variables) {
    const value = variables[name];
    if (Array.isArray(value)) shape += `${name}[${value.length}]`;
    else if (typeof value === 'number' || typeof value === 'boolean') shape += `${name}=${value};`;
    else if (typeof value === 'object' && value !== null) shape += `${name}{${variableShape(value as Variables)}}`;
  }
  return shape;
}

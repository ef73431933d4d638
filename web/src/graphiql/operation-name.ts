interface Operation {
  readonly query: string;
  readonly operationName?: string | null | undefined;
}

/**
 * For a moment after a change of tab, GraphiQL 4 still sends the name of the operation of the tab before, which the server
 * refuses. A name that the document does not hold is left out; a document with one operation needs none.
 */
export function withOwnName<T extends Operation>(operation: T): T {
  const { query, operationName } = operation;
  if (operationName === undefined || operationName === null || names(query).includes(operationName)) return operation;
  return { ...operation, operationName: undefined };
}

const names = (query: string): string[] =>
  [...query.matchAll(/\b(?:query|mutation|subscription)\s+(\w+)/g)].map((match) => match[1] as string);

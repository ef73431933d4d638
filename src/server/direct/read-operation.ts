/** What of an HTTP request decides what GraphQL does with it. */
export interface HttpRequest {
  readonly method: string;
  readonly headers: { readonly accept?: string | undefined };
  readonly body: unknown;
}

export interface Operation {
  readonly query: string;
  readonly variables: { readonly [name: string]: unknown } | undefined;
  readonly operationName: string | undefined;
}

/** What Apollo answers with plain application/json as well; other media types are its to choose among. */
const PLAIN = new Set([undefined, '*/*', 'application/json']);

/**
 * The operation of an ordinary request: POST with a JSON object (Fastify parses nothing else, so a form of another site
 * has no body) of nothing unusual. Null for every other one, right or wrong.
 */
export function readOperation({ method, headers, body }: HttpRequest): Operation | null {
  if (method !== 'POST' || !PLAIN.has(headers.accept) || !isObject(body)) return null;
  const { query, variables, operationName, extensions } = body;
  if (typeof query !== 'string' || extensions !== undefined) return null;
  if (!isAbsent(variables) && !isObject(variables)) return null;
  if (!isAbsent(operationName) && typeof operationName !== 'string') return null;
  return { query, variables: variables ?? undefined, operationName: operationName ?? undefined };
}

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;
const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

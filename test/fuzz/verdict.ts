import type { ErrorCode } from '../../src/domain/errors.js';
import { ERROR_CATALOGUE } from '../../src/domain/errors.js';
import type { FuzzRequest } from './http-requests.js';

export interface FuzzAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** What no answer may hold: frames of a stack, and paths of our files. */
const INSIDES = [/\n\s+at .+:\d+:\d+/, /node_modules\//, /\/dist\/[a-z-]+\/[a-z-]+\.js/, /file:\/\//];

/** What is wrong with an answer; null for nothing. */
export function complaintOf(request: FuzzRequest, { status, type, body }: FuzzAnswer): string | null {
  const codes = codesIn(body);
  if (status >= 500 && !(codes.length > 0 && codes.every(({ kind }) => kind === 'unavailable'))) {
    return `status ${status} without a code that says when to come again`;
  }
  for (const { code, kind, where } of codes) {
    if (kind === undefined) return `${where}: the code ${code} is in no catalogue`;
    if (kind === 'fault') return `${where}: the fault ${code}`;
  }
  if (isGraphql(request) && type.includes('json') && body !== '') {
    const document = parsed(body);
    if (!isObject(document)) return 'an answer that is no JSON object';
    if (!('data' in document) && !('errors' in document)) return 'an answer with neither data nor errors';
  }
  // What users send comes back in messages; the files of the dashboard name modules of its build.
  const sent = `${request.path}${request.body ?? ''}`;
  if (type.includes('json') && INSIDES.some((inside) => inside.test(body) && !inside.test(sent))) {
    return 'an answer that shows our insides';
  }
  return null;
}

const isGraphql = ({ path, method }: FuzzRequest): boolean => /^\/graphql($|\?)/.test(path) && method === 'POST';

interface Coded {
  readonly code: string;
  readonly kind: string | undefined;
  readonly where: string;
}

/** Codes of errors in the shape of GraphQL, and of those in OpenAI's that are ours. */
function codesIn(body: string): Coded[] {
  const document = parsed(body);
  if (!isObject(document)) return [];
  const { errors, error } = document;
  const found = (Array.isArray(errors) ? (errors as Record<string, unknown>[]) : []).map((one) => {
    const code = String((one['extensions'] as { code?: unknown } | undefined)?.code);
    return { code, kind: kindOf(code), where: `${String(one['path'])} ${String(one['message'])}` };
  });
  if (!isObject(error)) return found;
  const code = String(error['code']).toUpperCase();
  // OpenAI's clients know words of their own; a server error is a fault whatever it is called.
  const kind = error['type'] === 'server_error' ? 'fault' : (kindOf(code) ?? 'input');
  return [
    ...found,
    { code, kind: error['code'] === 'no_providers' ? 'unavailable' : kind, where: String(error['message']) },
  ];
}

const kindOf = (code: string): string | undefined =>
  code in ERROR_CATALOGUE ? ERROR_CATALOGUE[code as ErrorCode].kind : undefined;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null;
  }
}

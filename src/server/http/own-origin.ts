import type { IncomingHttpHeaders } from 'node:http';

const NONE: ReadonlySet<string> = new Set();

/**
 * Whether a request comes from a page of this server, or from no page at all. Browsers let any page open a WebSocket or
 * an event stream to any server; only these headers tell. `others` are origins that count as well.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, others: ReadonlySet<string> = NONE): boolean {
  if (headers.origin !== undefined && others.has(headers.origin.toLowerCase())) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin, host } = headers;
  return origin === undefined || (host !== undefined && hostOf(origin) === host.toLowerCase());
}

/** Null for the opaque origin `null` of a sandboxed page, and for what is no origin. */
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** Message and hint. */
export const FOREIGN_ORIGIN = [
  'The request comes from a page of another origin.',
  'Subscribe from the page of this server, or from a program that sends no Origin header.',
] as const;

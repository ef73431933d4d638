import type { IncomingHttpHeaders } from 'node:http';
import { fastifyCookie } from '@fastify/cookie';
import type { Credentials } from '../../access/authenticator.js';
import { isOwnOrigin } from '../http/own-origin.js';

export const SESSION_COOKIE = 'theta_session';

/** Longer than any token; what is longer is not looked at. */
const LONGEST = 16_384;

/**
 * What a request says of whom it comes from: a bearer token, else the cookie of the dashboard. The cookie counts only in a
 * request of a page of this server: no other page can use it (CSRF), whatever the browser thinks of SameSite.
 */
export function credentialsOf(headers: IncomingHttpHeaders, ownOrigins: ReadonlySet<string>): Credentials | null {
  const { authorization, cookie } = headers;
  if (authorization !== undefined) return bearer(authorization);
  if (cookie === undefined || !cookie.includes(SESSION_COOKIE) || !isOwnOrigin(headers, ownOrigins)) return null;
  const secret = fastifyCookie.parse(cookie)[SESSION_COOKIE];
  return secret === undefined || secret === '' ? null : { kind: 'session', secret };
}

/** "Bearer …"; null for every other scheme. */
export function bearer(authorization: string): Credentials | null {
  const secret = /^Bearer +(\S+) *$/i.exec(authorization.slice(0, LONGEST))?.[1];
  return secret === undefined ? null : { kind: 'bearer', secret };
}

export const sessionCookie = (token: string, expiresAt: number, now: number, secure: boolean): string =>
  fastifyCookie.serialize(SESSION_COOKIE, token, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    secure,
    maxAge: Math.max(0, Math.floor((expiresAt - now) / 1000)),
  });

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ThetaError, toThetaError } from '../../domain/errors.js';
import type { Principal } from '../../domain/principal.js';
import { LOCAL_PRINCIPAL, PERMISSIONS_OF } from '../../domain/principal.js';
import { FOREIGN_ORIGIN, isOwnOrigin } from '../http/own-origin.js';
import { refuse } from '../errors/http-errors.js';
import { credentialsOf, sessionCookie } from './credentials.js';
import type { Gate } from './gate.js';
import type { ServerSecurity } from './security.js';

/** What the dashboard asks first: whether it has to sign in, and who it is. */
export function standingRoute(
  app: FastifyInstance,
  gate: Gate | null,
  { authenticator, sessions }: Pick<ServerSecurity, 'authenticator' | 'sessions'>,
  ownOrigins: ReadonlySet<string>,
): void {
  app.get('/session', { config: OPEN }, async (request, reply) => {
    const me = gate ? await knownTo(gate, request, ownOrigins) : LOCAL_PRINCIPAL;
    return reply
      .header('cache-control', 'no-store')
      .send({ required: authenticator !== null, signIn: sessions !== null, me: me && described(me) });
  });
}

async function knownTo(
  gate: Gate,
  { headers, ip }: FastifyRequest,
  own: ReadonlySet<string>,
): Promise<Principal | null> {
  const credentials = credentialsOf(headers, own);
  try {
    return await gate.enter(credentials, ip);
  } catch (thrown) {
    if (toThetaError(thrown).code === 'UNAUTHENTICATED') return null;
    throw thrown;
  }
}

const described = ({ name, role }: Principal) => ({ name, role, permissions: PERMISSIONS_OF[role] });

const OPEN = { access: 'open' } as const;

interface SessionRouteDeps extends Pick<ServerSecurity, 'audit' | 'publicUrls'> {
  readonly sessions: NonNullable<ServerSecurity['sessions']>;
  readonly gate: Gate;
  readonly ownOrigins: ReadonlySet<string>;
}

/** POST /session signs in to the dashboard with a key, DELETE /session signs out. */
export function sessionRoutes(app: FastifyInstance, deps: SessionRouteDeps): void {
  const { sessions, gate, audit, ownOrigins } = deps;
  app.post('/session', { config: OPEN, bodyLimit: 4096 }, async (request, reply) => {
    if (!isOwnOrigin(request.headers, ownOrigins)) return refuse(reply, 403, 'BAD_REQUEST', ...FOREIGN_ORIGIN);
    const { key } = (request.body ?? {}) as { readonly key?: unknown };
    if (typeof key !== 'string') {
      throw new ThetaError('BAD_REQUEST', 'The body has no key.', { hint: 'Send { "key": "theta_…" }.' });
    }
    const secret = key.trim();
    const principal = await gate.enter({ kind: 'bearer', secret }, request.ip);
    const opened = await audit.audited({ principal, operation: 'signIn', ids: [], requestId: request.id }, async () =>
      sessions.open(secret),
    );
    // A token of an identity provider is let in, and is no key.
    if (!opened) throw new ThetaError('UNAUTHENTICATED', 'Only API keys sign in to the dashboard.');
    const secure = isSecure(request.headers.host, request.protocol, deps.publicUrls);
    return reply
      .header('set-cookie', sessionCookie(opened.token, opened.expiresAt, Date.now(), secure))
      .header('cache-control', 'no-store')
      .send(described(opened.principal));
  });
  app.delete('/session', { config: OPEN }, async (request, reply) => {
    const credentials = credentialsOf(request.headers, ownOrigins);
    if (credentials?.kind === 'session') {
      const principal = await gate.enter(credentials, request.ip);
      await audit.audited({ principal, operation: 'signOut', ids: [], requestId: request.id }, () =>
        sessions.close(credentials.secret),
      );
    }
    const secure = isSecure(request.headers.host, request.protocol, deps.publicUrls);
    return reply
      .header('set-cookie', sessionCookie('', 0, 0, secure))
      .code(204)
      .send();
  });
}

/** Whether the browser came over https: by a proxy that is believed, or by what the operator says of this host. */
export function isSecure(host: string | undefined, protocol: string, publicUrls: readonly string[]): boolean {
  if (protocol === 'https') return true;
  return publicUrls.some((text) => {
    const url = new URL(text);
    return url.protocol === 'https:' && url.host === host?.toLowerCase();
  });
}

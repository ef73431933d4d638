import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { Permission, Principal } from '../../domain/principal.js';
import { may } from '../../domain/principal.js';
import { ThetaError } from '../../domain/errors.js';

/**
 * Who may ask a path: `open` anybody, `known` whoever the server knows (what is answered is checked further in), or those who
 * have one of the permissions.
 */
export type RouteAccess = 'open' | 'known' | readonly Permission[];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route says it; a test looks at all. One that does not needs `administer`. */
    access?: RouteAccess;
  }
}

const UNDECLARED: RouteAccess = ['administer'];

/** What is at no path has nothing to hide. */
export const accessOf = (request: FastifyRequest): RouteAccess =>
  request.is404 ? 'open' : (request.routeOptions.config.access ?? UNDECLARED);

/** Throws FORBIDDEN. */
export function expectAccess(access: RouteAccess, principal: Principal): void {
  if (typeof access === 'string' || access.some((permission) => may(principal, permission))) return;
  throw new ThetaError('FORBIDDEN', `This path needs ${access.join(' or ')}, which the role ${principal.role} lacks.`, {
    hint: 'An admin can make a key of another role; docs/security.md lists what each may do.',
  });
}

export interface ServerRoute {
  readonly method: string;
  readonly url: string;
  readonly access: RouteAccess | undefined;
}

/** Collects the routes that are added from now on. */
export function listRoutes(app: FastifyInstance): () => readonly ServerRoute[] {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => void routes.push(route));
  return () => routes.map(({ method, url, config }) => ({ method: String(method), url, access: config?.access }));
}

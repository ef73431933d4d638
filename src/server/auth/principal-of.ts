import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../domain/principal.js';
import { LOCAL_PRINCIPAL } from '../../domain/principal.js';

const principals = new WeakMap<FastifyRequest, Principal>();

/** Notes whom a request comes from, before anything answers it. */
export const setPrincipal = (request: FastifyRequest, principal: Principal): void => {
  principals.set(request, principal);
};

/** Whom a request comes from. */
export const principalOf = (request: FastifyRequest): Principal => principals.get(request) ?? LOCAL_PRINCIPAL;

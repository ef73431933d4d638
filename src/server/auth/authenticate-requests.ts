import { fastifyCookie } from '@fastify/cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Principal } from '../../domain/principal.js';
import { credentialsOf } from './credentials.js';
import type { Gate } from './gate.js';
import { setPrincipal } from './principal-of.js';
import { accessOf, expectAccess } from './route-access.js';

/** Lets in only whom the server knows, and each only where he may; notes who it is for whatever answers. */
export async function authenticateRequests(
  app: FastifyInstance,
  gate: Gate,
  ownOrigins: ReadonlySet<string>,
): Promise<void> {
  // Loads the library, whose functions credentials.ts calls; without its hook, which would read the cookies of every request.
  await app.register(fastifyCookie, { hook: false });
  const admit = (request: FastifyRequest): void | Promise<void> => {
    const access = accessOf(request);
    if (access === 'open') return;
    const principal = gate.enter(credentialsOf(request.headers, ownOrigins), request.ip);
    if (principal instanceof Promise) return principal.then((found) => letIn(request, found));
    return letIn(request, principal);
  };
  const letIn = (request: FastifyRequest, principal: Principal): void | Promise<void> => {
    setPrincipal(request, principal);
    expectAccess(accessOf(request), principal);
    return gate.count(principal);
  };
  // With callbacks: a key that is cached costs no turn of the event loop.
  app.addHook('onRequest', (request, _reply, done) => {
    try {
      const arrived = gate.arrive(request.ip);
      const admitted = arrived ? arrived.then(() => admit(request)) : admit(request);
      if (!admitted) return done();
      admitted.then(
        () => done(),
        (error: Error) => done(error),
      );
    } catch (error) {
      done(error as Error);
    }
  });
}

import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { ThetaError } from '../../domain/errors.js';
import { refuse } from '../errors/http-errors.js';

/** Whether an address or host name can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/** Throws CONFIG_INVALID for an address that others could reach. */
export function expectLoopback(host: string): void {
  if (isLoopback(host)) return;
  throw new ThetaError('CONFIG_INVALID', `THETA_HOST=${host}: only loopback addresses are accepted.`, {
    hint: 'There is no authentication yet. Use 127.0.0.1, and put a proxy that authenticates in front for others.',
  });
}

/**
 * A page of another origin can point its own host name at 127.0.0.1 (DNS rebinding) and would then count as the same
 * origin here; its Host header still bears that name.
 */
export function refuseForeignHosts(app: FastifyInstance): void {
  // Nearly every request bears the Host header of the one before.
  let accepted: string | undefined;
  app.addHook('onRequest', (request, reply, done) => {
    const host = request.headers.host;
    if (host === accepted || host === undefined) return done();
    if (isOwnHost(host)) {
      accepted = host;
      return done();
    }
    refuse(reply, 421, 'BAD_REQUEST', ...FOREIGN_HOST);
  });
}

/** Whether a Host header names this machine by a name that no other site can take. */
export const isOwnHost = (host: string): boolean => isLoopback(host.replace(/:\d+$/, ''));

/** Message and hint. */
export const FOREIGN_HOST = ['The Host header names another machine.', 'Ask for localhost or 127.0.0.1.'] as const;

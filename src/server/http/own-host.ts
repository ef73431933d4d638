import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { refuse } from '../errors/http-errors.js';
import { bareHost, isLoopback } from './loopback.js';

/** Whether a Host header names this server by a name that no other site can take. */
export type OwnHost = (host: string) => boolean;

/** Without authentication: this machine, whoever else is reached under the same address. */
export const isLocalHost: OwnHost = (host) => isLoopback(withoutPort(host));

/**
 * With authentication: the hosts of the public URLs, and addresses, which no other site can point at us as it can its own
 * name.
 */
export function ownHosts(publicUrls: readonly string[]): OwnHost {
  const names = new Set(publicUrls.map((url) => bareHost(new URL(url).hostname)));
  return (host) => {
    const bare = bareHost(withoutPort(host));
    return bare === 'localhost' || isIP(bare) !== 0 || names.has(bare);
  };
}

const withoutPort = (host: string): string => host.replace(/:\d+$/, '');

/**
 * A page of another origin can point its own host name at this address (DNS rebinding) and would then count as the same
 * origin here; its Host header still bears that name.
 */
export function refuseForeignHosts(app: FastifyInstance, isOwn: OwnHost): void {
  // Nearly every request bears the Host header of the one before.
  let accepted: string | undefined;
  app.addHook('onRequest', (request, reply, done) => {
    const host = request.headers.host;
    if (host === accepted || host === undefined) return done();
    if (isOwn(host)) {
      accepted = host;
      return done();
    }
    refuse(reply, 421, 'BAD_REQUEST', ...FOREIGN_HOST);
  });
}

/** Message and hint. */
export const FOREIGN_HOST = [
  'The Host header names another machine.',
  'Ask for localhost or the IP address; other names belong into THETA_PUBLIC_URL, which needs authentication.',
] as const;

import type { Authenticator, Credentials } from '../../access/authenticator.js';
import { TooMany } from '../../access/limits/too-many.js';
import type { Taken } from '../../access/limits/rate-limiter.js';
import { ThetaError } from '../../domain/errors.js';
import type { Principal } from '../../domain/principal.js';
import { LOCAL_PRINCIPAL } from '../../domain/principal.js';
import type { ServerSecurity } from './security.js';

/** Where every request passes, over whichever transport. */
export interface Gate {
  /** Throws RATE_LIMITED where an address asks too often. */
  arrive(address: string): void | Promise<void>;
  /** Who asks. Throws UNAUTHENTICATED, RATE_LIMITED, FORBIDDEN or IDENTITY_UNAVAILABLE. At once where the key is cached. */
  enter(credentials: Credentials | null, address: string): Principal | Promise<Principal>;
  /** Throws RATE_LIMITED where somebody asks more often than his key allows. */
  count(principal: Principal): void | Promise<void>;
  /** Whether somebody who came in would still be let in. */
  isWelcome(credentials: Credentials): Promise<boolean>;
}

type Limits = Pick<ServerSecurity, 'limiter' | 'addressRequestsPerMinute' | 'authFailuresPerMinute'>;

/** Without an authenticator everybody who comes may do everything, but not as often as he likes. */
export function createGate(authenticator: ServerSecurity['authenticator'], limits: Limits): Gate {
  const { limiter, addressRequestsPerMinute: perAddress, authFailuresPerMinute: failures } = limits;
  const failed = async (address: string): Promise<never> => {
    await limiter.take(`failures:${address}`, failures);
    throw unauthenticated(WRONG);
  };
  const known = (principal: Principal | null, address: string): Principal | Promise<Principal> =>
    principal ?? failed(address);
  const lookUp = async (asked: Authenticator, credentials: Credentials, address: string): Promise<Principal> => {
    const room = await limiter.take(`failures:${address}`, failures, 0);
    if (!room.ok) throw new TooMany('Too many unknown keys came from this address.', room);
    return known(await asked.authenticate(credentials), address);
  };
  return {
    arrive(address) {
      if (perAddress > 0) {
        return checked(limiter.take(`address:${address}`, perAddress), () => TOO_MANY.ofAddress(perAddress));
      }
    },
    enter(credentials, address) {
      if (!authenticator) return LOCAL_PRINCIPAL;
      if (credentials === null) throw unauthenticated(MISSING);
      // Who was found good a moment ago does not guess.
      if (!authenticator.isKnown(credentials)) return lookUp(authenticator, credentials, address);
      const principal = authenticator.authenticate(credentials);
      return principal instanceof Promise
        ? principal.then((found) => known(found, address))
        : known(principal, address);
    },
    count({ id, limits: own }) {
      const perMinute = own?.requestsPerMinute ?? null;
      if (perMinute !== null) {
        return checked(limiter.take(`key:${id}`, perMinute), () => TOO_MANY.ofKey(perMinute));
      }
    },
    isWelcome: async (credentials) =>
      authenticator === null || (await authenticator.authenticate(credentials)) !== null,
  };
}

const TOO_MANY = {
  ofAddress: (n: number) => `More than ${n} requests came from this address within a minute.`,
  ofKey: (n: number) => `More than ${n} requests came with this key within a minute.`,
};

function checked(taken: Taken | Promise<Taken>, message: () => string): void | Promise<void> {
  const check = (result: Taken): void => {
    if (!result.ok) throw new TooMany(message(), result);
  };
  return taken instanceof Promise ? taken.then(check) : check(taken);
}

const MISSING = 'The request says not whom it comes from.';
/** The same for every key that is not good: whether it was ever one is nobody's business. */
const WRONG = 'The key or token is unknown, has expired or was revoked.';

const unauthenticated = (message: string): ThetaError =>
  new ThetaError('UNAUTHENTICATED', message, {
    hint: 'Send the header authorization: Bearer theta_…; docs/security.md says where keys come from.',
  });

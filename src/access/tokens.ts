import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import type { Clock } from '../domain/clock.js';
import { ThetaError } from '../domain/errors.js';
import type { Principal, Role } from '../domain/principal.js';
import { PERMISSIONS_OF, ROLES } from '../domain/principal.js';
import { digestOf } from './secrets.js';
import { ShortMemory } from './short-memory.js';
import type { Authenticated } from './types.js';

export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** Dots lead into objects. */
  readonly roleClaim: string;
  /** Names of the claim for our roles; our own names where it is empty. */
  readonly roles: ReadonlyMap<string, Role>;
  readonly clockToleranceSeconds: number;
  /** Time between two fetches of the keys because of an unknown one. */
  readonly cooldownMs?: number | undefined;
}

/** Tokens of an identity provider (OIDC). */
export interface TokenService {
  /** Null for a token that is not good. Throws FORBIDDEN for a good one without a role, IDENTITY_UNAVAILABLE. */
  authenticate(token: string): Authenticated;
}

/** Signed with a private key that only the provider has: with a shared secret (HS256) whoever checks could also sign. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
const COOLDOWN_MS = 30_000;
const FETCH_MS = 5_000;
const CACHED_TOKENS = 10_000;

interface Verified {
  readonly principal: Principal | null;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}
const NOT_GOOD: Verified = { principal: null, expiresAt: 0 };

export function createTokenService(settings: TokenSettings, clock: Clock, cacheSeconds: number): TokenService {
  const keys = createRemoteJWKSet(new URL(settings.jwksUrl), {
    cooldownDuration: settings.cooldownMs ?? COOLDOWN_MS,
    timeoutDuration: FETCH_MS,
  });
  const cache = new ShortMemory<Verified>({ ms: cacheSeconds * 1000, max: CACHED_TOKENS, clock });
  const toleranceMs = settings.clockToleranceSeconds * 1000;
  const verify = async (token: string): Promise<Verified> => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: settings.issuer,
        audience: settings.audience,
        algorithms: ALGORITHMS,
        clockTolerance: settings.clockToleranceSeconds,
        currentDate: new Date(clock.now()),
        requiredClaims: ['sub', 'exp'],
      });
      return { principal: principalOf(payload, settings), expiresAt: (payload.exp as number) * 1000 };
    } catch (thrown) {
      if (thrown instanceof ThetaError) throw thrown;
      if (isRefusal(thrown)) return NOT_GOOD;
      throw new ThetaError('IDENTITY_UNAVAILABLE', 'The keys of the identity provider cannot be read.', {
        hint: 'Check THETA_JWT_JWKS_URL, and that this server reaches it.',
        cause: thrown,
      });
    }
  };
  const good = ({ principal, expiresAt }: Verified): Principal | null =>
    expiresAt + toleranceMs > clock.now() ? principal : null;
  return {
    authenticate(token) {
      const known = cache.get(digestOf(token), () => verify(token));
      return known instanceof Promise ? known.then(good) : good(known);
    },
  };
}

/** Whether the token is at fault, in contrast to keys that cannot be read. */
const isRefusal = (thrown: unknown): boolean =>
  thrown instanceof errors.JOSEError &&
  !['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'].includes(thrown.code);

function principalOf(claims: JWTPayload, { roleClaim, roles }: TokenSettings): Principal {
  const names = textsOf(claimAt(claims, roleClaim));
  const ours = names.flatMap((name): Role[] => {
    const role = roles.size === 0 ? ROLES.find((one) => one === name) : roles.get(name);
    return role ? [role] : [];
  });
  const role = ours.sort((a, b) => PERMISSIONS_OF[b].length - PERMISSIONS_OF[a].length)[0];
  if (!role) {
    throw new ThetaError('FORBIDDEN', `The claim ${roleClaim} of the token names no role that is known here.`, {
      hint: 'THETA_JWT_ROLES says which names stand for which roles.',
    });
  }
  const subject = claims.sub as string;
  const name = [claims['name'], claims['email'], subject].find(
    (one) => typeof one === 'string' && one !== '',
  ) as string;
  return { id: `jwt:${subject}`, name, role, pools: null };
}

const claimAt = (claims: JWTPayload, path: string): unknown =>
  path in claims
    ? claims[path]
    : path.split('.').reduce<unknown>((at, name) => {
        const isObject = typeof at === 'object' && at !== null && Object.hasOwn(at, name);
        return isObject ? (at as Record<string, unknown>)[name] : undefined;
      }, claims);

/** A list of texts, or one text of names between spaces, as scopes are written. */
const textsOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? value.split(' ')
    : Array.isArray(value)
      ? value.filter((one): one is string => typeof one === 'string')
      : [];

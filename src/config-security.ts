import { isIP } from 'node:net';
import { z } from 'zod';
import { flag, integer, listOf, secretSetting, setting } from './config-setting.js';
import { ThetaError } from './domain/errors.js';
import { ROLES } from './domain/principal.js';

const SHORTEST_ADMIN_KEY = 32;

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text.toLowerCase(), {
  message: 'expected origins such as https://router.example.com, without a path',
});
const network = z.string().refine(
  (text) => {
    const [address = '', bits, more] = text.split('/');
    const family = isIP(address);
    return (
      family !== 0 &&
      more === undefined &&
      (bits === undefined || (/^\d+$/.test(bits) && +bits <= 8 * (family === 4 ? 4 : 16)))
    );
  },
  { message: 'expected addresses or networks such as 10.0.0.0/8' },
);
const webAddress = z.string().regex(/^https?:\/\//, 'expected http://… or https://…');

/** Settings of docs/security.md. */
export const securitySettings = {
  auth: setting(
    listOf(z.enum(['none', 'keys', 'jwt']))
      .refine((methods) => methods.length < 2 || !methods.includes('none'), {
        message: 'none cannot stand beside another one',
      })
      // Without any it is none.
      .transform((methods) => methods.filter((method) => method !== 'none')),
    'THETA_AUTH',
    'How requests say whom they come from: none, keys (API keys), jwt (tokens of an identity provider), or keys,jwt. With none the server listens on loopback only.',
  ),
  adminKey: secretSetting(
    z.string().min(SHORTEST_ADMIN_KEY, `expected ${SHORTEST_ADMIN_KEY} characters or more`).optional(),
    'THETA_ADMIN_KEY',
    'The first key, of an admin: it makes the others. At least 32 characters, for example of `openssl rand -base64 32`.',
  ),
  key: secretSetting(
    z.string().trim().min(1).optional(),
    'THETA_KEY',
    'API key or token that `theta` commands send to a running server.',
  ),
  publicUrls: setting(
    listOf(origin),
    'THETA_PUBLIC_URL',
    'Origins that the server is reached under, separated by commas. With authentication other host names than these are refused; IP addresses and localhost always pass.',
  ),
  trustedProxies: setting(
    listOf(network),
    'THETA_TRUSTED_PROXIES',
    'Addresses or networks (CIDR) of proxies whose X-Forwarded-For says where a request comes from, separated by commas.',
  ),
  keyCacheSeconds: setting(
    integer(0, 300).default(10),
    'THETA_KEY_CACHE_SECONDS',
    'How long a server takes an API key for good without asking the database: as long may a revocation made elsewhere take to hold.',
  ),
  sessionHours: setting(
    z.coerce.number().positive().max(720).default(12),
    'THETA_SESSION_HOURS',
    'Hours after which a sign-in to the dashboard ends.',
  ),
  authFailuresPerMinute: setting(
    integer(1, 1_000_000).default(30),
    'THETA_AUTH_FAILURES_PER_MINUTE',
    'Unknown keys and tokens that one address may send within a minute; after them it waits.',
  ),
  addressRequestsPerMinute: setting(
    integer(0, 10_000_000).default(0),
    'THETA_ADDRESS_REQUESTS_PER_MINUTE',
    'Requests of one address within a minute, counted before authentication; 0 is any number.',
  ),
  requestTimeoutMs: setting(
    integer(0, 3_600_000).default(0),
    'THETA_REQUEST_TIMEOUT_MS',
    'Longest that an answer may take, in milliseconds; then TIMEOUT is answered and what was computed is given up. 0 is any time.',
  ),
  auditKeepDays: setting(
    integer(1, 36_500).default(365),
    'THETA_AUDIT_KEEP_DAYS',
    'Days after which an entry of the audit log is deleted.',
  ),
  corsOrigins: setting(
    listOf(origin),
    'THETA_CORS_ORIGINS',
    'Origins whose pages may call the API with a key, separated by commas. None by default.',
  ),
  introspection: setting(
    flag.default(true),
    'THETA_INTROSPECTION',
    'Whether the schema can be asked for. It is public with this project; GraphiQL needs it.',
  ),
  jwtIssuer: setting(z.string().trim().min(1).optional(), 'THETA_JWT_ISSUER', 'Issuer (iss) that tokens must have.'),
  jwtAudience: setting(
    z.string().trim().min(1).optional(),
    'THETA_JWT_AUDIENCE',
    'Audience (aud) that tokens must have.',
  ),
  jwtJwksUrl: setting(
    webAddress.optional(),
    'THETA_JWT_JWKS_URL',
    'Where the identity provider publishes its public keys (JWKS).',
  ),
  jwtRoleClaim: setting(
    z.string().trim().min(1).default('roles'),
    'THETA_JWT_ROLE_CLAIM',
    'Claim that holds roles, a text or a list; dots lead into objects, as in realm_access.roles.',
  ),
  jwtRoles: setting(
    listOf(z.string().regex(new RegExp(`^[^=]+=(${ROLES.join('|')})$`), `expected NAME=ROLE with ${ROLES.join(', ')}`)),
    'THETA_JWT_ROLES',
    'Names of that claim for our roles, as in platform-team=admin,developers=viewer; our own names by default. Of several the one that may most counts.',
  ),
  jwtClockToleranceSeconds: setting(
    integer(0, 300).default(30),
    'THETA_JWT_CLOCK_TOLERANCE',
    'Seconds that clocks of the identity provider and this server may differ.',
  ),
};

/** What the settings need of each other. Throws CONFIG_INVALID. */
export function checkSecurity(config: {
  readonly auth: readonly string[];
  readonly jwtIssuer?: string | undefined;
  readonly jwtAudience?: string | undefined;
  readonly jwtJwksUrl?: string | undefined;
}): void {
  const needs = (name: string, value: string | undefined, because: string) => {
    if (value !== undefined) return;
    throw new ThetaError('CONFIG_INVALID', `${name}: expected a value, got nothing.`, {
      hint: `${because} needs it; docs/security.md has an example.`,
    });
  };
  if (config.auth.includes('jwt')) {
    needs('THETA_JWT_ISSUER', config.jwtIssuer, 'THETA_AUTH=jwt');
    needs('THETA_JWT_AUDIENCE', config.jwtAudience, 'THETA_AUTH=jwt');
    needs('THETA_JWT_JWKS_URL', config.jwtJwksUrl, 'THETA_AUTH=jwt');
  }
}

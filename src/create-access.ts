import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { AuditLog } from './access/audit.js';
import { createAuditLog } from './access/audit.js';
import { createAuthenticator } from './access/authenticator.js';
import { createKeyService } from './access/keys.js';
import type { RateLimiter } from './access/limits/rate-limiter.js';
import { memoryLimiter } from './access/limits/rate-limiter.js';
import { redisLimiter } from './access/limits/redis-limiter.js';
import type { AccessService } from './access/service.js';
import { createSessionService } from './access/sessions.js';
import { createSpending } from './access/spending.js';
import { createTokenService } from './access/tokens.js';
import type { Config } from './config.js';
import { systemClock } from './domain/clock.js';
import type { PoolId } from './domain/ids.js';
import type { Role } from './domain/principal.js';
import type { ServerSecurity } from './server/auth/security.js';
import type { Store } from './store/open-store.js';

export interface AccessParts {
  readonly store: Store;
  readonly pools: () => ReadonlyMap<PoolId, unknown>;
  readonly newId: () => string;
  readonly logger: Logger;
}

export interface Access {
  readonly access: AccessService;
  readonly security: ServerSecurity;
  close(): Promise<void>;
}

const PRUNE_EVERY_MS = 6 * 3_600_000;

/** Who may do what, and how the server finds out: keys, sign-ins, tokens, limits, and the log of changes. */
export function createAccess(config: Config, { store, pools, newId, logger }: AccessParts): Access {
  const onError = (what: string) => (err: unknown) => logger.error({ err }, what);
  const keys = createKeyService({
    repository: store.keys,
    pools,
    clock: systemClock,
    newId,
    randomBytes,
    cacheSeconds: config.keyCacheSeconds,
    adminKey: config.adminKey,
    onError: onError('the last use of a key could not be noted'),
  });
  const spending = createSpending({
    repository: store.spending,
    clock: systemClock,
    later: (task, ms) => void setTimeout(task, ms).unref(),
    onError: onError('what keys have spent could not be written; it is tried again'),
  });
  const audit = createAuditLog({
    repository: store.audit,
    clock: systemClock,
    newId,
    keepDays: config.auditKeepDays,
    onError: onError('the outcome of a change could not be noted in the audit log'),
  });
  const pruning = pruneEverySoOften(audit, onError('old entries of the audit log could not be deleted'));
  const limits = createLimiter(config, logger);
  const usesKeys = config.auth.includes('keys');
  const sessions = createSessionService({
    ...{ keys, repository: store.sessions, clock: systemClock, randomBytes },
    hours: config.sessionHours,
    cacheSeconds: config.keyCacheSeconds,
  });
  const { auth, publicUrls, corsOrigins, trustedProxies, introspection, requestTimeoutMs } = config;
  const { authFailuresPerMinute, addressRequestsPerMinute } = config;
  const authenticator = createAuthenticator(
    usesKeys ? keys : null,
    usesKeys ? sessions : null,
    auth.includes('jwt') ? createTokenService(tokenSettings(config), systemClock, config.keyCacheSeconds) : null,
  );
  return {
    access: { keys, spending, audit },
    security: {
      authenticator: auth.length === 0 ? null : authenticator,
      sessions: usesKeys ? sessions : null,
      limiter: limits.limiter,
      ...{ audit, publicUrls, corsOrigins, trustedProxies, introspection, requestTimeoutMs },
      ...{ authFailuresPerMinute, addressRequestsPerMinute },
    },
    async close() {
      clearInterval(pruning);
      await spending.flush().catch(onError('what keys have spent was lost'));
      await limits.close();
    },
  };
}

function pruneEverySoOften(audit: AuditLog, onError: (err: unknown) => void): NodeJS.Timeout {
  const prune = () => void audit.prune().catch(onError);
  return setInterval(prune, PRUNE_EVERY_MS).unref();
}

const tokenSettings = (config: Config) => ({
  // checkSecurity() has seen to it that they are there.
  issuer: config.jwtIssuer as string,
  audience: config.jwtAudience as string,
  jwksUrl: config.jwtJwksUrl as string,
  roleClaim: config.jwtRoleClaim,
  roles: new Map(config.jwtRoles.map((pair) => pair.split('=') as [string, Role])),
  clockToleranceSeconds: config.jwtClockToleranceSeconds,
});

/** Longest that a request waits for Redis before this server counts alone. */
const REDIS_MS = 250;

function createLimiter({ redisUrl }: Config, logger: Logger): { limiter: RateLimiter; close(): Promise<void> } {
  const alone = memoryLimiter(systemClock);
  if (redisUrl === undefined) return { limiter: alone, close: () => Promise.resolve() };
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: REDIS_MS,
    connectTimeout: 5_000,
  });
  let isAway = false;
  const away = (err: unknown) => {
    if (!isAway) logger.warn({ err }, 'Redis does not answer: this server counts its requests alone until it does');
    isAway = true;
  };
  redis.on('error', away);
  redis.on('ready', () => {
    if (isAway) logger.info('Redis answers again');
    isAway = false;
  });
  void redis.connect().catch(away);
  return {
    limiter: redisLimiter(redis, alone, away),
    close: async () => redis.disconnect(),
  };
}

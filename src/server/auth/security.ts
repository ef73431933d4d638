import type { AuditLog } from '../../access/audit.js';
import type { Authenticator } from '../../access/authenticator.js';
import type { RateLimiter } from '../../access/limits/rate-limiter.js';
import type { SessionService } from '../../access/sessions.js';

/** How the server knows and bounds those who ask; src/create-access.ts fills it. */
export interface ServerSecurity {
  /** Null where nobody is asked who he is. */
  readonly authenticator: Authenticator | null;
  /** Sign-ins to the dashboard; null where there are no keys to sign in with. */
  readonly sessions: SessionService | null;
  readonly limiter: RateLimiter;
  readonly audit: AuditLog;
  /** Origins that this server is reached under. */
  readonly publicUrls: readonly string[];
  /** Other origins whose pages may ask with a key. */
  readonly corsOrigins: readonly string[];
  /** Addresses and networks of proxies to believe. */
  readonly trustedProxies: readonly string[];
  readonly authFailuresPerMinute: number;
  /** 0 for any number. */
  readonly addressRequestsPerMinute: number;
  /** Milliseconds; 0 for any time. */
  readonly requestTimeoutMs: number;
  readonly introspection: boolean;
}

import type { KeyService } from './keys.js';
import type { SessionService } from './sessions.js';
import type { TokenService } from './tokens.js';
import type { Authenticated } from './types.js';

/** What a request says of whom it comes from. */
export interface Credentials {
  readonly kind: 'bearer' | 'session';
  readonly secret: string;
}

export interface Authenticator {
  /** Null for what is unknown, expired or revoked: all alike. */
  authenticate(credentials: Credentials): Authenticated;
  /** Whether they were found good a moment ago, so that nobody guesses. */
  isKnown(credentials: Credentials): boolean;
}

/** API keys and tokens of an identity provider side by side; null for what is off. */
export function createAuthenticator(
  keys: KeyService | null,
  sessions: SessionService | null,
  tokens: TokenService | null,
): Authenticator {
  return {
    authenticate({ kind, secret }) {
      if (kind === 'session') return sessions?.authenticate(secret) ?? null;
      if (tokens && isToken(secret)) return tokens.authenticate(secret);
      return keys?.authenticate(secret) ?? null;
    },
    isKnown: ({ kind, secret }) => kind === 'bearer' && keys?.isKnown(secret) === true,
  };
}

/** A JWS has three parts between dots; no key has a dot. */
const isToken = (secret: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(secret);

import { ThetaError } from '../../domain/errors.js';
import { isLoopback } from '../http/loopback.js';

/** Throws CONFIG_INVALID for an address that others could reach where nobody is asked who he is. */
export function expectSafeAddress(host: string, authenticates: boolean): void {
  if (authenticates || isLoopback(host)) return;
  throw new ThetaError(
    'CONFIG_INVALID',
    `THETA_HOST=${host}: only loopback addresses are accepted without authentication.`,
    {
      hint: 'Set THETA_AUTH=keys and THETA_ADMIN_KEY to a long random text (docs/security.md), or use THETA_HOST=127.0.0.1.',
    },
  );
}

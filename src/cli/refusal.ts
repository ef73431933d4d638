import type { ErrorCode } from '../domain/errors.js';
import { ThetaError } from '../domain/errors.js';

/** What the commands select of a RouteRefusal. */
export const REFUSAL_FIELDS = /* GraphQL */ `
  code
  message
  hint
  excluded {
    reason
  }
  relaxations {
    text
  }
`;

export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | null;
  readonly excluded?: readonly { readonly reason: string }[];
  readonly relaxations?: readonly { readonly text: string }[];
}

/** Of those left out; the relaxations say what to do about the others. */
const SHOWN_EXCLUDED = 5;

/** The refusal as the error that ends the command; where constraints stand in the way, with who is out and what to relax, a line each (not for `json`). */
export function refused(refusal: Refusal, json = false): ThetaError {
  const { code, message, hint, excluded = [], relaxations = [] } = refusal;
  if (json || relaxations.length === 0) return new ThetaError(code, message, { hint: hint ?? undefined });
  const more = excluded.length - SHOWN_EXCLUDED;
  const lines = [
    message,
    ...excluded.slice(0, SHOWN_EXCLUDED).map(({ reason }) => `  left out: ${reason}`),
    ...(more > 0 ? [`  … and ${more} more left out`] : []),
  ];
  const ways = relaxations.map(({ text }) => `  ${text}`);
  return new ThetaError(code, lines.join('\n'), { hint: ['Relax:', ...ways].join('\n') });
}

import type { LlmId } from '../domain/ids.js';
import type { Plan, ThetaHeaders } from './types.js';

const MOST_CHARACTERS = 500;

/** Fit for an HTTP header: printable ASCII on one line. */
export const ascii = (text: string): string =>
  text
    .replace(/[−–]/g, '-')
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, MOST_CHARACTERS);

/** Every header that an answer may have, for pages of other origins to be allowed to read. */
export const GATEWAY_HEADERS = [
  'x-theta-decision',
  'x-theta-llm',
  'x-theta-router',
  'x-theta-alpha',
  'x-theta-attempts',
  'x-theta-reason',
  'x-theta-expected-cost',
  'x-theta-cost',
] as const;

/** What is known before the body of an answer: `llm` gives it. */
export function thetaHeaders(
  plan: Plan,
  known: {
    readonly llm: LlmId | null;
    readonly attempts: number;
    readonly usd?: number | null;
    readonly reason?: string;
  },
): ThetaHeaders {
  const { decision, expectedUsd } = plan;
  const expected = known.llm === null ? undefined : expectedUsd.get(known.llm);
  return {
    'x-theta-decision': plan.id,
    ...(known.llm !== null && { 'x-theta-llm': ascii(known.llm) }),
    ...(decision && {
      'x-theta-router': ascii(decision.router),
      'x-theta-alpha': String(decision.objective.alpha),
    }),
    'x-theta-attempts': String(known.attempts),
    'x-theta-reason': ascii(known.reason ?? plan.reason),
    ...(expected !== undefined && Number.isFinite(expected) && { 'x-theta-expected-cost': usdText(expected) }),
    ...(typeof known.usd === 'number' && { 'x-theta-cost': usdText(known.usd) }),
  };
}

/** Without an exponent, which not every client reads. */
const usdText = (usd: number): string => usd.toFixed(10).replace(/\.?0+$/, '');

import { toThetaError } from '../../domain/errors.js';

/** `warning`: the server starts and serves, but something is worse than it could be or soon will be. */
export type Verdict = 'ok' | 'warning' | 'failed' | 'skipped';

export interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
  /** What was found. */
  readonly detail: string;
  /** What to do; null where there is nothing to be done. */
  readonly advice: string | null;
}

export const ok = (check: string, detail: string): Finding => ({ check, verdict: 'ok', detail, advice: null });
export const warning = (check: string, detail: string, advice: string): Finding => ({
  ...{ check, verdict: 'warning', detail, advice },
});
export const failed = (check: string, detail: string, advice: string | null): Finding => ({
  ...{ check, verdict: 'failed', detail, advice },
});
export const skipped = (check: string, detail: string): Finding => ({
  ...{ check, verdict: 'skipped', detail, advice: null },
});

/** What an error of the product says of itself. */
export function failure(check: string, thrown: unknown): Finding {
  const { code, message, hint } = toThetaError(thrown);
  return failed(check, `${code}: ${message}`, hint ?? null);
}

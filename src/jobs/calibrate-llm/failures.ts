import { ThetaError } from '../../domain/errors.js';
import { Refused } from '../chat/post-chat.js';

/** Failures among this many are still single ones. */
const FEWEST = 5;
/** Without a single answer, sooner. */
const FEWEST_AT_FIRST = 3;
/** Share of failures beyond which something is wrong with more than single queries. */
const MOST = 0.2;
/** Statuses that every query would get: a wrong key, address, model or method. */
const FOR_ALL = [401, 402, 403, 404, 405];

/** Counts what went wrong, and says when it is too much. */
export class Failures {
  #failed = 0;
  #succeeded = 0;

  get failed(): number {
    return this.#failed;
  }

  succeeded(): void {
    this.#succeeded++;
  }

  /** The error that ends the run; null where the query alone is given up. */
  add(error: ThetaError): ThetaError | null {
    this.#failed++;
    if (isForAll(error)) return error;
    const tried = this.#failed + this.#succeeded;
    const fewest = this.#succeeded === 0 ? FEWEST_AT_FIRST : FEWEST;
    if (this.#failed < fewest || this.#failed <= MOST * tried) return null;
    const { code, message, hint, cause } = error;
    return new ThetaError(code, `${this.#failed} of ${tried} queries failed, the last one so: ${message}`, {
      hint,
      cause,
    });
  }
}

function isForAll({ code, kind, cause }: ThetaError): boolean {
  if (code === 'LLM_UNAVAILABLE' && cause instanceof Refused) {
    return FOR_ALL.includes(cause.status) || (cause.status >= 300 && cause.status < 400);
  }
  return code === 'GRADER_UNAVAILABLE' || kind === 'fault';
}

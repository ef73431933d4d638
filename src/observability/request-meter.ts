import { HistogramFamily, REQUEST_EDGES } from './histogram.js';
import { Tally } from './tally.js';

/** Operation names that have a series of their own; clients choose names, so later ones share one. */
const MOST_NAMES = 100;
const LONGEST_NAME = 64;
const OTHER = '(other)';
const NO_NAME = '(anonymous)';
const METHODS = new Set(['GET', 'POST', 'OPTIONS', 'HEAD', 'PUT', 'PATCH', 'DELETE']);

/** Counts what the HTTP server answers. */
export class RequestMeter {
  readonly requests = new HistogramFamily<'method' | 'route' | 'status'>(REQUEST_EDGES);
  readonly operations = new HistogramFamily<'type' | 'operation' | 'outcome'>(REQUEST_EDGES);
  readonly errors = new Tally<'code'>();
  /** Open subscriptions. */
  streams = 0;
  readonly #names = new Set<string>();

  /** `route` is the pattern that matched, so that paths of clients make no series; undefined where none did. */
  answered(method: string, route: string | undefined, status: number, seconds: number): void {
    const known = METHODS.has(method) ? method : 'other';
    const at = route ?? '(none)';
    this.requests.observe(`${known} ${at} ${status}`, seconds, () => ({
      method: known,
      route: at,
      status: `${status}`,
    }));
  }

  /** One GraphQL operation; `codes` are those of its errors. */
  executed(type: string, name: string | null, seconds: number, codes: readonly string[]): void {
    const operation = this.#bounded(name);
    const outcome = codes.length === 0 ? 'ok' : 'error';
    this.operations.observe(`${type} ${operation} ${outcome}`, seconds, () => ({ type, operation, outcome }));
    for (const code of codes) this.errors.add(code, () => ({ code }));
  }

  subscribed(change: 1 | -1): void {
    this.streams += change;
  }

  #bounded(name: string | null): string {
    if (name === null || name === '') return NO_NAME;
    if (this.#names.has(name)) return name;
    if (this.#names.size >= MOST_NAMES || name.length > LONGEST_NAME) return OTHER;
    this.#names.add(name);
    return name;
  }
}

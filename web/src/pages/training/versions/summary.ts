/** How a version came about, as far as its summary says. */
export type Origin =
  | { readonly kind: 'trained' }
  | { readonly kind: 'refit'; readonly of: string }
  | { readonly kind: 'evidence'; readonly of: string; readonly note: string }
  | { readonly kind: 'feedback'; readonly of: string }
  | { readonly kind: 'correction'; readonly of: string; readonly note: string };

export interface VersionSummary {
  readonly queries: number | null;
  readonly responses: number | null;
  readonly heldOutQueries: number | null;
  readonly llms: readonly string[];
  readonly embedder: string | null;
  /** Imports; empty where everything stored was taken, and for the shipped version. */
  readonly sources: readonly string[];
  /** What was asked for; null for the shipped version. */
  readonly request: {
    readonly routers: readonly string[];
    readonly hyperparameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  } | null;
  /** Why routers are missing, by id. */
  readonly leftOut: Readonly<Record<string, string>>;
  readonly origin: Origin;
}

type Part = Readonly<Record<string, unknown>>;
const part = (value: unknown): Part => (typeof value === 'object' && value !== null ? (value as Part) : {});
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** Reads the free-form summary of a version; what an older release did not write is null or empty. */
export function readSummary(version: string, summary: Part): VersionSummary {
  const request = summary['request'] === undefined ? null : part(summary['request']);
  return {
    queries: number(summary['queries']),
    responses: number(summary['responses']),
    heldOutQueries: number(summary['heldOutQueries']),
    llms: texts(summary['llms']),
    embedder: text(part(summary['embedder'])['name']),
    sources: texts(summary['sources']),
    request: request && {
      routers: texts(request['routers']),
      hyperparameters: Object.fromEntries(
        Object.entries(part(request['hyperparameters'])).map(([router, values]) => [router, part(values)]),
      ),
    },
    leftOut: Object.fromEntries(
      Object.entries(part(summary['leftOut'])).flatMap(([router, why]) =>
        typeof why === 'string' ? [[router, why]] : [],
      ),
    ),
    origin: originOf(version, summary),
  };
}

/** A version inherits the summary of the one it was made from, so that what names another version is not its own. */
function originOf(version: string, summary: Part): Origin {
  const update = part(part(summary['feedback'])['update']);
  if (update['version'] === version) return { kind: 'feedback', of: text(update['over']) ?? '' };
  const evidence = part(summary['evidence']);
  if (evidence['version'] === version) {
    return { kind: 'evidence', of: text(evidence['of']) ?? '', note: text(evidence['note']) ?? '' };
  }
  const correction = part(summary['correction']);
  if (text(correction['of']) !== null) {
    return { kind: 'correction', of: text(correction['of']) ?? '', note: text(correction['reason']) ?? '' };
  }
  const over = text(part(summary['refit'])['over']);
  return over === null ? { kind: 'trained' } : { kind: 'refit', of: over };
}

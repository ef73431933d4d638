/** What the visitor asks for; null means the server's default. It lives in the URL, so a link restores it. */
export interface Choice {
  readonly query: string;
  readonly pool: string | null;
  readonly router: string | null;
  /** α in [0, 1]. */
  readonly alpha: number | null;
}

/**
 * Reads a choice from a URL's fragment: browsers keep the fragment to themselves, so a query of any length works and its
 * text stays out of access logs. An α that is not a number in [0, 1] counts as absent.
 */
export function readChoice(fragment: string): Choice {
  const params = new URLSearchParams(fragment.replace(/^#/, ''));
  const alpha = Number(params.get('alpha') || Number.NaN);
  return {
    query: params.get('q') ?? '',
    pool: params.get('pool') || null,
    router: params.get('router') || null,
    alpha: alpha >= 0 && alpha <= 1 ? alpha : null,
  };
}

/** The fragment for a choice, with its #; empty when everything is at its default. */
export function writeChoice({ query, pool, router, alpha }: Choice): string {
  const params = new URLSearchParams();
  if (query !== '') params.set('q', query);
  if (pool !== null) params.set('pool', pool);
  if (router !== null) params.set('router', router);
  if (alpha !== null) params.set('alpha', String(alpha));
  const fragment = params.toString();
  return fragment === '' ? '' : `#${fragment}`;
}

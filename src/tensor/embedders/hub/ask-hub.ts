import { Retryable } from '../../../domain/retries.js';
import type { EmbedderHost } from '../host.js';
import { passes, reasonOf, retryAfterMs } from '../http/trouble.js';

const MOST_REDIRECTS = 5;

export interface HubAnswer {
  /** Answered, or a redirect to another origin where only HEAD was asked. */
  readonly response: Response;
  /** What the hub itself says of the file before it sends us to where the bytes lie; null where it does not. */
  readonly linkedEtag: string | null;
  readonly linkedSize: string | null;
}

/**
 * One request to the hub. Redirects are followed by hand: the token goes to the hub's own origin only, and the checksum
 * stands in the hub's redirect, which fetch would swallow. Throws Retryable for trouble that passes.
 */
export async function askHub(
  method: 'HEAD' | 'GET',
  url: string,
  headers: Readonly<Record<string, string>>,
  host: Pick<EmbedderHost, 'hub' | 'clock'>,
  signal: AbortSignal,
): Promise<HubAnswer> {
  const hubOrigin = new URL(host.hub.url).origin;
  let at = new URL(url);
  let linkedEtag: string | null = null;
  let linkedSize: string | null = null;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const authorization = at.origin === hubOrigin && host.hub.token !== null ? `Bearer ${host.hub.token}` : null;
    // Compressed on the way, sizes and ranges would count other bytes.
    const own = { ...headers, 'accept-encoding': 'identity', ...(authorization === null ? {} : { authorization }) };
    const response = await fetch(at, { method, redirect: 'manual', headers: own, signal }).catch((error: unknown) => {
      throw new Retryable(reasonOf(error));
    });
    linkedEtag ??= response.headers.get('x-linked-etag');
    linkedSize ??= response.headers.get('x-linked-size');
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) {
      if (!passes(response.status)) return { response, linkedEtag, linkedSize };
      await response.body?.cancel();
      throw new Retryable(
        `it answered with status ${response.status}`,
        retryAfterMs(response.headers, host.clock.now()),
      );
    }
    await response.body?.cancel();
    const next = new URL(location, at);
    // Where the bytes lie, addresses are often signed for GET alone.
    if (method === 'HEAD' && next.origin !== at.origin) return { response, linkedEtag, linkedSize };
    if (at.protocol === 'https:' && next.protocol !== 'https:') throw new Retryable('it redirects to plain http');
    at = next;
  }
  throw new Retryable(`it redirects more than ${MOST_REDIRECTS} times`);
}

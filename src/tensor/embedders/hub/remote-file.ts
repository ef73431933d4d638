import { Retryable, withRetries } from '../../../domain/retries.js';
import type { EmbedderHost } from '../host.js';
import { askHub } from './ask-hub.js';
import type { HubFailures } from './failures.js';
import type { HubModel } from './model-files.js';

/** A file of a repository as the hub describes it. */
export interface RemoteFile {
  /** Path in the repository. */
  readonly file: string;
  readonly url: string;
  /** Bytes; null where the hub does not say. */
  readonly size: number | null;
  /** Hexadecimal; the hub knows it of large files only. */
  readonly sha256: string | null;
}

/** How often a request is tried; a download goes on where it stopped. */
export const HUB_RETRIES = { attempts: 6, firstDelayMs: 500, longestDelayMs: 60_000 } as const;

/** Asks the hub for a file's size and checksum; null where the repository has no such file. */
export async function describeFile(
  model: HubModel,
  file: string,
  host: EmbedderHost,
  failures: HubFailures,
  signal: AbortSignal,
): Promise<RemoteFile | null> {
  const url = `${host.hub.url.replace(/\/+$/, '')}/${model.model}/resolve/${encodeURIComponent(model.revision)}/${file}`;
  const ask = () => askHub('HEAD', url, {}, host, AbortSignal.any([signal, AbortSignal.timeout(host.timeoutMs)]));
  const answer = await withRetries(ask, { ...HUB_RETRIES, ...host }, signal).catch((error: unknown) => {
    throw error instanceof Retryable ? failures.unreachable(file, error) : error;
  });
  const { status, headers } = answer.response;
  if (status === 404) return null;
  if (status === 401 || status === 403) throw failures.refused(file, status);
  if (status >= 400) throw failures.unexpected(file, status);
  const redirected = status >= 300;
  const size =
    answer.linkedSize ?? (redirected || headers.has('content-encoding') ? null : headers.get('content-length'));
  const etag = (answer.linkedEtag ?? (redirected ? null : headers.get('etag')) ?? '').replace(/^W\/|"/g, '');
  return {
    file,
    url,
    size: size === null ? null : Number(size),
    sha256: /^[0-9a-f]{64}$/i.test(etag) ? etag.toLowerCase() : null,
  };
}

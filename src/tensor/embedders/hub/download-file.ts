import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ThetaError } from '../../../domain/errors.js';
import { Retryable, withRetries } from '../../../domain/retries.js';
import type { EmbedderHost } from '../host.js';
import { reasonOf } from '../http/trouble.js';
import { askHub } from './ask-hub.js';
import type { HubFailures } from './failures.js';
import { isFile } from './model-files.js';
import { HUB_RETRIES } from './remote-file.js';
import type { RemoteFile } from './remote-file.js';

/**
 * Brings a file to `target`, which appears only when it is whole. Bytes gather in a `.part` file beside it, named after their
 * checksum and written by position: an interrupted download goes on where it stopped, and two processes at once write
 * the same bytes to the same places; whichever is first to finish finishes for both. `received` hears how many bytes are there.
 */
export async function downloadFile(
  remote: RemoteFile,
  target: string,
  host: EmbedderHost,
  failures: HubFailures,
  received: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const part = `${target}.${remote.sha256 === null ? '' : `${remote.sha256.slice(0, 16)}.`}part`;
  const attempt = async () => {
    try {
      await fillPart(remote, part, host, failures, received, signal);
      await checkPart(remote, part, signal);
      await rename(part, target);
    } catch (error) {
      if (await isFile(target)) return rm(part, { force: true });
      throw isMissing(error) ? new Retryable('another process took the part away') : error;
    }
  };
  try {
    await mkdir(dirname(target), { recursive: true });
    await withRetries(attempt, { ...HUB_RETRIES, ...host }, signal);
  } catch (error) {
    if (error instanceof ThetaError) throw error;
    if (error instanceof Retryable) throw failures.unreachable(remote.file, error);
    throw failures.unwritable(remote.file, error as NodeJS.ErrnoException);
  }
}

async function fillPart(
  remote: RemoteFile,
  part: string,
  host: EmbedderHost,
  failures: HubFailures,
  received: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  // Without a checksum nothing tells whether the rest belongs to the same version of the file.
  const have = remote.sha256 === null ? 0 : await sizeOf(part);
  if (have > 0 && have === remote.size) return;
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error(`no answer for ${host.timeoutMs} ms`)), host.timeoutMs);
  try {
    const either = AbortSignal.any([signal, silence.signal]);
    const headers: Record<string, string> = have > 0 ? { range: `bytes=${have}-` } : {};
    const { response } = await askHub('GET', remote.url, headers, host, either);
    if (response.status === 416) {
      await rm(part, { force: true });
      throw new Retryable('it has fewer bytes than were already here');
    }
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      if (response.status === 401 || response.status === 403) throw failures.refused(remote.file, response.status);
      throw failures.unexpected(remote.file, response.status);
    }
    const start = startOf(response, have);
    const handle = await open(part, constants.O_CREAT | constants.O_WRONLY);
    let cut: Retryable | null = null;
    const counted = countBytes(
      response.body,
      start,
      (bytes) => {
        timer.refresh();
        received(bytes);
      },
      (error) => (cut = new Retryable(reasonOf(error))),
    );
    await pipeline(counted, handle.createWriteStream({ start }));
    if (cut !== null) throw cut as Retryable;
  } finally {
    clearTimeout(timer);
  }
}

/** Where the first byte of the answer belongs: servers may ignore the wish for the rest and send the whole. */
function startOf(response: Response, have: number): number {
  if (response.status !== 206) return 0;
  const start = Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? Number.NaN);
  if (start <= have) return start;
  throw new Retryable(`asked for the bytes from ${have} on, it sent those from ${start} on`);
}

/** Ends early instead of throwing, so that what came before a cut is still written. */
async function* countBytes(
  body: AsyncIterable<Uint8Array>,
  start: number,
  received: (bytes: number) => void,
  failed: (error: unknown) => void,
) {
  let bytes = start;
  received(bytes);
  try {
    for await (const chunk of body) {
      yield chunk;
      received((bytes += chunk.length));
    }
  } catch (error) {
    failed(error);
  }
}

/** A part of a wrong length or content is thrown away, so that the next try starts afresh. */
async function checkPart({ size, sha256 }: RemoteFile, part: string, signal: AbortSignal): Promise<void> {
  const got = await sizeOf(part);
  if (size !== null && got < size) throw new Retryable(`it sent ${got} of ${size} bytes`);
  let wrong = size !== null && got > size ? `it sent ${got} bytes instead of ${size}` : null;
  if (wrong === null && sha256 !== null) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(part), hash, { signal });
    const digest = hash.digest('hex');
    if (digest !== sha256) wrong = `what it sent has the SHA-256 ${digest}, its own description says ${sha256}`;
  }
  if (wrong === null) return;
  await rm(part, { force: true });
  throw new Retryable(wrong);
}

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.size ?? 0;
const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { ThetaError, throwIfAborted } from '../domain/errors.js';

/** How much of a file its format is guessed from; the first record must end in it. */
const HEAD_BYTES = 1 << 20;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** The first MiB as text, without a byte order mark; null when it is not UTF-8 text. Throws FILE_UNREADABLE. */
export async function readHead(path: string): Promise<string | null> {
  let bytes: Uint8Array;
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
      bytes = buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
  if (bytes.includes(0)) return null;
  try {
    // `stream` forgives a last character that the cut went through; readBytes checks the whole file.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/**
 * The bytes of a file in chunks, without a byte order mark. `onBytes` gets the size of each chunk as read.
 * Throws FILE_UNREADABLE, CANCELLED, and IMPORT_BAD_ROW where the bytes are not UTF-8: decoded as they are, they would
 * silently change the text.
 */
export async function* readBytes(
  path: string,
  onBytes: (bytes: number) => void,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let offset = 0;
  const stream = createReadStream(path, { highWaterMark: 1 << 17 });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      throwIfAborted(signal);
      checkUtf8(path, utf8, chunk, offset);
      yield offset === 0 && chunk.subarray(0, 3).equals(BOM) ? chunk.subarray(3) : chunk;
      offset += chunk.length;
      onBytes(chunk.length);
    }
  } catch (thrown) {
    throw thrown === stream.errored ? unreadable(path, thrown) : thrown;
  }
  checkUtf8(path, utf8, null, offset);
}

function checkUtf8(path: string, utf8: InstanceType<typeof TextDecoder>, chunk: Buffer | null, offset: number): void {
  try {
    if (chunk) utf8.decode(chunk, { stream: true });
    else utf8.decode();
  } catch {
    const end = chunk ? offset + chunk.length : offset;
    throw new ThetaError('IMPORT_BAD_ROW', `${path}: text that is not UTF-8 stands before byte ${end}.`, {
      hint: 'Save the file as UTF-8.',
    });
  }
}

/** FILE_UNREADABLE for whatever the file system said. */
export function unreadable(path: string, cause: unknown): ThetaError {
  const code = (cause as NodeJS.ErrnoException).code;
  const why = code === 'ENOENT' ? 'it does not exist' : cause instanceof Error ? cause.message : String(cause);
  return new ThetaError('FILE_UNREADABLE', `${path} cannot be read: ${why}.`, {
    hint: 'Check the path and its permissions.',
    cause,
  });
}

import { artifactDigest } from '../domain/artifact.js';
import { ThetaError } from '../domain/errors.js';

/** Somewhere outside the database that may hold an artifact, for example the files shipped with the project. */
export type BlobSource = (digest: string) => Promise<Uint8Array | null>;

/** Throws ARTIFACT_CORRUPT unless the bytes are those that the digest names. */
export function checkDigest(digest: string, bytes: Uint8Array, where: string): Uint8Array {
  const found = artifactDigest(bytes);
  if (found === digest) return bytes;
  throw new ThetaError(
    'ARTIFACT_CORRUPT',
    `The artifact ${digest} ${where} has other bytes: their SHA-256 is ${found}.`,
    {
      hint: 'Restore it from a backup or the release, or train again with `theta train`.',
    },
  );
}

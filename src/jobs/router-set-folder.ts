import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ThetaError } from '../domain/errors.js';
import type { Json } from '../domain/artifact.js';
import { artifactDigest, sortedJson } from '../domain/artifact.js';
import { answerLengthsDigest } from '../routing/expected-cost/manifest.js';
import type { RouterSetManifest } from '../routing/ports.js';
import type { BuiltRouterSet } from './build-router-set.js';

const MANIFEST = 'router-set.json';

/** A router set as a folder of files: one manifest, and one file per artifact named by what it is. */
export interface RouterSetFolder {
  readonly manifest: RouterSetManifest;
  /** The bytes of that digest; null when this folder does not hold them. Throws ARTIFACT_CORRUPT when they have changed. */
  blob(digest: string): Promise<Uint8Array | null>;
}

/** Throws FILE_UNREADABLE or ARTIFACT_CORRUPT. */
export async function readRouterSetFolder(folder: string): Promise<RouterSetFolder> {
  const path = join(folder, MANIFEST);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ThetaError('FILE_UNREADABLE', `No router set in ${folder}: ${MANIFEST} cannot be read.`, {
      cause,
      hint: 'THETA_BOOTSTRAP must name a folder that holds a router set.',
    });
  });
  const manifest = parseManifest(text, path);
  const files = fileNames(manifest);
  return {
    manifest,
    async blob(digest) {
      const name = files.get(digest);
      if (name === undefined) return null;
      const file = join(folder, name);
      const bytes = await readFile(file).catch((cause: unknown) => {
        throw new ThetaError('ARTIFACT_CORRUPT', `${file} is missing.`, {
          cause,
          hint: 'Restore it from the release.',
        });
      });
      if (artifactDigest(bytes) !== digest) {
        throw new ThetaError('ARTIFACT_CORRUPT', `${file} has changed: its SHA-256 is not the one in ${MANIFEST}.`, {
          hint: 'Restore it from the release.',
        });
      }
      return bytes;
    },
  };
}

/** Writes manifest and artifacts; the manifest last, so that an interrupted write leaves no readable half set. */
export async function writeRouterSetFolder(folder: string, { manifest, blobs }: BuiltRouterSet): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [digest, name] of fileNames(manifest)) {
    await writeFile(join(folder, name), blobs.get(digest) as Uint8Array);
  }
  const json = JSON.stringify(JSON.parse(sortedJson(manifest as unknown as Json)), null, 2);
  await writeFile(join(folder, MANIFEST), `${json}\n`);
}

function fileNames(manifest: RouterSetManifest): Map<string, string> {
  const lengths = answerLengthsDigest(manifest);
  return new Map([
    ...(lengths === null ? [] : [[lengths, 'answer-lengths.theta'] as const]),
    [manifest.embedder, 'embedder.theta'],
    [manifest.reference, 'reference.theta'],
    ...(manifest.heldOut === null ? [] : [[manifest.heldOut, 'held-out.theta'] as const]),
    ...(manifest.evidence === null ? [] : [[manifest.evidence, 'evidence.theta'] as const]),
    ...manifest.routers.map(({ id, digest }) => [digest, `${id}.theta`] as const),
  ]);
}

function parseManifest(text: string, path: string): RouterSetManifest {
  try {
    const manifest = JSON.parse(text) as Omit<RouterSetManifest, 'heldOut' | 'evidence'>;
    // A folder that an earlier release wrote names no held-out queries and no evidence.
    if (typeof manifest.version === 'string' && Array.isArray(manifest.routers)) {
      return { heldOut: null, evidence: null, ...manifest };
    }
  } catch {
    // Not JSON: the error below says the same for every way to be wrong.
  }
  throw new ThetaError('ARTIFACT_CORRUPT', `${path} is not the manifest of a router set.`, {
    hint: 'Restore it from the release.',
  });
}

/** `blob` of a folder for a loader that needs every one. Throws ARTIFACT_CORRUPT for a digest that is not there. */
export const blobOf =
  (folder: RouterSetFolder) =>
  async (digest: string): Promise<Uint8Array> => {
    const bytes = await folder.blob(digest);
    if (bytes) return bytes;
    throw new ThetaError(
      'ARTIFACT_CORRUPT',
      `The router set ${folder.manifest.version} names an artifact ${digest} that it does not hold.`,
    );
  };

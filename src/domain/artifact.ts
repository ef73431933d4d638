import { createHash } from 'node:crypto';
import { ThetaError } from './errors.js';

/** Numbers that an artifact may hold; the names are those of the typed arrays. */
export type Tensor = Float32Array | Float64Array | Int8Array | Uint8Array | Int32Array | Uint16Array | Uint32Array;

/** JSON without functions, dates or undefined. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Learned numbers with their description: what an embedder, a reference set or a router is saved as.
 * `kind` says who can read it, for example `embedder/lexical` or `router/mirt`.
 */
export interface Artifact {
  readonly kind: string;
  /** Version of the layout of `meta` and `tensors`, for this kind. */
  readonly formatVersion: number;
  readonly meta: { readonly [key: string]: Json };
  readonly tensors: Readonly<Record<string, Tensor>>;
}

const MAGIC = 'THETA\u0001\r\n';
const DIGEST_BYTES = 32;
const ALIGNMENT = 8;
const TYPES = { Float32Array, Float64Array, Int8Array, Uint8Array, Int32Array, Uint16Array, Uint32Array } as const;
type TensorType = keyof typeof TYPES;

interface Header {
  readonly kind: string;
  readonly formatVersion: number;
  readonly meta: { readonly [key: string]: Json };
  readonly tensors: readonly { name: string; type: TensorType; length: number; offset: number }[];
}

/**
 * Layout: 8 bytes magic · 32 bytes SHA-256 of the rest · uint32 header length · header (JSON) · tensors, each aligned to
 * 8 bytes, little-endian. Same artifact, same bytes: keys are written in sorted order and no date is included.
 */
export function encodeArtifact(artifact: Artifact): Uint8Array {
  const entries: Header['tensors'][number][] = [];
  let offset = 0;
  for (const name of Object.keys(artifact.tensors).sort()) {
    const t = artifact.tensors[name] as Tensor;
    entries.push({ name, type: t.constructor.name as TensorType, length: t.length, offset });
    offset += align(t.byteLength);
  }
  const header: Header = {
    kind: artifact.kind,
    formatVersion: artifact.formatVersion,
    meta: artifact.meta,
    tensors: entries,
  };
  const headerBytes = new TextEncoder().encode(sortedJson(header as unknown as Json));
  const bodyStart = align(MAGIC.length + DIGEST_BYTES + 4 + headerBytes.length);
  const bytes = new Uint8Array(bodyStart + offset);
  bytes.set(new TextEncoder().encode(MAGIC));
  new DataView(bytes.buffer).setUint32(MAGIC.length + DIGEST_BYTES, headerBytes.length, true);
  bytes.set(headerBytes, MAGIC.length + DIGEST_BYTES + 4);
  for (const e of entries) {
    const t = artifact.tensors[e.name] as Tensor;
    bytes.set(new Uint8Array(t.buffer, t.byteOffset, t.byteLength), bodyStart + e.offset);
  }
  bytes.set(sha256(bytes.subarray(MAGIC.length + DIGEST_BYTES)), MAGIC.length);
  return bytes;
}

/**
 * Reads what encodeArtifact wrote. Throws ARTIFACT_FOREIGN for anything else and ARTIFACT_CORRUPT for a cut or changed
 * one; `name` appears in the message. Tensors are views of one aligned copy of `bytes`.
 */
export function decodeArtifact(bytes: Uint8Array, name: string): Artifact {
  const magic = new TextDecoder('latin1').decode(bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) {
    throw new ThetaError(
      'ARTIFACT_FOREIGN',
      `${name} is not a ThetaRouter artifact: its first bytes are not the mark of one.`,
      {
        hint: 'Train a router set with `theta train`, or restore the file from the release.',
      },
    );
  }
  const corrupt = (why: string) =>
    new ThetaError('ARTIFACT_CORRUPT', `${name} is damaged: ${why}.`, {
      hint: 'Restore the file from a backup or the release, or train again with `theta train`.',
    });
  const headerStart = MAGIC.length + DIGEST_BYTES + 4;
  if (bytes.length < headerStart) throw corrupt(`it ends after ${bytes.length} bytes`);
  const digest = bytes.subarray(MAGIC.length, MAGIC.length + DIGEST_BYTES);
  if (!sha256(bytes.subarray(MAGIC.length + DIGEST_BYTES)).equals(digest)) throw corrupt('its SHA-256 does not match');
  const own = bytes.byteOffset % ALIGNMENT === 0 ? bytes : bytes.slice();
  const headerLength = new DataView(own.buffer, own.byteOffset).getUint32(MAGIC.length + DIGEST_BYTES, true);
  const header = JSON.parse(new TextDecoder().decode(own.subarray(headerStart, headerStart + headerLength))) as Header;
  const bodyStart = align(headerStart + headerLength);
  const tensors: Record<string, Tensor> = {};
  for (const t of header.tensors) {
    const type = TYPES[t.type];
    if (!type) throw corrupt(`tensor ${t.name} has the unknown type ${String(t.type)}`);
    tensors[t.name] = new type(own.buffer as ArrayBuffer, own.byteOffset + bodyStart + t.offset, t.length);
  }
  return { kind: header.kind, formatVersion: header.formatVersion, meta: header.meta, tensors };
}

/** Throws ARTIFACT_FOREIGN unless the artifact is of this kind and layout. */
export function expectArtifact(artifact: Artifact, kind: string, formatVersion: number): Artifact {
  if (artifact.kind !== kind || artifact.formatVersion !== formatVersion) {
    throw new ThetaError(
      'ARTIFACT_FOREIGN',
      `Expected an artifact ${kind} of format ${formatVersion}, got ${artifact.kind} of format ${artifact.formatVersion}.`,
      { hint: 'Train again with this release: `theta train`.' },
    );
  }
  return artifact;
}

/** The tensor of that name and type. Throws ARTIFACT_CORRUPT when it is missing, of another type or another length. */
export function tensorOf<T extends TensorType>(
  artifact: Artifact,
  name: string,
  type: T,
  length?: number,
): InstanceType<(typeof TYPES)[T]> {
  const t = artifact.tensors[name];
  if (!(t instanceof TYPES[type]) || (length !== undefined && t.length !== length)) {
    const got = t ? `${t.constructor.name} of ${t.length}` : 'nothing';
    throw new ThetaError(
      'ARTIFACT_CORRUPT',
      `${artifact.kind}: tensor ${name} should be ${type} of ${length ?? 'any length'}, got ${got}.`,
    );
  }
  return t as InstanceType<(typeof TYPES)[T]>;
}

/** Hexadecimal SHA-256 of the encoded bytes; names the artifact by its content. */
export const artifactDigest = (bytes: Uint8Array): string => sha256(bytes).toString('hex');

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const align = (n: number): number => Math.ceil(n / ALIGNMENT) * ALIGNMENT;

/** JSON with object keys in sorted order, so that equal values give equal bytes. */
export function sortedJson(value: Json): string {
  return JSON.stringify(value, (_key, v: unknown) =>
    v !== null && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );
}

import { describe, expect, it } from 'vitest';
import type { Artifact } from '../../../src/domain/artifact.js';
import {
  artifactDigest,
  decodeArtifact,
  encodeArtifact,
  expectArtifact,
  tensorOf,
} from '../../../src/domain/artifact.js';
import { ThetaError } from '../../../src/domain/errors.js';

const artifact: Artifact = {
  kind: 'router/test',
  formatVersion: 3,
  meta: { z: 1, a: { nested: ['θ', null, true] } },
  tensors: {
    weights: Float32Array.from([1.5, -0, Number.MAX_VALUE, 1e-40]),
    bytes: Int8Array.from([-128, 127, 0]),
    empty: Uint32Array.from([]),
    columns: Uint16Array.from([65535, 0, 7]),
  },
};
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (thrown) {
    return thrown instanceof ThetaError ? thrown.code : String(thrown);
  }
  return 'nothing thrown';
};

describe('artifact codec', () => {
  it('gives back what was encoded, bit for bit', () => {
    const back = decodeArtifact(encodeArtifact(artifact), 'test');
    expect(back).toEqual(artifact);
    expect(Object.is((back.tensors['weights'] as Float32Array)[1], -0)).toBe(true);
  });

  it('gives the same bytes for the same content, whatever the order of keys', () => {
    const shuffled: Artifact = {
      ...artifact,
      meta: { a: { nested: ['θ', null, true] }, z: 1 },
      tensors: Object.fromEntries(Object.entries(artifact.tensors).reverse()),
    };
    expect(artifactDigest(encodeArtifact(shuffled))).toBe(artifactDigest(encodeArtifact(artifact)));
  });

  it('reads from an unaligned view of a larger buffer', () => {
    const bytes = encodeArtifact(artifact);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeArtifact(shifted.subarray(3), 'test')).toEqual(artifact);
  });

  it('refuses every single flipped byte', () => {
    const bytes = encodeArtifact(artifact);
    for (let i = 0; i < bytes.length; i++) {
      const changed = bytes.slice();
      changed[i] = (changed[i] as number) ^ 0x40;
      expect(codeOf(() => decodeArtifact(changed, 'test'))).toMatch(i < 8 ? 'ARTIFACT_FOREIGN' : 'ARTIFACT_CORRUPT');
    }
  });

  it('refuses every truncation', () => {
    const bytes = encodeArtifact(artifact);
    for (let n = 0; n < bytes.length; n++) {
      expect(codeOf(() => decodeArtifact(bytes.slice(0, n), 'test'))).toMatch(/ARTIFACT_(FOREIGN|CORRUPT)/);
    }
  });

  it('says what was expected of kind, layout and tensors', () => {
    expect(codeOf(() => expectArtifact(artifact, 'router/other', 3))).toBe('ARTIFACT_FOREIGN');
    expect(codeOf(() => expectArtifact(artifact, 'router/test', 4))).toBe('ARTIFACT_FOREIGN');
    expect(tensorOf(artifact, 'bytes', 'Int8Array', 3)).toBe(artifact.tensors['bytes']);
    expect(codeOf(() => tensorOf(artifact, 'bytes', 'Int8Array', 4))).toBe('ARTIFACT_CORRUPT');
    expect(codeOf(() => tensorOf(artifact, 'bytes', 'Float32Array'))).toBe('ARTIFACT_CORRUPT');
    expect(() => tensorOf(artifact, 'missing', 'Int8Array')).toThrow(
      /tensor missing should be Int8Array .* got nothing/,
    );
  });
});

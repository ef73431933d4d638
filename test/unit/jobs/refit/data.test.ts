import { beforeAll, describe, expect, it } from 'vitest';
import { MatrixBuilder } from '../../../../src/data/matrix-builder.js';
import { artifactDigest, encodeArtifact } from '../../../../src/domain/artifact.js';
import { llmId, versionId } from '../../../../src/domain/ids.js';
import { matrix } from '../../../../src/domain/matrix.js';
import type { ResponseMatrix } from '../../../../src/domain/responses.js';
import { takeQueries } from '../../../../src/domain/responses.js';
import { comparisonData, divideQueries } from '../../../../src/jobs/refit/data.js';
import { newResponses, seenBy } from '../../../../src/jobs/refit/seen.js';
import { placeOf } from '../../../../src/jobs/refit/split.js';
import { encodeEvidence } from '../../../../src/routing/evidence-artifact.js';
import { encodeHeldOut } from '../../../../src/routing/held-out.js';
import type { RouterSetManifest } from '../../../../src/routing/ports.js';
import { encodeReferenceSet } from '../../../../src/routing/reference-set.js';

const POOL = ['a', 'b'].map(llmId);
const [A, B, OUT] = ['a', 'b', 'out'].map(llmId) as [(typeof POOL)[0], (typeof POOL)[0], (typeof POOL)[0]];

/** Query i is answered by a and out, and by b unless 5 divides i. */
function responses(count: number, from = 0): ResponseMatrix {
  const builder = new MatrixBuilder({ llms: [A, B, OUT] });
  const more = { task: null, cost: null, inputTokens: null, outputTokens: null };
  for (let i = from; i < from + count; i++) {
    for (const llm of [A, OUT, ...(i % 5 === 0 ? [] : [B])]) {
      builder.add({ text: `query ${i}`, llm, performance: ((i * 7) % 11) / 10, ...more });
    }
  }
  return builder.build();
}
const stored = responses(1000);
const ids = ({ queries }: ResponseMatrix) => queries.map(({ id }) => id);

/** A version that holds these, as the store would. */
function version(train: ResponseMatrix, heldOut: ResponseMatrix | null, evidence: readonly string[]) {
  const blobs = new Map<string, Uint8Array>();
  const keep = (artifact: Parameters<typeof encodeArtifact>[0]) => {
    const bytes = encodeArtifact(artifact);
    const digest = artifactDigest(bytes);
    blobs.set(digest, bytes);
    return digest;
  };
  const vectors = (m: ResponseMatrix) => matrix(m.queries.length, 2);
  const known = {
    vectors: matrix(evidence.length, 2),
    queries: evidence.map((id) => ({ id, task: null })),
    llms: [A],
    scores: {
      query: Uint32Array.from(evidence.keys()),
      llm: new Uint16Array(evidence.length),
      performance: new Float32Array(evidence.length),
      weight: new Float32Array(evidence.length).fill(1),
    },
    preferences: {
      query: new Uint32Array(),
      winner: new Uint16Array(),
      loser: new Uint16Array(),
      weight: new Float32Array(),
    },
  };
  const manifest = {
    version: versionId('v1'),
    reference: keep(encodeReferenceSet(vectors(train), train)),
    heldOut: heldOut && keep(encodeHeldOut(vectors(heldOut), heldOut, new Float32Array(heldOut.queries.length))),
    evidence: evidence.length > 0 ? keep(encodeEvidence(known)) : null,
  } as RouterSetManifest;
  return seenBy(manifest, async (digest) => blobs.get(digest) as Uint8Array);
}

describe('what a version has seen', () => {
  const [train, aside] = [takeQueries(stored, [0, 1, 2, 3]), takeQueries(stored, [4, 5])];

  it('is what it was trained, calibrated and told on', async () => {
    const seen = await version(train, aside, ['somewhere']);
    expect([...seen.queries].sort()).toEqual([...ids(train), ...ids(aside), 'somewhere'].sort());
    expect([...seen.evidence]).toEqual(['somewhere']);
    expect((await version(train, null, [])).queries.size).toBe(4);
  });

  it('tells new responses from old ones by query, LLM and y; evidence is not fitted to', async () => {
    const seen = await version(train, aside, ids(takeQueries(stored, [6])));
    expect(newResponses(takeQueries(stored, [0, 1, 4, 5]), seen)).toBe(0);
    // Query 6 has three responses.
    expect(newResponses(takeQueries(stored, [5, 6]), seen)).toBe(3);
    const changed = { ...train, performance: train.performance.map((y, e) => (e === 2 ? 1 - y : y)) };
    expect(newResponses(changed, seen)).toBe(1);
    const renamed = { ...train, llms: [A, B, llmId('another')] };
    expect(newResponses(renamed, seen)).toBe(4);
  });
});

describe('the queries of a refit', () => {
  const divided = divideQueries(stored, POOL, 0.2);

  it('are trained on or held out by their place, and compared on where two LLMs of the pool leave a choice', () => {
    const { train, heldOut, choice, queries } = divided;
    expect([queries, train.queries.length + heldOut.queries.length]).toEqual([1000, 1000]);
    expect(ids(heldOut).every((id) => placeOf(id, 0) < 0.2)).toBe(true);
    expect(ids(train).every((id) => placeOf(id, 0) >= 0.2)).toBe(true);
    expect(choice.llms).toEqual(POOL);
    const withB = heldOut.queries.filter(({ text }) => Number(text?.slice(6)) % 5 !== 0);
    expect(ids(choice)).toEqual(withB.map(({ id }) => id));
  });

  it.each([
    ['too few are held out', responses(100), POOL, 0.1],
    ['nobody of the pool has answered', stored, [llmId('x'), llmId('y')], 0.2],
    ['one LLM of the pool has', stored, [A], 0.2],
  ] as const)('are refused where %s', (_why, matrix, pool, share) => {
    expect(() => divideQueries(matrix, pool, share)).toThrow(
      expect.objectContaining({ code: 'REFIT_HELD_OUT_INSUFFICIENT' }),
    );
  });

  it('are refused without text', () => {
    const queries = stored.queries.map((query) => ({ ...query, text: null }));
    expect(() => divideQueries({ ...stored, queries }, POOL, 0.2)).toThrow(
      expect.objectContaining({ code: 'TRAINING_DATA_INSUFFICIENT' }),
    );
  });

  describe('that are compared on', () => {
    let all: string[];
    beforeAll(() => {
      all = ids(divided.choice);
    });

    it('are those that neither version has seen, where they are enough', () => {
      const { test, data } = comparisonData(divided, new Set(all.slice(0, 30)), new Set(all.slice(20, 50)), 50);
      expect(ids(test)).toEqual(all.slice(50));
      expect(data).toMatchObject({
        queries: 1000,
        heldOut: divided.heldOut.queries.length,
        noChoice: divided.heldOut.queries.length - all.length,
        seenByCandidate: 30,
        seenByServing: 20,
        compared: all.length - 50,
        favoursServing: false,
      });
    });

    it('are those of the serving version too where the others are too few, never those of the candidate', () => {
      const { test, data } = comparisonData(divided, new Set(all), new Set(all.slice(0, 10)), 50);
      expect(ids(test)).toEqual(all.slice(10));
      expect(data).toMatchObject({ seenByServing: all.length - 10, compared: all.length - 10, favoursServing: true });
    });

    it('favour nobody where they are few but all unseen', () => {
      const { data } = comparisonData(divided, new Set(), new Set(), 100_000);
      expect(data).toMatchObject({ compared: all.length, favoursServing: false });
    });
  });
});

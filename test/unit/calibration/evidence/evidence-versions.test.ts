import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { evidenceSummary, createEvidenceVersions } from '../../../../src/calibration/evidence/evidence-versions.js';
import type { EvidenceVersions } from '../../../../src/calibration/evidence/evidence-versions.js';
import type { KnownScore } from '../../../../src/calibration/evidence/source.js';
import { withoutSuperseded } from '../../../../src/calibration/evidence/superseded.js';
import { decodeArtifact } from '../../../../src/domain/artifact.js';
import { systemClock } from '../../../../src/domain/clock.js';
import { ThetaError } from '../../../../src/domain/errors.js';
import { scoresOf } from '../../../../src/domain/evidence.js';
import { llmId, versionId } from '../../../../src/domain/ids.js';
import { decodeEvidence } from '../../../../src/routing/evidence-artifact.js';
import type { RouterSetManifest } from '../../../../src/routing/ports.js';
import type { RouterSet } from '../../../../src/routing/router-set.js';
import { testRouterSet } from '../../../fixtures/api/router-set.js';

let base: RouterSet;
beforeAll(async () => {
  base = await testRouterSet();
});

const newcomer = llmId('llm-5');
const answer = (row: number, performance = 1): KnownScore => ({
  query: { id: `query-${row}`, task: null, text: null },
  llm: newcomer,
  performance,
  weight: 1,
});

/** What the sources know, what is stored, and what serves. */
let known: KnownScore[];
let saved: RouterSetManifest[];
let blobs: Map<string, Uint8Array>;
let current: RouterSetManifest;
let serving: RouterSet;
let versions: EvidenceVersions;
/** Runs before each promotion. */
let meanwhile: () => void;

beforeEach(() => {
  known = [];
  saved = [];
  blobs = new Map();
  current = base.manifest;
  serving = base;
  meanwhile = () => {};
  let ids = 0;
  versions = createEvidenceVersions({
    sources: [{ name: 'anchors', collect: () => Promise.resolve({ scores: [...known], preferences: [] }) }],
    serving: () => serving,
    routerSets: {
      async save(manifest, given) {
        saved.push(manifest);
        for (const [digest, bytes] of given) blobs.set(digest, bytes);
      },
      async promote(version, over) {
        meanwhile();
        if (over !== current.version) throw new ThetaError('UPDATE_OUTDATED', 'another one serves');
        current = saved.find((manifest) => manifest.version === version) as RouterSetManifest;
      },
    },
    clock: systemClock,
    newId: () => `id-${++ids}`,
    async serveCurrent() {
      const { evidence } = current;
      const bytes = evidence === null ? null : (blobs.get(evidence) as Uint8Array);
      serving = {
        ...base,
        manifest: current,
        evidence: bytes ? decodeEvidence(decodeArtifact(bytes, 'evidence')) : base.evidence,
      };
    },
  });
});

const served = () => [...scoresOf(serving.evidence, newcomer).performance];

describe('evidence versions', () => {
  it('differ from what serves in evidence alone, and say of what they are a version', async () => {
    known = [answer(0), answer(1, 0.5)];
    const manifest = await versions.refresh({ note: '2 answers of llm-5', serve: true });
    expect(current).toBe(manifest);
    expect(served()).toEqual([1, 0.5]);
    const { version, label, createdAt, evidence, summary, ...rest } = manifest as RouterSetManifest;
    const { version: _v, label: _l, createdAt: _c, evidence: _e, summary: trained, ...before } = base.manifest;
    expect(rest).toEqual(before);
    expect([version === base.manifest.version, evidence !== null, createdAt > 0]).toEqual([false, true, true]);
    expect(label).toBe('synthetic world + 2 answers of llm-5');
    expect(summary).toEqual({
      ...trained,
      evidence: {
        version,
        of: 'v1',
        label: 'synthetic world',
        note: '2 answers of llm-5',
        anchors: { scores: 2, preferences: 0 },
      },
    });
  });

  it('are not made where nothing is new, nor served where that is not asked for', async () => {
    expect(await versions.refresh({ note: 'nothing', serve: true })).toBeNull();
    known = [answer(0)];
    await versions.refresh({ note: 'one', serve: false });
    expect([saved.length, current.version, served()]).toEqual([1, 'v1', []]);
    await versions.refresh({ note: 'one', serve: true });
    expect(await versions.refresh({ note: 'again', serve: true })).toBeNull();
    expect(saved).toHaveLength(2);
  });

  it('keep the trained version as their origin, and lose evidence that is taken back', async () => {
    known = [answer(0)];
    await versions.refresh({ note: 'one', serve: true });
    known.push(answer(1));
    const second = (await versions.refresh({ note: 'two', serve: true })) as RouterSetManifest;
    expect([second.label, evidenceSummary(second)?.of]).toEqual(['synthetic world + two', 'v1']);
    known = [];
    const third = await versions.refresh({ note: 'none', serve: true });
    expect(third?.evidence).toBeNull();
    expect(served()).toEqual([]);
  });

  it('never lose an answer to another one that comes at the same time', async () => {
    await Promise.all(
      [0, 1, 2, 3].map((row) => {
        known.push(answer(row));
        return versions.refresh({ note: `${row}`, serve: true });
      }),
    );
    expect(served()).toHaveLength(4);
  });

  it('are made anew where another server has changed what serves', async () => {
    const trained: RouterSetManifest = { ...base.manifest, version: versionId('v2'), label: 'trained elsewhere' };
    known = [answer(0)];
    meanwhile = () => {
      saved.push(trained);
      current = trained;
      meanwhile = () => {};
    };
    const manifest = await versions.refresh({ note: 'one', serve: true });
    expect(manifest?.label).toBe('trained elsewhere + one');
    expect(current).toBe(manifest);
  });

  it('are given up where what serves changes again and again; the next one is not held up', async () => {
    let changes = 0;
    meanwhile = () => (current = { ...base.manifest, version: versionId(`other-${++changes}`) });
    known = [answer(0)];
    await expect(versions.refresh({ note: 'one', serve: true })).rejects.toThrow('another one serves');
    expect(changes).toBe(3);
    meanwhile = () => {};
    await versions.refresh({ note: 'one', serve: true }).catch(() => null);
    expect(served()).toEqual([1]);
  });
});

describe('withoutSuperseded', () => {
  const manifest = (version: string, of: string | null): RouterSetManifest => ({
    ...base.manifest,
    version: versionId(version),
    summary: of === null ? {} : { evidence: { version, of, label: '' } },
  });

  it('shows of versions that differ in evidence the newest and the one that serves', () => {
    const all = [
      manifest('b3', 'b'),
      manifest('a4', 'a'),
      manifest('a3', 'a'),
      manifest('b2', 'b'),
      manifest('a2', 'a'),
      manifest('b', null),
      manifest('a', null),
    ];
    const shown = (serving: string) => withoutSuperseded(all, versionId(serving)).map(({ version }) => version);
    expect(shown('a2')).toEqual(['b3', 'a4', 'a2', 'b', 'a']);
    expect(shown('a4')).toEqual(['b3', 'a4', 'b', 'a']);
  });

  it('shows a version that was made from one of them by other means', () => {
    const corrected = { ...manifest('a5', 'a'), version: versionId('a3-corrected') };
    const all = [manifest('a4', 'a'), corrected, manifest('a', null)];
    expect(withoutSuperseded(all, versionId('a4'))).toEqual(all);
  });
});

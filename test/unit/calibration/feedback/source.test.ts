import { describe, expect, it } from 'vitest';
import { cutOf, laterDrift, storedCut } from '../../../../src/calibration/feedback/cut.js';
import { readStatements } from '../../../../src/calibration/feedback/read-statements.js';
import { DEFAULT_FEEDBACK_SETTINGS } from '../../../../src/calibration/feedback/settings.js';
import { feedbackEvidence } from '../../../../src/calibration/feedback/source.js';
import { decodeArtifact, encodeArtifact } from '../../../../src/domain/artifact.js';
import { noEvidence } from '../../../../src/domain/evidence.js';
import { decodeEvidence, encodeEvidence } from '../../../../src/routing/evidence-artifact.js';
import { llmId, routerId, versionId } from '../../../../src/domain/ids.js';
import type { Feedback } from '../../../../src/routing/feedback.js';
import type { DecisionRecord } from '../../../../src/routing/ports.js';
import type { RouterSet } from '../../../../src/routing/router-set.js';
import { MemoryDecisions, MemoryFeedback } from '../../../fixtures/api/memory-store.js';

const [a, b] = [llmId('a'), llmId('b')];
const decision = (id: string, change: Partial<DecisionRecord> = {}): DecisionRecord => ({
  id,
  createdAt: 0,
  query: `text of ${id}`,
  queryHash: id,
  router: routerId('mirt'),
  version: versionId('v1'),
  pool: null,
  alpha: 0.8,
  target: null,
  warmUpWeight: 0,
  llm: a,
  propensity: null,
  abstained: null,
  nearestSimilarity: null,
  expectedUsd: null,
  ranking: {
    llms: [b, a],
    score: Float32Array.of(0.5, 0.4),
    predictedPerformance: Float32Array.of(0.75, 0.5),
    preference: null,
    cost: new Float32Array(2),
  },
  durationMs: 1,
  tags: [],
  ...change,
});
let made = 0;
const said = (decisionId: string, change: Partial<Feedback>): Feedback => ({
  id: `f${++made}`,
  decisionId,
  createdAt: made,
  score: null,
  thumbs: null,
  preferredLlm: null,
  correctedLabel: null,
  reporter: 'ann',
  idempotencyKey: null,
  ...change,
});

/** A serving set, as far as feedback looks at it. */
const set = (cut: Parameters<typeof storedCut>[0] | null = null) =>
  ({
    manifest: { summary: cut ? { feedback: storedCut(cut) } : {} },
    routers: new Map([
      [routerId('mirt'), { plugin: { capabilities: [] } }],
      [routerId('frugal-gpt'), { plugin: { capabilities: ['policy', 'cascade'] } }],
    ]),
  }) as unknown as RouterSet;

async function world(records: readonly DecisionRecord[], statements: readonly Feedback[]) {
  const [decisions, feedback] = [new MemoryDecisions(), new MemoryFeedback()];
  decisions.written.push(...records);
  await feedback.add(statements);
  return { decisions, feedback };
}

describe('readStatements', () => {
  it('takes y and P̂ of the LLM that was chosen, and counts what teaches nothing', async () => {
    const deps = await world(
      [
        decision('d1'),
        decision('d2'),
        decision('d3'),
        decision('quiet', { query: null }),
        decision('c', { router: routerId('frugal-gpt') }),
      ],
      [
        said('d1', { score: 0.25 }),
        said('d2', { thumbs: 'DOWN' }),
        said('d3', { preferredLlm: b }),
        said('d3', { preferredLlm: a }),
        said('d3', { correctedLabel: '42' }),
        said('quiet', { score: 1 }),
        said('c', { score: 1 }),
        said('gone', { score: 1 }),
      ],
    );
    const { statements, read, left } = await readStatements(deps, set(), 1000);
    expect(read).toBe(8);
    expect([...left].sort()).toEqual([
      ['CASCADE', 1],
      ['ONLY_A_LABEL', 1],
      ['PREFERS_CHOSEN', 1],
      ['TEXT_NOT_STORED', 1],
    ]);
    expect(
      statements.map(({ kind, llm, performance, predicted, preferred }) => [
        kind,
        llm,
        performance,
        predicted,
        preferred,
      ]),
    ).toEqual([
      ['preference', a, null, 0.5, { llm: b, predicted: 0.75 }],
      ['thumbs', a, 0, 0.5, null],
      ['score', a, 0.25, 0.5, null],
    ]);
    expect(statements[0]?.query).toMatchObject({ text: 'text of d3', id: expect.stringMatching(/^[0-9a-f]{16}$/) });
  });

  it('has no P̂ of a decision by preference, or of an LLM that was no candidate', async () => {
    const ranking = { ...decision('x').ranking, predictedPerformance: null, preference: Float32Array.of(1, 0) };
    const deps = await world(
      [decision('p', { ranking }), decision('d')],
      [said('p', { score: 1 }), said('d', { preferredLlm: llmId('c') })],
    );
    const { statements } = await readStatements(deps, set(), 1000);
    expect(statements.map(({ predicted, preferred }) => [predicted, preferred])).toEqual([
      [0.5, { llm: 'c', predicted: null }],
      [null, null],
    ]);
  });

  it('stops when its caller has gone', async () => {
    const deps = await world([decision('d')], [said('d', { score: 1 })]);
    const reading = readStatements(deps, set(), 1000, AbortSignal.abort());
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('feedback as evidence of a version', () => {
  it('is what the version has learned from, no more and no less', async () => {
    const early = said('d1', { score: 1, createdAt: 100 });
    const late = said('d2', { score: 0, createdAt: 200 });
    const deps = await world([decision('d1'), decision('d2')], [early, late]);
    const source = feedbackEvidence(deps, { ...DEFAULT_FEEDBACK_SETTINGS, halfLifeDays: 1 / 86_400_000 });
    expect(await source.collect(set())).toMatchObject({ scores: [], preferences: [] });
    const before = await source.collect(set({ until: 101, drifted: new Map() }));
    // Half-life of one millisecond: its age is counted to the cut and not to now.
    expect(before.scores).toMatchObject([{ llm: a, performance: 1, weight: 0.5 }]);
    const drifted = await source.collect(set({ until: 101, drifted: new Map([[a, 101]]) }));
    expect(drifted.scores).toMatchObject([{ weight: 2 ** -4 }]);
    const after = await source.collect(set({ until: 200, drifted: new Map() }));
    expect(after.scores.map(({ performance, weight }) => [performance, weight])).toEqual([[0, 1]]);
  });
});

describe('the cut of a version', () => {
  it('survives its summary, and is none where a version has learned from nothing', () => {
    const cut = {
      until: 5,
      drifted: new Map([
        [b, 3],
        [a, 2],
      ]),
    };
    expect(cutOf({ summary: { feedback: JSON.parse(JSON.stringify(storedCut(cut))) } })).toEqual(cut);
    expect(cutOf({ summary: {} })).toBeNull();
  });

  it('keeps a drift that was known, and takes the later moment of one that came again', () => {
    const known = laterDrift(
      new Map([
        [a, 5],
        [b, 5],
      ]),
      new Map([[b, 9]]),
    );
    expect([...known]).toEqual([
      [a, 5],
      [b, 9],
    ]);
  });
});

describe('evidence about LLMs that have changed', () => {
  it('is stored with the rest', () => {
    const evidence = { ...noEvidence(4), changed: new Map([[b, 100]]) };
    const bytes = encodeArtifact(encodeEvidence(evidence));
    expect(decodeEvidence(decodeArtifact(bytes, 'the evidence'))).toEqual(evidence);
    const without = decodeEvidence(decodeArtifact(encodeArtifact(encodeEvidence(noEvidence(4))), 'the evidence'));
    expect(without.changed).toBeUndefined();
  });
});

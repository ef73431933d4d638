import { describe, expect, it } from 'vitest';
import { ThetaError } from '../../../../src/domain/errors.js';
import { llmId, routerId, versionId } from '../../../../src/domain/ids.js';
import type { ResponseMatrix } from '../../../../src/domain/responses.js';
import { InProcessQueue } from '../../../../src/jobs/in-process-queue.js';
import { waiting } from '../../../../src/jobs/job-queue.js';
import type { JobServiceDeps } from '../../../../src/jobs/job-service.js';
import type { RefitServiceDeps } from '../../../../src/jobs/refit/refit-service.js';
import type { StoredRefit } from '../../../../src/jobs/refit/types.js';
import type { EvaluationJob } from '../../../../src/jobs/types.js';
import { BUILTIN_PLUGINS } from '../../../../src/plugins/builtin.js';
import { createRegistry } from '../../../../src/plugins/registry.js';
import { MemoryRefits, refitService } from '../../../fixtures/api/refits.js';
import { MemoryVersions } from '../../../fixtures/api/learning.js';
import { testRouterSet } from '../../../fixtures/api/router-set.js';
import { catalogue, llm } from '../../../fixtures/catalogue.js';
import { DEFAULT_EMBEDDER_SETTINGS } from '../../../fixtures/embedder-settings.js';
import { ManualTiming } from '../../../fixtures/manual-timing.js';
import { MemoryVectors } from '../../../fixtures/memory-vectors.js';
import { scoredQueries, scoredResponses } from '../../../fixtures/scored-queries.js';
import { encodeArtifact, artifactDigest } from '../../../../src/domain/artifact.js';
import { encodeReferenceSet } from '../../../../src/routing/reference-set.js';
import { takeRows } from '../../../../src/domain/matrix.js';

const LLMS = ['a', 'b', 'c'] as const;
const MINUTE = 60_000;

/** The service over lists; a training fails with `failure`, or waits to be cancelled. */
async function world(stored: ResponseMatrix | null, change: Partial<RefitServiceDeps> = {}) {
  const timing = new ManualTiming();
  const clock = { now: () => timing.now(), monotonic: () => 0 };
  const queue = new InProcessQueue(clock);
  const set = await testRouterSet('v1');
  const { reference } = set;
  const rows = [0, 1, 2];
  const bytes = encodeArtifact(
    encodeReferenceSet(takeRows(reference.vectors, rows), {
      ...reference.responses,
      queries: reference.responses.queries.slice(0, 3),
      rowStart: reference.responses.rowStart.slice(0, 4),
      llmIndex: reference.responses.llmIndex.slice(0, reference.responses.rowStart[3]),
      performance: reference.responses.performance.slice(0, reference.responses.rowStart[3]),
      cost: null,
    }),
  );
  const manifest = { ...set.manifest, reference: artifactDigest(bytes), heldOut: null, evidence: null };
  const versions = new MemoryVersions(manifest, clock);
  versions.blobs.set(manifest.reference, bytes);
  const at = { failure: null as Error | null };
  const data = catalogue(
    LLMS.map((name) => llm(name)),
    { default: [...LLMS] },
  );
  let ids = 0;
  const jobs: JobServiceDeps = {
    queue,
    clock,
    newId: () => `id-${++ids}`,
    plugins: createRegistry(BUILTIN_PLUGINS),
    responses: {
      add: () => Promise.reject(new Error('not part of these tests')),
      matrix: async () => stored as ResponseMatrix,
      sources: async () => (stored ? [{ source: 'mine', queries: 1, responses: 1 }] : []),
    },
    routerSets: versions,
    catalogue: () => data,
    abilities: [],
    externalPlugins: [],
    tensorBackend: 'auto',
    embedders: DEFAULT_EMBEDDER_SETTINGS,
    embedderSource: {
      spec: () => ({ kind: 'lexical' }),
      open: () => Promise.reject(new Error('not part of these tests')),
      vectors: new MemoryVectors(),
    },
    annotator: null,
    warmUpWeight: 0,
    calibration: { heldOutShare: 0, warmUpNeighbours: 5 },
    defaultRouter: routerId('mirt'),
    onPromoted: () => Promise.resolve(),
    runTraining: (_task, { signal }) =>
      new Promise((_resolve, reject) => {
        if (at.failure) return reject(at.failure);
        signal.addEventListener('abort', () => reject(new ThetaError('CANCELLED', 'Stopped.')));
      }),
    evaluations: null as never,
    runEvaluation: null as never,
    index: 'exact',
    warmUpNeighbours: 5,
  };
  const memory = new MemoryRefits();
  const refits = refitService(jobs, queue, { refits: memory, ...change });
  return { timing, queue, refits, memory, at };
}
const stored = scoredResponses(scoredQueries(400, 1, [...LLMS]));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    ({ code }: { code: string }) => code,
  );
const ended = (queue: InProcessQueue, id: string) => expect.poll(() => queue.get(id)?.endedAt ?? null).not.toBeNull();

describe('the refit service', () => {
  it('says what to do where nothing is stored, before anything starts', async () => {
    const { refits, memory } = await world(null);
    await expect(refits.refit({})).rejects.toMatchObject({
      code: 'TRAINING_DATA_INSUFFICIENT',
      message: expect.stringMatching(/shipped router set comes without/),
      hint: expect.stringMatching(/theta import/),
    });
    expect(memory.stored).toEqual([]);
  });

  it.each([
    ['more new responses than there are', { minResponses: 100_000 }, 'REFIT_NOTHING_NEW'],
    ['an unknown router', { routers: [routerId('nobody')] }, 'UNKNOWN_ROUTER'],
    ['an α beyond 1', { alpha: 2 }, 'ALPHA_OUT_OF_RANGE'],
    ['an import of nobody', { sources: ['nowhere'] }, 'TRAINING_DATA_INSUFFICIENT'],
    ['a share that leaves too few', { heldOutShare: 0.02 }, 'REFIT_HELD_OUT_INSUFFICIENT'],
    ['a hyper-parameter out of range', { hyperparameters: { knn: { k: 0 } } }, 'HYPERPARAMETER_INVALID'],
  ])('refuses %s', async (_what, asked, code) => {
    const { refits, memory } = await world(stored);
    expect(await codeOf(refits.refit(asked))).toBe(code);
    expect(memory.stored).toEqual([]);
  });

  it('does one at a time, after the job before it, and keeps how it ended', async () => {
    const { queue, refits } = await world(stored);
    let finish = () => {};
    const before = { ...waiting('evaluation', 0), kind: 'EVALUATION', request: {} } as EvaluationJob;
    queue.add(before, () => new Promise((resolve) => (finish = () => resolve({}))));
    const job = await refits.refit({ label: 'mine' });
    expect(await codeOf(refits.refit({}))).toBe('REFIT_UNDER_WAY');
    expect(await refits.get(job.id)).toMatchObject({ status: 'QUEUED', label: 'mine', trigger: 'ON_DEMAND' });
    finish();
    await expect.poll(async () => (await refits.get(job.id))?.status).toBe('RUNNING');
    queue.cancel(job.id);
    await ended(queue, job.id);
    expect(await refits.get(job.id)).toMatchObject({ status: 'CANCELLED', candidate: null, report: null, error: null });
    expect(await codeOf(refits.refit({}))).toBe('none');
    expect((await refits.list(5)).map(({ status }) => status)).toHaveLength(2);
    await queue.close();
  });

  it('keeps that one was cancelled while it waited', async () => {
    const { queue, refits, memory } = await world(stored);
    const before = { ...waiting('evaluation', 0), kind: 'EVALUATION', request: {} } as EvaluationJob;
    queue.add(
      before,
      (_job, { signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve({}))),
    );
    const job = await refits.refit({});
    queue.cancel(job.id);
    await queue.close();
    await refits.close();
    expect(memory.stored[0]).toMatchObject({ id: job.id, status: 'CANCELLED', endedAt: 0 });
  });

  it('keeps the error of one that failed', async () => {
    const { queue, refits, at } = await world(stored);
    at.failure = new ThetaError('EMBEDDER_UNAVAILABLE', 'No answer.', { hint: 'Start it.' });
    const job = await refits.refit({});
    await ended(queue, job.id);
    const error = { code: 'EMBEDDER_UNAVAILABLE', message: 'No answer.', hint: 'Start it.' };
    expect(await refits.get(job.id)).toMatchObject({ status: 'FAILED', error });
  });

  it('shows one that the server before this one left as interrupted, with what became of its version', async () => {
    const left: StoredRefit = {
      id: 'old',
      trigger: 'SCHEDULE',
      label: 'old',
      status: 'RUNNING',
      createdAt: 0,
      endedAt: null,
      aliveAt: 0,
      candidate: null,
      report: null,
      error: null,
    };
    const { refits, memory } = await world(stored);
    await memory.add(left);
    await memory.add({ ...left, id: 'later', candidate: versionId('v7') });
    expect(await refits.get('old')).toMatchObject({
      status: 'INTERRUPTED',
      error: { message: expect.stringMatching(/no version was stored/) },
    });
    expect((await refits.list(1))[0]?.error?.message).toMatch(/v7 is stored and was not compared/);
  });

  it('waits for a sign of life where another server may do it', async () => {
    const { refits, memory, timing } = await world(stored, { exclusive: false });
    const job = { trigger: 'SCHEDULE', label: 'elsewhere', status: 'RUNNING', createdAt: 0, endedAt: null } as const;
    await memory.add({ ...job, id: 'elsewhere', aliveAt: 0, candidate: null, report: null, error: null });
    await timing.pass(15 * MINUTE);
    expect(await refits.get('elsewhere')).toMatchObject({ status: 'RUNNING' });
    await timing.pass(1);
    expect(await refits.get('elsewhere')).toMatchObject({ status: 'INTERRUPTED' });
  });

  it('needs a default pool that has answered', async () => {
    const data = catalogue([llm('x'), llm('y')], { default: ['x', 'y'] });
    const { refits } = await world(stored, { catalogue: () => data });
    expect(await codeOf(refits.refit({}))).toBe('REFIT_HELD_OUT_INSUFFICIENT');
    expect(data.llms.has(llmId('a'))).toBe(false);
  });
});

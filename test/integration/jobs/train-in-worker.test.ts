import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importPaths } from '../../../src/data/import.js';
import type { ThetaError } from '../../../src/domain/errors.js';
import { routerId, versionId } from '../../../src/domain/ids.js';
import type { BuiltRouterSet } from '../../../src/jobs/build-router-set.js';
import { blobOf, readRouterSetFolder, writeRouterSetFolder } from '../../../src/jobs/router-set-folder.js';
import { runTraining } from '../../../src/jobs/run-training.js';
import { trainInWorker } from '../../../src/jobs/train-in-worker.js';
import type { TrainingTask } from '../../../src/jobs/training-task.js';
import { catalogue, llm } from '../../fixtures/catalogue.js';
import { scoredQueries } from '../../fixtures/scored-queries.js';

let folder: string;
let task: TrainingTask;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-train-'));
  const file = join(folder, 'scores.jsonl');
  await writeFile(file, scoredQueries(160, 3, ['a', 'b', 'c']));
  const { matrix } = await importPaths([file]);
  task = {
    responses: matrix,
    embedded: null,
    catalogue: catalogue([llm('a'), llm('b')], { all: ['a', 'b'] }),
    abilities: [],
    routers: ['mirt', 'knn'].map((id) => ({
      id: routerId(id),
      hyperparameters: id === 'mirt' ? { epochs: 5 } : {},
      optional: false,
    })),
    plugins: [],
    tensorBackend: 'wasm',
    annotator: null,
    seed: 4,
    version: versionId('v1'),
    label: 'test',
    createdAt: 1,
    defaultRouter: routerId('mirt'),
    warmUpWeight: 0.2,
    calibration: null,
    summary: {},
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const watch = (signal = new AbortController().signal) => ({ signal, onProgress: () => {} });
const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => 'nothing thrown',
    (thrown: ThetaError) => thrown.code,
  );

describe('training', { timeout: 60_000 }, () => {
  it('makes the same bytes in a thread of its own as in this one, and tells how far it is', async () => {
    const here = await runTraining(task, watch());
    const stages = new Set<string>();
    const there = await trainInWorker(task, { ...watch(), onProgress: ({ stage }) => stages.add(stage) });
    expect(there.manifest).toEqual(here.manifest);
    expect([...stages]).toEqual(expect.arrayContaining(['train mirt', 'train knn']));
    expect(here.manifest.summary).toMatchObject({ queries: 160, responses: 480, llms: ['a', 'b', 'c'] });
  });

  it('does not change one router when another is left out, or the seed of nothing else', async () => {
    const digest = (built: BuiltRouterSet, id: string) => built.manifest.routers.find((r) => r.id === id)?.digest;
    const both = await runTraining(task, watch());
    const alone = await runTraining({ ...task, routers: task.routers.slice(0, 1) }, watch());
    const other = await runTraining({ ...task, routers: task.routers.slice(0, 1), seed: 5 }, watch());
    expect(digest(alone, 'mirt')).toBe(digest(both, 'mirt'));
    expect(digest(other, 'mirt')).not.toBe(digest(both, 'mirt'));
  });

  it('stops when it is cancelled, before the start and in the middle', async () => {
    expect(await codeOf(trainInWorker(task, watch(AbortSignal.abort())))).toBe('CANCELLED');
    const cancel = new AbortController();
    const long = {
      ...task,
      routers: [{ id: routerId('mirt'), hyperparameters: { epochs: 10_000, patience: 10_000 }, optional: false }],
    };
    const run = trainInWorker(long, {
      signal: cancel.signal,
      onProgress: ({ stage, done }) => stage.startsWith('train') && done > 0 && cancel.abort(),
    });
    expect(await codeOf(run)).toBe('CANCELLED');
  });

  it('hands the code of an error over to the caller', async () => {
    const wrong = { ...task, routers: [{ id: routerId('mirt'), hyperparameters: { dims: 0 }, optional: false }] };
    expect(await codeOf(trainInWorker(wrong, watch()))).toBe('HYPERPARAMETER_INVALID');
    const few = {
      ...task,
      responses: { ...task.responses, queries: task.responses.queries.map((q) => ({ ...q, text: null })) },
    };
    expect(await codeOf(trainInWorker(few, watch()))).toBe('TRAINING_DATA_INSUFFICIENT');
    expect(await codeOf(trainInWorker({ ...task, plugins: ['./none.mjs'] }, watch()))).toBe('FILE_UNREADABLE');
  });
});

describe('router set folder', () => {
  it('gives back what was written, refuses what has changed, and knows what it does not hold', async () => {
    const built = await runTraining({ ...task, routers: task.routers.slice(1) }, watch());
    const path = join(folder, 'set');
    await writeRouterSetFolder(path, built);
    const read = await readRouterSetFolder(path);
    expect(read.manifest).toEqual(built.manifest);
    for (const [digest, bytes] of built.blobs) expect(Buffer.from(bytes).equals(await blobOf(read)(digest))).toBe(true);
    expect(await read.blob('0'.repeat(64))).toBeNull();
    expect(await codeOf(blobOf(read)('0'.repeat(64)))).toBe('ARTIFACT_CORRUPT');
    const bytes = await readFile(join(path, 'knn.theta'));
    await writeFile(join(path, 'knn.theta'), bytes.subarray(1));
    expect(await codeOf(read.blob(built.manifest.routers[0]?.digest as string))).toBe('ARTIFACT_CORRUPT');
    await rm(join(path, 'knn.theta'));
    expect(await codeOf(read.blob(built.manifest.routers[0]?.digest as string))).toBe('ARTIFACT_CORRUPT');
    expect(await codeOf(readRouterSetFolder(join(folder, 'nowhere')))).toBe('FILE_UNREADABLE');
  });
});

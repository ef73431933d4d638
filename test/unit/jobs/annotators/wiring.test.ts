import { describe, expect, it } from 'vitest';
import { annotatorFrom } from '../../../../src/jobs/annotators/from-settings.js';
import { trainingRun } from '../../../../src/jobs/run-training.js';
import { seededRng } from '../../../../src/domain/random.js';
import { createRegistry } from '../../../../src/plugins/registry.js';
import { WORLD_ABILITIES } from '../../../fixtures/mirt-world.js';
import { standIn } from '../../../fixtures/chat-service.js';

const watch = { signal: new AbortController().signal, onProgress: () => {} };
const task = { seed: 1, tensorBackend: 'wasm' } as const;
const settings = (url: string) => ({ url, model: 'tiny', key: null });

describe('the annotator of a training run', () => {
  it('is the one of the task, which survives the copy to the training thread', async () => {
    await using server = await standIn(() => ({ content: '{"abilities": ["reasoning"]}' }));
    const annotator = structuredClone(settings(server.url));
    const run = trainingRun({ ...task, annotator }, createRegistry([]), watch);
    expect(run.annotator?.id).toBe('openai:tiny');
    const group = { id: 0, size: 1, samples: ['Why?'], tasks: [] };
    expect([...((await run.annotator?.annotate([group], WORLD_ABILITIES, watch.signal))?.data ?? [])]).toEqual([
      1, 0, 0,
    ]);
  });

  it('is none without settings, which leaves it to the router', () => {
    expect(trainingRun({ ...task, annotator: null }, createRegistry([]), watch).annotator).toBeNull();
    expect(trainingRun(task, createRegistry([]), watch).annotator).toBeNull();
  });

  it('stops waiting between tries when training is cancelled', async () => {
    await using server = await standIn(() => ({ status: 503, headers: { 'retry-after': '30' } }));
    const stop = new AbortController();
    const annotator = annotatorFrom(settings(server.url), seededRng(1));
    setTimeout(() => stop.abort(), 100);
    const group = { id: 0, size: 1, samples: ['Why?'], tasks: [] };
    await expect(annotator?.annotate([group], WORLD_ABILITIES, stop.signal)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});

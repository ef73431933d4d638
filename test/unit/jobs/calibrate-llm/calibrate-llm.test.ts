import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ThetaError } from '../../../../src/domain/errors.js';
import { Refused } from '../../../../src/jobs/chat/post-chat.js';
import { World, journalPath, queries, query, right } from './run.js';

const down = (status?: number) =>
  new ThetaError('LLM_UNAVAILABLE', 'new-llm gave no answer.', {
    cause: status === undefined ? new Error('unreachable') : new Refused('refused', status),
  });

describe('calibrateLlm', () => {
  it('asks in batches, never more at once than allowed, grades and submits each batch, and ends at the count', async () => {
    const world = new World(queries(30), async (text) => (text.includes('3 +') ? 'It is 17.' : right(text)));
    const outcome = await world.run(journalPath());
    expect(outcome).toMatchObject({ end: 'COUNT', answered: 10, failed: 0, leftOut: {} });
    expect(world.asked).toHaveLength(10);
    expect(new Set(world.asked).size).toBe(10);
    expect(world.widest).toBe(3);
    expect(world.submissions.map((batch) => batch.length)).toEqual([4, 4, 2]);
    expect([...world.stored].filter(([, performance]) => performance === 0)).toEqual([['q3', 0]]);
    expect(world.submissions[0]?.[0]).toMatchObject({ cost: NaN, inputTokens: 5, outputTokens: NaN });
    expect(world.selections).toEqual(['STRATIFIED', 'ADAPTIVE', 'ADAPTIVE']);
    expect(world.progress.at(-1)).toEqual({ answered: 10, total: 10, failed: 0 });
  });

  it('ends when more answers would change no decision, and not where that is not wanted', async () => {
    const advice = (responses: number) => ({ stop: responses >= 8, reason: 'settled' });
    const world = new World(queries(30), undefined, advice);
    expect(await world.run(journalPath())).toMatchObject({ end: 'ADVISED', answered: 8 });
    const other = new World(queries(30), undefined, advice);
    expect(await other.run(journalPath(), { stopEarly: false })).toMatchObject({ end: 'COUNT', answered: 10 });
  });

  it('gives up single queries that fail, counts them, and goes on to the count', async () => {
    const world = new World(queries(30), async (text) => {
      if (text.includes('2 +')) throw down(400);
      return right(text);
    });
    expect(await world.run(journalPath(), { count: 9, batch: 9 })).toMatchObject({ answered: 9, failed: 1 });
    expect(world.asked.filter((text) => text.includes('2 +'))).toHaveLength(1);
    expect(world.notes).toEqual([expect.stringContaining('Left out q2')]);
  });

  it('ends at once where every query would be refused, after it has submitted what is there', async () => {
    const world = new World(queries(30), async (text) => {
      if (text.includes('5 +')) throw down(401);
      return right(text);
    });
    const path = journalPath();
    await expect(world.run(path, { concurrency: 1 })).rejects.toMatchObject({ code: 'LLM_UNAVAILABLE' });
    expect(world.asked).toHaveLength(6);
    expect(world.stored.size).toBe(5);
    expect(await readFile(path, 'utf8')).toContain('"submitted":["q4"]');
  });

  it('ends after three failures without an answer, and where more than a fifth fail', async () => {
    const nobody = new World(queries(30), async () => Promise.reject(down()));
    await expect(nobody.run(journalPath(), { concurrency: 1 })).rejects.toMatchObject({
      code: 'LLM_UNAVAILABLE',
      message: expect.stringMatching(/^3 of 3 queries failed/),
    });
    expect(nobody.asked).toHaveLength(3);
    let n = 0;
    const often = new World(queries(60), async (text) => (n++ % 3 === 2 ? Promise.reject(down()) : right(text)));
    await expect(often.run(journalPath(), { count: 50, batch: 50, concurrency: 1 })).rejects.toMatchObject({
      message: expect.stringMatching(/^5 of 15 queries failed/),
    });
    expect(often.stored.size).toBe(10);
  });

  it('cancels what is under way, keeps what was answered, and asks none of it again', async () => {
    const interrupted = new AbortController();
    const path = journalPath();
    const first = new World(queries(30), async (text, signal) => {
      if (first.asked.length < 6) return right(text);
      interrupted.abort();
      return new Promise((_, reject) => {
        const cancelled = () => reject(new ThetaError('CANCELLED', 'cancelled'));
        if (signal.aborted) cancelled();
        else signal.addEventListener('abort', cancelled);
      });
    });
    await expect(first.run(path, { batch: 10 }, interrupted.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(first.submissions).toEqual([]);
    const kept = (await readFile(path, 'utf8')).split('\n').filter((line) => line.startsWith('{"answer"')).length;
    expect(kept).toBeGreaterThanOrEqual(3);
    const second = new World(first.offered);
    expect(await second.run(path)).toMatchObject({ end: 'COUNT', answered: 10, failed: 0 });
    expect(second.asked).toHaveLength(10 - kept);
    expect(second.stored.size).toBe(10);
    expect(second.submissions[0]).toHaveLength(kept);
  });

  it('begins anew after a run that ended, where the store offers what is left', async () => {
    const path = journalPath();
    const world = new World(queries(30));
    await world.run(path);
    expect(await world.run(path, { count: 5 })).toMatchObject({ end: 'COUNT', answered: 5 });
    expect(world.stored.size).toBe(15);
    expect(new Set(world.asked).size).toBe(15);
  });

  it('leaves out what cannot be graded, by reason, and asks for more instead', async () => {
    const offered = [
      query(0, { references: null }),
      query(1, { task: 'support' }),
      query(2, { task: 'mbpp' }),
      query(3, { references: ['no number'] }),
      query(4, { task: 'support', grader: 'contains' }),
      ...queries(9).slice(5),
    ];
    const world = new World(offered);
    const outcome = await world.run(journalPath());
    expect(outcome).toMatchObject({ end: 'EXHAUSTED', answered: 5 });
    expect(outcome.leftOut).toEqual({
      'no right answers are known': 1,
      'no grader is known for the task support': 1,
      'the grader code is not set up': 1,
      'the grader numeric cannot use the right answers (REFERENCE_INVALID)': 1,
    });
    expect(world.asked).toHaveLength(5);
    const chosen = new World(offered);
    expect((await chosen.run(journalPath(), { grader: 'contains' })).leftOut).toEqual({
      'no right answers are known': 1,
    });
  });

  it('chooses evenly where no router tells what an answer would teach', async () => {
    const selections: string[] = [];
    const world: World = new World(queries(30), undefined, undefined, {
      anchors: async ({ count, selection }) => {
        selections.push(selection);
        if (selection === 'ADAPTIVE') throw new ThetaError('BAD_USER_INPUT', 'No router learns a θ.');
        return world.offered.filter(({ id }) => !world.stored.has(id)).slice(0, count);
      },
    });
    expect(await world.run(journalPath())).toMatchObject({ answered: 10 });
    expect(selections).toEqual(['STRATIFIED', 'ADAPTIVE', 'STRATIFIED', 'STRATIFIED']);
    const insisting = new World(queries(3), undefined, undefined, {
      anchors: async () => Promise.reject(new ThetaError('BAD_USER_INPUT', 'No router learns a θ.')),
    });
    await expect(insisting.run(journalPath(), { selection: 'ADAPTIVE' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  it('keeps answers that the grader failed on, and grades them in the next run', async () => {
    const path = journalPath();
    const failing = (fails: (text: string) => boolean): World =>
      new World(queries(10), undefined, undefined, {
        graders: {
          available: ['numeric'],
          grade: async ({ text }) => {
            if (fails(text)) throw new ThetaError('GRADER_FAILED', 'The judge gave no verdict.');
            return { score: 1, reason: 'MATCH', extracted: null, detail: null };
          },
        },
      });
    const first = failing((text) => text.includes('2 +'));
    expect(await first.run(path)).toMatchObject({ end: 'COUNT', answered: 10, failed: 1 });
    expect(first.stored.size).toBe(9);
    const second = failing(() => false);
    expect(await second.run(path)).toMatchObject({ end: 'COUNT', answered: 10, failed: 0 });
    expect([...second.stored.keys()]).toEqual(['q2']);
    expect(second.asked).toEqual([]);
  });
});

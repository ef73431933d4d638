import { beforeAll, describe, expect, it } from 'vitest';
import { anchorSource } from '../../../../src/calibration/ports.js';
import type { PoolRequest } from '../../../../src/calibration/ports.js';
import type { ResponseRow } from '../../../../src/data/ports.js';
import { llmId } from '../../../../src/domain/ids.js';
import { queryId } from '../../../../src/domain/query-id.js';
import type { StoreContext } from './context.js';

const row = (text: string, llm: string, performance: number, task: string | null): ResponseRow => ({
  text,
  task,
  llm: llmId(llm),
  performance,
  cost: null,
  inputTokens: null,
  outputTokens: null,
});
const ask = (change: Partial<PoolRequest> = {}): PoolRequest => ({
  llm: llmId('newcomer'),
  tasks: [],
  sources: ['anchor-pool'],
  withReferences: false,
  limit: 1000,
  seed: 0,
  ...change,
});
const ids = (texts: readonly string[]) => texts.map(queryId).sort();

export function anchorsSuite(at: StoreContext): void {
  describe('anchors', () => {
    const texts = Array.from({ length: 30 }, (_, i) => `anchor ${i}`);
    beforeAll(async () => {
      const answers = texts.flatMap((text, i) => [
        row(text, 'one', 1, i % 3 === 0 ? 'anchor-task' : 'other-task'),
        row(text, 'two', 0.5, null),
      ]);
      await at.store.responses.add('anchor-pool', [answers]);
      await at.store.responses.add('another-pool', [[row('elsewhere', 'one', 0, 'anchor-task')]]);
      const own = [row('anchor 0', 'newcomer', 0.25, null), row('anchor 1', 'newcomer', 1, null)];
      await at.store.responses.add(anchorSource(llmId('newcomer')), [own]);
    });

    it('are drawn from stored queries with what others made of them, and whether the LLM has answered', async () => {
      const pool = await at.store.anchors.pool(ask());
      expect(pool.map(({ id }) => id)).toEqual(ids(texts));
      const first = pool.find(({ id }) => id === queryId('anchor 0'));
      expect(first).toEqual({
        ...{ id: queryId('anchor 0'), task: 'anchor-task', performance: 0.75, answered: true, reference: null },
      });
      expect(pool.filter(({ answered }) => answered).map(({ id }) => id)).toEqual(ids(['anchor 0', 'anchor 1']));
    });

    it('are filtered by task and by import', async () => {
      const ofTask = await at.store.anchors.pool(ask({ tasks: ['anchor-task'] }));
      expect(ofTask.map(({ id }) => id)).toEqual(ids(texts.filter((_, i) => i % 3 === 0)));
      const both = await at.store.anchors.pool(ask({ tasks: ['anchor-task'], sources: ['another-pool', 'no-pool'] }));
      expect(both.map(({ id }) => id)).toEqual(ids(['elsewhere']));
      expect(await at.store.anchors.pool(ask({ tasks: ['no-task'] }))).toEqual([]);
    });

    it('carry the right answers that an import gave, which a later import replaces and one without leaves', async () => {
      const answers = (references: string[], grader: 'exact' | null) => ({ reference: { references, grader } });
      const first = { ...row('What is 2 + 2?', 'one', 1, 'sums'), ...answers(['4', 'four'], 'exact') };
      // The first row of the query in an import need not be the one that has them.
      const late = { ...row('What is 2 + 3?', 'two', 1, 'sums'), ...answers(['5'], null) };
      await at.store.responses.add('answered', [[first, row('What is 2 + 3?', 'one', 1, 'sums')], [late]]);
      await at.store.responses.add('answered', [
        [row('What is 2 + 2?', 'two', 1, 'sums'), row('Why?', 'one', 1, null)],
      ]);
      const pool = (withReferences: boolean) => at.store.anchors.pool(ask({ sources: ['answered'], withReferences }));
      const stored = async () => new Map((await pool(true)).map(({ id, reference }) => [id, reference]));
      expect(await pool(false)).toHaveLength(3);
      expect(await stored()).toEqual(
        new Map([
          [queryId('What is 2 + 2?'), { references: ['4', 'four'], grader: 'exact' }],
          [queryId('What is 2 + 3?'), { references: ['5'], grader: null }],
        ]),
      );
      await at.store.responses.add('answered', [[{ ...first, ...answers(['IV'], null) }]]);
      expect((await stored()).get(queryId('What is 2 + 2?'))).toEqual({ references: ['IV'], grader: null });
    });

    it('are a random part where there are many: of the seed, and not of what has been answered', async () => {
      const drawn = async (change: Partial<PoolRequest>) =>
        (await at.store.anchors.pool(ask({ limit: 10, ...change }))).map(({ id }) => id);
      const some = await drawn({});
      expect(some).toHaveLength(10);
      expect(await drawn({})).toEqual(some);
      expect(await drawn({ llm: llmId('nobody') })).toEqual(some);
      expect(await drawn({ seed: 1 })).not.toEqual(some);
      expect((await drawn({ limit: 5 })).every((id) => some.includes(id))).toBe(true);
    });

    it('have tasks, of which none comes last', async () => {
      await at.store.responses.add('without task', [[row('no task', 'one', 1, null)]]);
      const tasks = await at.store.anchors.tasks();
      expect(tasks).toEqual(expect.arrayContaining(['anchor-task', 'other-task']));
      expect(tasks.at(-1)).toBeNull();
    });

    it('have answers, those that came as such and were not replaced by an import', async () => {
      const newcomer = llmId('newcomer');
      expect(await at.store.anchors.count(newcomer)).toBe(2);
      expect(await at.store.anchors.count(llmId('one'))).toBe(0);
      const answers = await at.store.anchors.responses();
      expect(answers).toContainEqual({
        id: queryId('anchor 0'),
        task: 'anchor-task',
        text: 'anchor 0',
        llm: 'newcomer',
        performance: 0.25,
      });
      expect(answers).toHaveLength(2);
      await at.store.responses.add('a later import', [[row('anchor 0', 'newcomer', 1, null)]]);
      expect((await at.store.anchors.responses()).map(({ id }) => id)).toEqual([queryId('anchor 1')]);
    });
  });
}

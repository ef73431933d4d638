import { describe, expect, it } from 'vitest';
import type { ResponseRow } from '../../../../src/data/ports.js';
import { queryId } from '../../../../src/domain/query-id.js';
import { llmId } from '../../../../src/domain/ids.js';
import { densePerformance } from '../../../../src/domain/responses.js';
import type { StoreContext } from './context.js';
import { rejection } from './context.js';

const row = (text: string, llm: string, performance: number, more: Partial<ResponseRow> = {}): ResponseRow => ({
  text,
  task: null,
  llm: llmId(llm),
  performance,
  cost: null,
  inputTokens: null,
  outputTokens: null,
  ...more,
});

const QUERIES = 3000;
/** More than one page of queries and many statements, with holes: LLM j did not answer query i where i + j is a multiple of 7. */
const many = function* () {
  for (let i = 0; i < QUERIES; i++) {
    yield ['x', 'm', 'a'].flatMap((llm, j) =>
      (i + j) % 7 === 0 ? [] : [row(`many ${i}`, llm, ((i * 13 + j) % 101) / 100, { task: `task ${i % 5}` })],
    );
  }
};

export function responsesSuite(at: StoreContext): void {
  describe('responses', () => {
    it('merges equal texts, replaces answers and counts what is new', async () => {
      const { responses } = at.store;
      const first = [
        row('one', 'zeta', 0.1, { task: 'math', cost: 0.002, inputTokens: 10, outputTokens: 20.5 }),
        row('two', 'Alpha', 1),
        row('one', 'beta', 0.3),
        row('one', 'zeta', 0.7, { cost: 0.004 }),
      ];
      expect(await responses.add('first.csv', [first.slice(0, 1), [], first.slice(1)])).toEqual({
        queries: 2,
        responses: 3,
      });
      async function* second() {
        yield [row('two', 'Alpha', 0.25, { task: 'code' })];
        yield [row('three "3", {3} \\ 三', 'beta', 0)];
      }
      expect(await responses.add('second.csv', second())).toEqual({ queries: 1, responses: 1 });
      expect(await responses.sources()).toEqual([
        { source: 'first.csv', queries: 1, responses: 2 },
        { source: 'second.csv', queries: 2, responses: 2 },
      ]);
    });

    it('gives one matrix, queries by id and LLMs by name, with NaN for what is not known', async () => {
      const matrix = await at.store.responses.matrix();
      const texts = [
        { text: 'one', task: 'math' },
        { text: 'two', task: 'code' },
        { text: 'three "3", {3} \\ 三', task: null },
      ].map((query) => ({ id: queryId(query.text), ...query }));
      texts.sort((x, y) => (x.id < y.id ? -1 : 1));
      expect(matrix.queries).toEqual(texts);
      expect(matrix.llms).toEqual(['Alpha', 'beta', 'zeta']);
      const dense = densePerformance(matrix);
      const of = (text: string) => {
        const q = matrix.queries.findIndex((query) => query.text === text);
        return [...dense.data.subarray(q * 3, q * 3 + 3)];
      };
      expect(of('one')).toEqual([NaN, Math.fround(0.3), Math.fround(0.7)]);
      expect(of('two')).toEqual([0.25, NaN, NaN]);
      expect(of('three "3", {3} \\ 三')).toEqual([NaN, 0, NaN]);
      expect([...(matrix.cost ?? [])].filter((x) => !Number.isNaN(x))).toEqual([Math.fround(0.004)]);
      expect(matrix.inputTokens).toBeNull();
      expect(matrix.outputTokens).toBeNull();
    });

    it('restricts a matrix to sources', async () => {
      const matrix = await at.store.responses.matrix(['second.csv']);
      expect(matrix.llms).toEqual(['Alpha', 'beta']);
      expect(matrix.queries.map((query) => query.task).sort()).toEqual(['code', null]);
      expect((await at.store.responses.matrix(['no such source'])).queries).toEqual([]);
    });

    it('keeps nothing of an import that fails in its last row', async () => {
      const before = await at.store.responses.sources();
      const rows = [[row('four', 'beta', 1)], [row('five', 'beta', 1.5)]];
      await expect(at.store.responses.add('bad.csv', rows)).rejects.toEqual(rejection('IMPORT_BAD_ROW'));
      const binary = [[row('four', 'beta', 1)], [row('fi\u0000ve', 'beta', 1)]];
      await expect(at.store.responses.add('bad.csv', binary)).rejects.toEqual(rejection('IMPORT_BAD_ROW'));
      async function* broken() {
        yield [row('four', 'beta', 1)];
        throw new Error('the file ends here');
      }
      await expect(at.store.responses.add('bad.csv', broken())).rejects.toThrow('the file ends here');
      expect(await at.store.responses.sources()).toEqual(before);
      expect(await at.store.queryTexts.texts([queryId('four')])).toEqual(new Map());
    });

    it('gives texts by query id, and leaves out what is not stored', async () => {
      const ids = [queryId('one'), queryId('one'), 'ffffffffffffffff'];
      expect(await at.store.queryTexts.texts(ids)).toEqual(new Map([[queryId('one'), 'one']]));
      expect(await at.store.queryTexts.texts([])).toEqual(new Map());
    });

    it('reads back many pages as they were written, the same when written twice', async () => {
      const answers = [...many()].flat();
      expect(await at.store.responses.add('many', many())).toEqual({ queries: QUERIES, responses: answers.length });
      expect(await at.store.responses.add('many', many())).toEqual({ queries: 0, responses: 0 });
      const matrix = await at.store.responses.matrix(['many']);
      expect(matrix.llms).toEqual(['a', 'm', 'x']);
      expect(matrix.queries.map((query) => query.id)).toEqual(matrix.queries.map((query) => query.id).sort());
      const rows: ResponseRow[] = [];
      matrix.queries.forEach((query, q) => {
        for (let e = matrix.rowStart[q] as number; e < (matrix.rowStart[q + 1] as number); e++) {
          const llm = matrix.llms[matrix.llmIndex[e] as number] as string;
          rows.push(row(query.text as string, llm, matrix.performance[e] as number, { task: query.task }));
        }
      });
      const key = (r: ResponseRow) => `${r.text}/${r.llm}`;
      const sorted = (list: ResponseRow[]) => list.sort((x, y) => (key(x) < key(y) ? -1 : 1));
      expect(sorted(rows)).toEqual(sorted(answers.map((r) => ({ ...r, performance: Math.fround(r.performance) }))));
    });
  });
}

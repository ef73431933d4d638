import { describe, expect, it } from 'vitest';
import type { AnchorItems } from '../../../../src/calibration/anchors/items.js';
import { selectAnchors } from '../../../../src/calibration/anchors/select-anchors.js';
import { anchorWorld } from './anchor-world.js';

const { items, information } = anchorWorld(240, 4, 11);
const SELECTIONS = ['ADAPTIVE', 'STRATIFIED', 'RANDOM'] as const;
const rowsOf = (selection: (typeof SELECTIONS)[number], count: number, of: AnchorItems = items, seed = 5) =>
  selectAnchors(selection, of, { count, seed, information }).map(({ row }) => row);

describe.each(SELECTIONS)('%s anchors', (selection) => {
  it('are the same for the same request, and those of a smaller count come first', () => {
    const most = rowsOf(selection, 240);
    expect(rowsOf(selection, 240)).toEqual(most);
    for (const count of [0, 1, 2, 7, 50, 239]) expect(rowsOf(selection, count)).toEqual(most.slice(0, count));
  });

  it('are all queries, each once, where more are asked for than there are', () => {
    expect(rowsOf(selection, 1000).sort((a, b) => a - b)).toEqual([...Array(240).keys()]);
  });

  it('leave out what the LLM has answered', () => {
    const answered = Uint8Array.from({ length: 240 }, (_, row) => (row % 3 === 0 ? 1 : 0));
    const rows = rowsOf(selection, 1000, { ...items, answered });
    expect(rows).toHaveLength(160);
    expect(rows.every((row) => row % 3 !== 0)).toBe(true);
    expect(rowsOf(selection, 3, { ...items, answered: new Uint8Array(240).fill(1) })).toEqual([]);
  });

  it('manage one task, unknown difficulty and nothing to choose from', () => {
    const one = { ...items, tasks: items.ids.map(() => 'only'), difficulty: items.ids.map(() => Number.NaN) };
    expect(new Set(rowsOf(selection, 30, one)).size).toBe(30);
    const empty = { predicted: [], sensitivity: { rows: 0, cols: 4, data: new Float32Array(0) } };
    const none = selectAnchors(
      selection,
      { ids: [], tasks: [], difficulty: [] },
      { count: 3, seed: 0, information: { ...information, ...empty } },
    );
    expect(none).toEqual([]);
  });
});

describe('random anchors', () => {
  it('depend on the seed; each query is as likely as the others', () => {
    expect(rowsOf('RANDOM', 20, items, 6)).not.toEqual(rowsOf('RANDOM', 20, items, 5));
    const drawn = new Float64Array(240);
    for (let seed = 0; seed < 1000; seed++) for (const row of rowsOf('RANDOM', 24, items, seed)) drawn[row]!++;
    // Binomial(1000, 0.1): a standard deviation of 9.5; of 240 queries none should be 5 of them away.
    expect(Math.min(...drawn)).toBeGreaterThan(52);
    expect(Math.max(...drawn)).toBeLessThan(148);
  });

  it('go on after the first ones are answered', () => {
    const first = rowsOf('RANDOM', 10);
    const answered = Uint8Array.from({ length: 240 }, (_, row) => (first.includes(row) ? 1 : 0));
    expect(rowsOf('RANDOM', 10, { ...items, answered })).toEqual(rowsOf('RANDOM', 20).slice(10));
  });
});

describe('stratified anchors', () => {
  it('hold every task in proportion to its size, at every count', () => {
    const rows = rowsOf('STRATIFIED', 240);
    for (let count = 1; count <= 240; count++) {
      for (const [task, share] of [
        ['large', 0.6],
        ['medium', 0.3],
        [null, 0.1],
      ] as const) {
        const taken = rows.slice(0, count).filter((row) => items.tasks[row] === task).length;
        expect(Math.abs(taken - share * count)).toBeLessThan(1);
      }
    }
  });

  it('are spread over the difficulty of each task, at every count', () => {
    const rows = rowsOf('STRATIFIED', 100);
    for (const task of ['large', 'medium'] as const) {
      const sorted = [...items.ids.keys()]
        .filter((row) => items.tasks[row] === task)
        .sort((a, b) => (items.difficulty[a] as number) - (items.difficulty[b] as number));
      const chosen = rows.filter((row) => items.tasks[row] === task);
      for (let count = 4; count <= chosen.length; count += 4) {
        const quarters = [0, 0, 0, 0];
        for (const row of chosen.slice(0, count)) quarters[Math.floor((4 * sorted.indexOf(row)) / sorted.length)]!++;
        expect(Math.max(...quarters) - Math.min(...quarters)).toBeLessThanOrEqual(2);
      }
    }
  });

  it('go on where the answered ones leave off', () => {
    const first = rowsOf('STRATIFIED', 30);
    const answered = Uint8Array.from({ length: 240 }, (_, row) => (first.includes(row) ? 1 : 0));
    expect(rowsOf('STRATIFIED', 30, { ...items, answered })).toEqual(rowsOf('STRATIFIED', 60).slice(30));
    // Answers to one task only are made up for by the others.
    const lopsided = Uint8Array.from(items.tasks, (task) => (task === 'medium' ? 1 : 0));
    expect(
      rowsOf('STRATIFIED', 20, { ...items, answered: lopsided }).some((row) => items.tasks[row] === 'medium'),
    ).toBe(false);
  });

  it('depend on the seed', () => {
    expect(rowsOf('STRATIFIED', 20, items, 6)).not.toEqual(rowsOf('STRATIFIED', 20, items, 5));
  });
});

import { describe, expect, it } from 'vitest';
import { selectAnchors } from '../../../../src/calibration/anchors/select-anchors.js';
import { anchorWorld, logDetPrecision, subsets } from './anchor-world.js';

const SEEDS = [...Array(10).keys()];
const unspread = { seed: 0, spread: Infinity };

describe('adaptive anchors', () => {
  it.each(SEEDS)('take at each step the query with the largest determinant of the precision (seed %i)', (seed) => {
    const { items, information } = anchorWorld(25, 4, seed);
    const before: number[] = [];
    for (const { row, information: nats } of selectAnchors('ADAPTIVE', items, { count: 8, information, ...unspread })) {
      const added = items.ids.map((_, q) =>
        before.includes(q) ? -1 : logDetPrecision(information, [...before, q]) - logDetPrecision(information, before),
      );
      expect(added.indexOf(Math.max(...added))).toBe(row);
      expect(nats).toBeCloseTo((added[row] as number) / 2, 9);
      before.push(row);
    }
  });

  it.each(SEEDS)('tell nearly as much as the best of all sets (seed %i)', (seed) => {
    const { items, information } = anchorWorld(12, 3, seed);
    const none = logDetPrecision(information, []);
    const added = (rows: number[]) => logDetPrecision(information, rows) - none;
    const best = Math.max(...[...subsets(12, 4)].map(added));
    const rows = selectAnchors('ADAPTIVE', items, { count: 4, information, ...unspread }).map(({ row }) => row);
    expect(added(rows)).toBeGreaterThan(0.95 * best);
    expect(added(rows)).toBeLessThanOrEqual(best + 1e-9);
  });

  it('tell less and less where nothing but information counts', () => {
    const { items, information } = anchorWorld(300, 6, 1);
    const told = selectAnchors('ADAPTIVE', items, { count: 300, information, ...unspread });
    told.slice(1).forEach((choice, i) => {
      expect(choice.information).toBeLessThanOrEqual((told[i]?.information as number) + 1e-12);
    });
    expect(told.at(-1)?.information).toBeGreaterThanOrEqual(0);
  });

  it('tell more than stratified and random ones, which say what they tell', () => {
    const { items, information } = anchorWorld(400, 6, 2);
    const total = (selection: 'ADAPTIVE' | 'STRATIFIED' | 'RANDOM') =>
      selectAnchors(selection, items, { count: 20, seed: 1, information }).reduce(
        (sum, choice) => sum + (choice.information as number),
        0,
      );
    expect(total('ADAPTIVE')).toBeGreaterThan(1.2 * total('STRATIFIED'));
    expect(total('ADAPTIVE')).toBeGreaterThan(1.2 * total('RANDOM'));
    const rows = selectAnchors('RANDOM', items, { count: 20, seed: 1 }).map(({ row }) => row);
    expect(2 * total('RANDOM')).toBeCloseTo(logDetPrecision(information, rows) - logDetPrecision(information, []), 9);
  });

  it('leave no task more than twice its share, nor a quarter by difficulty', () => {
    const { items, information } = anchorWorld(200, 3, 3);
    // Only the large task tells anything, and most where it is hardest: without a spread all anchors come from there.
    information.sensitivity.data.forEach((_, i) => {
      const row = Math.floor(i / 3);
      information.sensitivity.data[i] = items.tasks[row] === 'medium' ? 3 + (items.difficulty[row] as number) : 0.01;
    });
    const tasksOf = (spread: number) =>
      selectAnchors('ADAPTIVE', items, { count: 20, seed: 0, information, spread }).map(({ row }) => items.tasks[row]);
    const medium = (tasks: unknown[]) => tasks.filter((task) => task === 'medium').length;
    expect(medium(tasksOf(Infinity))).toBe(20);
    expect(medium(tasksOf(2))).toBe(12);
    expect(medium(tasksOf(1))).toBe(6);
    const quarter = selectAnchors('ADAPTIVE', items, { count: 20, seed: 0, information }).filter(
      ({ row }) => (items.difficulty[row] as number) > 0.75,
    );
    expect(quarter.length).toBeLessThanOrEqual(12);
  });

  it('go by the id, and by the spread, where no answer tells anything', () => {
    const { items, information } = anchorWorld(40, 3, 4);
    information.sensitivity.data.fill(0);
    const chosen = selectAnchors('ADAPTIVE', items, { count: 40, information, ...unspread });
    expect(chosen.map(({ row }) => items.ids[row])).toEqual([...items.ids].sort());
    expect(chosen.every((choice) => choice.information === 0)).toBe(true);
    const spread = selectAnchors('ADAPTIVE', items, { count: 10, seed: 0, information, spread: 1 });
    const sizes = ['large', 'medium', null].map((task) => spread.filter(({ row }) => items.tasks[row] === task).length);
    expect(sizes).toEqual([6, 3, 1]);
  });

  it('choose among certain queries last', () => {
    const { items, information } = anchorWorld(20, 2, 5);
    const predicted = items.ids.map((_, row) => (row < 15 ? row % 2 : 0.5));
    const certain = { ...information, predicted };
    const rows = selectAnchors('ADAPTIVE', items, { count: 5, information: certain, ...unspread }).map(
      ({ row }) => row,
    );
    expect(rows.sort((a, b) => a - b)).toEqual([15, 16, 17, 18, 19]);
  });

  it('are refused without information', () => {
    const { items } = anchorWorld(5, 2, 6);
    expect(() => selectAnchors('ADAPTIVE', items, { count: 2, seed: 0 })).toThrow(RangeError);
  });
});

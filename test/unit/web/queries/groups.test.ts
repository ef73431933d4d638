import { describe, expect, it } from 'vitest';
import { NOTHING, abilitiesOf, withAbility } from '../../../../web/src/pages/queries/clusters/draft.js';
import type { Choices, Colour, Points } from '../../../../web/src/pages/queries/map/groups.js';
import { groupingOf, groupsOf, pickedId } from '../../../../web/src/pages/queries/map/groups.js';

const POINTS = 300;
const at = <T>(make: (i: number) => T): T[] => Array.from({ length: POINTS }, (_, i) => make(i));
/** Task t has half of what is left over by the tasks before it. */
const taskOf = (i: number) => Math.min(19, Math.floor(Math.log2(POINTS / (i + 1))));
const map: Points = {
  method: 'PCA',
  state: 'FINAL',
  trustworthiness: 0.9,
  queries: POINTS,
  ids: at((i) => `q${i}`),
  x: at((i) => i),
  y: at((i) => -i),
  tasks: Array.from({ length: 20 }, (_, t) => ({ task: t === 3 ? null : `task ${t}`, queries: 1 })),
  task: at(taskOf),
  difficulty: { router: 'hirt', values: at((i) => i / (POINTS - 1)) },
  clusters: { router: 'nirt', numbers: at((i) => 7 * (i % 30)) },
};
const choices: Choices = {
  llms: Array.from({ length: 200 }, (_, j) => ({ llm: { id: `llm-${j}`, name: `LLM ${j}` }, queries: 1 })),
  llm: at((i) => i % 200),
};
const groups = (colour: Colour, highlight: string | null = null) =>
  groupsOf(colour, groupingOf(colour, map, choices) ?? expect.fail('no grouping'), POINTS, highlight);

describe('colours of the map', () => {
  it.each(['task', 'difficulty', 'llm', 'cluster'] as const)('show every point once by %s', (colour) => {
    const points = groups(colour).flatMap((group) => group.points);
    expect([...points].sort((a, b) => a - b)).toEqual(at((i) => i));
  });

  it('are nine, of the most numerous, and one for the others behind them', () => {
    for (const colour of ['llm', 'cluster'] as const) {
      const [others, ...coloured] = groups(colour);
      expect([others?.hue, coloured.length]).toEqual([null, 9]);
      expect(coloured.map(({ hue }) => hue)).toEqual(Array.from({ length: 9 }, (_, series) => ({ series })));
    }
    const sizes = groups('task').map(({ points }) => points.length);
    expect([...sizes].sort((a, b) => b - a)).toEqual(sizes);
  });

  it('leave one alone where it is highlighted, however small', () => {
    const [others, one, ...more] = groups('llm', 'llm-199');
    expect([one?.name, one?.points, more]).toEqual(['LLM 199', [199], []]);
    expect(others?.points).toHaveLength(POINTS - 1);
    expect(groups('llm', 'nobody')).toEqual(groups('llm'));
  });

  it('go by steps of a tenth of difficulty, the hardest in the last', () => {
    const steps = groups('difficulty');
    expect(steps.map(({ name }) => name)).toEqual(
      Array.from({ length: 10 }, (_, b) => `${(b / 10).toFixed(1)}–${((b + 1) / 10).toFixed(1)}`),
    );
    expect(steps.at(-1)?.points).toContain(POINTS - 1);
    expect([steps[0]?.hue, steps.at(-1)?.hue]).toEqual([{ scale: 0 }, { scale: 1 }]);
  });

  it('wait for what is not known', () => {
    expect(groupingOf('llm', map, null)).toBeNull();
    // Choices of another sample do not belong to these points.
    expect(groupingOf('llm', map, { ...choices, llm: [0] })).toBeNull();
    expect(groupingOf('difficulty', { ...map, difficulty: null }, null)).toBeNull();
    expect(groupingOf('cluster', { ...map, clusters: null }, null)).toBeNull();
  });

  it('say which query is under a mark', () => {
    const of = groups('task');
    const similar = [{ id: 'q7', name: 'like it', x: 0, y: 0 }];
    const marked = { id: 'q9', name: 'Selected query', x: 0, y: 0 };
    const drawn = { map, choices: null, groups: of, marked, similar };
    expect(pickedId(drawn, 1, 2)).toBe(`q${of[1]?.points[2]}`);
    expect([pickedId(drawn, of.length, 0), pickedId(drawn, of.length + 1, 0)]).toEqual(['q7', 'q9']);
    expect(pickedId({ ...drawn, marked: { ...marked, id: null } }, of.length + 1, 0)).toBeNull();
  });
});

describe('a draft of corrected clusters', () => {
  const cluster = { id: 4, size: 9, tasks: [], examples: [], abilities: ['a', 'b'], annotatedBy: 'lexical' };
  it('holds what differs, and nothing once it is as before', () => {
    const without = withAbility(NOTHING, cluster, 'a', false);
    expect([abilitiesOf(without, cluster), without.size, NOTHING.size]).toEqual([['b'], 1, 0]);
    const other = withAbility(without, cluster, 'c', true);
    expect(abilitiesOf(other, cluster)).toEqual(['b', 'c']);
    expect(withAbility(without, cluster, 'a', true)).toEqual(NOTHING);
  });
});

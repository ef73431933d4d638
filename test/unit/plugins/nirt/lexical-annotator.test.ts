import { describe, expect, it } from 'vitest';
import { readAbilitiesFile } from '../../../../src/data/catalogue-file.js';
import type { QueryGroup } from '../../../../src/plugins/contract.js';
import { ABILITY_WORDS } from '../../../../src/plugins/nirt/ability-words.js';
import { lexicalAnnotator } from '../../../../src/plugins/nirt/lexical-annotator.js';

const signal = new AbortController().signal;
const abilities = await readAbilitiesFile('models/bootstrap/abilities.json');
const group = (samples: string[], ...tasks: string[]): QueryGroup => ({
  id: 0,
  size: 10,
  samples,
  tasks: tasks.map((task) => ({ task, share: 1 / tasks.length })),
});
async function named(groups: readonly QueryGroup[], known = abilities): Promise<string[][]> {
  const { data, cols } = await lexicalAnnotator.annotate(groups, known, signal);
  return groups.map((_, g) => known.filter((__, k) => data[g * cols + k] === 1).map(({ id }) => id));
}

describe('annotator by words', () => {
  it('knows every ability of the shipped list, and no other', () => {
    expect(Object.keys(ABILITY_WORDS).sort()).toEqual(abilities.map(({ id }) => id).sort());
  });

  it.each([
    ['gsm8k', 'mathematical-calculation', 'music-and-art-understanding'],
    ['human_eval', 'programming-and-algorithms', 'mathematical-calculation'],
    ['agentverse-logicgrid', 'geometric-and-spatial-reasoning', 'programming-and-algorithms'],
    ['commongen', 'generation', 'reasoning'],
    ['mmlu_abstract_algebra', 'multidisciplinary-knowledge', 'emotion-understanding-and-expression'],
    ['agentverse-mgsm', 'language-conversion', 'data-analysis'],
  ])('names what %s needs from the task alone', async (task, needed, not) => {
    const [found] = await named([group([], task)]);
    expect(found).toContain(needed);
    expect(found).not.toContain(not);
  });

  it('names what texts need without a task', async () => {
    const texts = [
      group(['Write a python function that returns the sorted list.', 'def add(x, y): """adds""" return']),
      group(['Translate the French sentence into German.', 'Translate into Spanish: good morning']),
      group(['Who painted the ceiling, and which composer wrote music about it?', 'Name the poet and the novel.']),
    ];
    const found = await named(texts);
    expect(found[0]?.[0]).toBe('programming-and-algorithms');
    expect(found[1]).toContain('language-conversion');
    expect(found[2]).toContain('music-and-art-understanding');
    expect(found[0]).not.toContain('language-conversion');
  });

  it('goes by its own name and description for an ability that is not listed', async () => {
    const own = [
      { id: 'billing', name: 'Billing', description: 'Knows invoices and refunds.' },
      { id: 'constructor', name: 'Building', description: 'Houses, walls and roofs.' },
    ];
    expect(await named([group(['Where is my refund?', 'The invoice is wrong']), group([], 'billing')], own)).toEqual([
      ['billing'],
      ['billing'],
    ]);
    expect(await named([group(['The roof leaks'])], own)).toEqual([['constructor']]);
  });

  it('says nothing where nothing is known, and names at most six', async () => {
    expect(await named([group([])])).toEqual([[]]);
    expect(await named([])).toEqual([]);
    const everything = group(['law code sum table triangle music translate moral energy summary write infer passage']);
    expect((await named([everything]))[0]?.length).toBeLessThanOrEqual(6);
  });
});

import type { Ability } from '../../domain/llm.js';
import type { Matrix } from '../../domain/matrix.js';
import { matrix } from '../../domain/matrix.js';
import type { AbilityAnnotator, QueryGroup } from '../contract.js';
import type { AbilityWords } from './ability-words.js';
import { ABILITY_WORDS } from './ability-words.js';

/** A task name says more than a word in a text. */
const TASK_WEIGHT = 3;
/** An ability is needed when it scores at least this share of the best one, ... */
const LEAST_SHARE = 0.4;
/** ... up to this many; the published annotations name a handful. */
const MOST_ABILITIES = 6;

/**
 * Names abilities without an LLM, from words of the sample texts and of the task names; either may be missing. Coarse and
 * reproducible: where it matters, an LLM or an operator says it better. A group of which nothing is known needs every
 * ability alike, a row of zeros.
 */
export const lexicalAnnotator: AbilityAnnotator = {
  id: 'lexical',
  annotate: async (groups, abilities) => {
    const scores = score(groups, abilities);
    const out = matrix(groups.length, abilities.length);
    groups.forEach((_, g) => {
      const row = scores.data.subarray(g * abilities.length, (g + 1) * abilities.length);
      const ranked = Array.from(row.keys()).sort((x, y) => (row[y] as number) - (row[x] as number) || x - y);
      const best = row[ranked[0] as number] ?? 0;
      for (const k of ranked.slice(0, MOST_ABILITIES)) {
        const own = row[k] as number;
        if (own > 0 && own >= LEAST_SHARE * best) out.data[g * abilities.length + k] = 1;
      }
    });
    return out;
  },
};

/** [groups, abilities], 0 or more: share of samples with a telling word, rare over the groups, plus the share of telling tasks. */
function score(groups: readonly QueryGroup[], abilities: readonly Ability[]): Matrix {
  const out = matrix(groups.length, abilities.length);
  const texts = groups.map(({ samples }) => samples.map(wordsOf));
  abilities.forEach((ability, k) => {
    const { stems, tasks } = wordsFor(ability);
    for (const stem of stems) {
      const shares = texts.map((samples) => share(samples, (words) => words.some((word) => word.startsWith(stem))));
      const holding = shares.filter((s) => s > 0).length;
      // A word that every group uses tells next to nothing apart.
      const rarity = Math.log((groups.length + 2) / (holding + 1)) / Math.log(groups.length + 2);
      shares.forEach((s, g) => add(out, g, k, s * rarity));
    }
    groups.forEach((group, g) => {
      const telling = group.tasks.filter(({ task }) => namesOf(task).some((name) => tasks.includes(name)));
      add(out, g, k, TASK_WEIGHT * telling.reduce((sum, t) => sum + t.share, 0));
    });
  });
  return out;
}

function wordsFor(ability: Ability): AbilityWords {
  const own = wordsOf(`${ability.name} ${ability.description}`).filter((word) => word.length > 3);
  const known = Object.hasOwn(ABILITY_WORDS, ability.id) ? ABILITY_WORDS[ability.id] : undefined;
  // Without the s of the plural: stems are beginnings of words.
  return known ?? { stems: [...new Set(own.map((word) => word.replace(/s$/, '')))], tasks: namesOf(ability.id) };
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words of a task name, and all of them in one: `human_eval` is also `humaneval`. */
const namesOf = (task: string): string[] => [
  ...wordsOf(task.replaceAll('_', ' ')),
  wordsOf(task.replaceAll('_', ' ')).join(''),
];

const share = <T>(values: readonly T[], test: (value: T) => boolean): number =>
  values.length === 0 ? 0 : values.filter(test).length / values.length;

function add(m: Matrix, r: number, c: number, value: number): void {
  m.data[r * m.cols + c] = (m.data[r * m.cols + c] as number) + value;
}

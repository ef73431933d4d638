import { seededRng } from '../../../../src/domain/random.js';
import type { RunContext } from '../../../../src/domain/run.js';
import { fitLexicalEmbedder } from '../../../../src/tensor/embedders/lexical/index.js';
import type { LexicalFit, LexicalOptions, LexicalQuery } from '../../../../src/tensor/embedders/lexical/index.js';

const SUBJECTS = ['train', 'farmer', 'baker', 'teacher', 'river', 'library', 'garden', 'market', 'school', 'factory'];
const VERBS = ['sells', 'carries', 'counts', 'divides', 'collects', 'paints', 'stores', 'loses', 'finds', 'shares'];
const GOODS = ['apples', 'books', 'marbles', 'bottles', 'tickets', 'stones', 'lamps', 'chairs', 'coins', 'letters'];
const SHAPES = ['list', 'tuple', 'string', 'dictionary', 'matrix', 'set', 'tree', 'graph', 'queue', 'stack'];
const CHINESE = ['电场', '历史', '法律', '经济', '化学', '文学', '地理', '医学', '音乐', '数学'];

/** A small world of three tasks: sums in words, code to write, and Chinese questions with options. */
export function corpus(perTask = 60, seed = 1): LexicalQuery[] {
  const rng = seededRng(seed);
  const pick = (from: readonly string[]): string => from[rng.integer(from.length)] as string;
  const out: LexicalQuery[] = [];
  for (let i = 0; i < perTask; i++) {
    const [a, b] = [rng.integer(90) + 10, rng.integer(9) + 1];
    out.push({
      text: `A ${pick(SUBJECTS)} ${pick(VERBS)} ${a} ${pick(GOODS)} and then ${b} more. How many ${pick(GOODS)} are there?`,
      task: 'sums',
    });
    out.push({
      text: `Write a python function f(x) that ${pick(VERBS)} the ${pick(SHAPES)} and returns a ${pick(SHAPES)};\nassert f([${a}]) == ${b}`,
      task: 'code',
    });
    out.push({
      text: `关于${pick(CHINESE)}和${pick(CHINESE)}，下列说法中正确的是\nA. ${pick(CHINESE)}\nB. ${pick(CHINESE)}\nC. ${pick(CHINESE)}\nD. ${pick(CHINESE)}`,
      task: 'chinese',
    });
  }
  return out;
}

export const run = (over: Partial<RunContext> = {}): RunContext => ({
  signal: new AbortController().signal,
  seed: 7,
  rng: seededRng(7),
  onProgress: () => undefined,
  ...over,
});

export const fit = (
  queries: readonly LexicalQuery[] = corpus(),
  options: Partial<LexicalOptions> = {},
): Promise<LexicalFit> => fitLexicalEmbedder(queries, { dims: 16, ...options }, run());

import { describe, expect, it } from 'vitest';
import { llmId } from '../../../src/domain/ids.js';
import { seededRng } from '../../../src/domain/random.js';
import { PERTURBATIONS, perturb, perturbations } from '../../../src/routing/stability/perturb.js';
import { stabilityOf } from '../../../src/routing/stability/stability.js';

const CHOICE = 'Which planet is the largest one?\nA. Jupiter\nB. Saturn\nC. Neptune\nD. Mercury';
const TEXTS = [
  'Explain how photosynthesis converts 3.14159 units of sunlight into chemical energy in 2024.',
  'What does this function return?\n```python\ndef double(value):\n    return value  * 2\n```',
  'Evaluate `someVariable  +  OtherThing` and then $x^{25} + Alpha$ for everything above',
  CHOICE,
];

const seeds = Array.from({ length: 50 }, (_, i) => i);

describe('perturbations', () => {
  it('keep every number, piece of code and formula', () => {
    for (const text of TEXTS) {
      const kept = text.match(/```[\s\S]*?```|`[^`]*`|\$[^$]*\$|\d+(\.\d+)?/g) ?? [];
      for (const seed of seeds) {
        for (const kind of PERTURBATIONS) {
          const changed = perturb(text, kind, seededRng(seed));
          for (const part of kept) expect(changed, kind).toContain(part);
        }
      }
    }
  });

  it('keep all letters: case changes case only, spacing changes space only, typos change order only', () => {
    const letters = (text: string) => [...text].sort().join('');
    for (const text of TEXTS) {
      for (const seed of seeds) {
        expect(perturb(text, 'case', seededRng(seed)).toLowerCase()).toBe(text.toLowerCase());
        expect(perturb(text, 'spacing', seededRng(seed)).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        expect(letters(perturb(text, 'typos', seededRng(seed)))).toBe(letters(text));
      }
    }
  });

  it('reorder options: letters stay in order, contents move', () => {
    for (const seed of seeds) {
      const changed = perturb(CHOICE, 'options', seededRng(seed));
      expect(changed).not.toBe(CHOICE);
      const lines = changed.split('\n').slice(1);
      expect(lines.map((line) => line[0]).join('')).toBe('ABCD');
      expect(lines.map((line) => line.slice(3)).sort()).toEqual(['Jupiter', 'Mercury', 'Neptune', 'Saturn']);
    }
  });

  it('leave options that speak of each other, and lists that do not begin at A', () => {
    for (const text of ['A. one\nB. all of the above', 'B. one\nC. two', 'A. same\nB. same', 'no list']) {
      expect(perturb(text, 'options', seededRng(1))).toBe(text);
    }
  });

  it('leave options that go on over several lines, and letters that the text names', () => {
    const list = 'A. one\nB. two\nC. three';
    for (const text of [
      'A. one\nB. two\nof several\nC. three',
      'A. one\nB. two\n   and more',
      'A. B and C\nB. two\nC. three',
      'A. one\nB. Only A\nC. three',
      'A. 一\nB. 二\nC. 以上都是',
      `Why is option C wrong?\n${list}`,
      `${list}\nWhy is it B?`,
    ]) {
      expect(perturb(text, 'options', seededRng(1)), text).toBe(text);
    }
    // All letters or none of them: the words mean the same whatever stands behind a letter.
    for (const text of [
      `${list}\nAnswer "A" or "B" or "C".`,
      `${list}\nAnswer:`,
      `Option B is right.\n\nWhich?\n${list}`,
    ]) {
      expect(perturb(text, 'options', seededRng(1)), text).not.toBe(text);
    }
  });

  it('drop a closing mark or add one', () => {
    const marked = (text: string) => perturb(text, 'punctuation', seededRng(1));
    expect(marked('Is it so?')).toBe('Is it so');
    expect(marked('Tell me')).toBe('Tell me.');
    expect(marked('Put it in \\boxed{...}.')).toBe('Put it in \\boxed{...}');
    expect(marked('德国文学家？')).toBe('德国文学家');
    // A factorial, what waits to be continued, names, formulas and code.
    for (const text of [
      'x = 3 +',
      'What is 5!',
      'What is (n+1)!',
      'Thunder clouds are',
      'Open readme.txt',
      'Find $x$',
      'Call f()',
    ])
      expect(marked(text)).toBe(text);
    expect(marked('Stop it!')).toBe('Stop it');
  });

  it('leave names of programs, acronyms, single letters and quoted words in their case and spelling', () => {
    const text = `Does isPrime(value) of numberTools.integer or some_module return NaCl, DNA or X for 'palindrome'?`;
    for (const seed of seeds) {
      for (const kind of ['case', 'typos'] as const) {
        const changed = perturb(text, kind, seededRng(seed));
        expect(changed).not.toBe(text);
        for (const name of [
          'isPrime(value)',
          'numberTools.integer',
          'some_module',
          'NaCl',
          'DNA',
          ' X ',
          "'palindrome'",
        ]) {
          expect(changed).toContain(name);
        }
      }
    }
  });

  it('make no typo that makes another word', () => {
    for (const seed of seeds) {
      for (const text of ['there are three trial minutes', 'causal trial', 'casual trail']) {
        expect(perturb(text, 'typos', seededRng(seed))).toBe(text);
      }
    }
  });

  it('take dollars for money where they are not around a formula', () => {
    const bill = 'The entrance fee was $5 for children and $12 for grown visitors altogether.';
    expect(seeds.some((seed) => perturb(bill, 'typos', seededRng(seed)).includes('children') === false)).toBe(true);
    const formula = 'Say why $alphabet + betaversion$ holds.';
    for (const seed of seeds) expect(perturb(formula, 'typos', seededRng(seed))).toContain('$alphabet + betaversion$');
  });

  it('join lines of a paragraph, but no items, rows of tables or code', () => {
    const joined = (text: string) =>
      seeds
        .map((seed) => perturb(text, 'spacing', seededRng(seed)))
        .filter((changed) => changed.split('\n').length < text.split('\n').length);
    expect(joined('What is the\ncapital city?').length).toBeGreaterThan(5);
    for (const text of [
      'Facts:\n1. one\n2. two',
      'Facts:\n- one\n- two',
      CHOICE,
      '|a|b|\n|c|d|',
      'from a import b\nx = 1\nreturn x;',
    ]) {
      expect(joined(text), text).toEqual([]);
    }
  });

  it('change no letter that has no other case', () => {
    for (const seed of seeds) expect(perturb('ßab', 'case', seededRng(seed))).toBe('ßab');
    expect(perturb('42', 'case', seededRng(1))).toBe('42');
    expect(perturb('什么是光合作用', 'typos', seededRng(1))).toBe('什么是光合作用');
  });

  it('are deterministic for a seed, distinct, and never the text itself', () => {
    for (const text of TEXTS) {
      const found = perturbations(text, 8, seededRng(7));
      expect(found).toEqual(perturbations(text, 8, seededRng(7)));
      expect(found).toHaveLength(8);
      expect(new Set([text, ...found.map((f) => f.text)]).size).toBe(9);
    }
  });

  it('are few where few apply', () => {
    expect(perturbations('42', 8, seededRng(1)).map((f) => f.text)).toEqual(['42 ']);
    expect(perturbations('```\ncode\n```', 8, seededRng(1)).length).toBeLessThanOrEqual(1);
  });
});

describe('stability', () => {
  it('asks once, counts and names what flipped', async () => {
    let calls = 0;
    const [a, b] = [llmId('a'), llmId('b')];
    const found = await stabilityOf('Explain the universe', a, 4, (texts) => {
      calls++;
      return Promise.resolve(texts.map((_, i) => (i === 2 ? b : a)));
    });
    expect(calls).toBe(1);
    expect(found).toMatchObject({ share: 0.75, probes: 4, flipped: [{ llm: b }] });
  });
});

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

  it('drop a closing mark or add one', () => {
    expect(perturb('Is it so?', 'punctuation', seededRng(1))).toBe('Is it so');
    expect(perturb('Tell me', 'punctuation', seededRng(1))).toBe('Tell me.');
    expect(perturb('x = 3 +', 'punctuation', seededRng(1))).toBe('x = 3 +');
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

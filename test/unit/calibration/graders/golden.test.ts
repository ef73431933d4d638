import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TEXT_GRADERS } from '../../../../src/calibration/graders/index.js';
import { withAsciiDigits } from '../../../../src/calibration/graders/normalise.js';

interface Case {
  readonly completion: string;
  readonly references: readonly string[];
  readonly exact: number;
  readonly f1: number;
}

// From test/fixtures/generators/graders-golden.py.
const golden = JSON.parse(readFileSync(new URL('../../../fixtures/golden/graders.json', import.meta.url), 'utf8')) as {
  squad: Case[];
  scripts: Case[];
  digits: [string, number][];
  numbers: [string, number][];
};

describe.each(['squad', 'scripts'] as const)('graders against independent values: %s', (part) => {
  it.each(golden[part])('$completion', ({ completion, references, exact, f1 }) => {
    const input = { query: '', completion, references };
    expect(TEXT_GRADERS.exact(input).score).toBe(exact);
    expect(TEXT_GRADERS.f1(input).score).toBeCloseTo(f1, 12);
  });
});

it('reads the decimal digits of every script', () => {
  expect(golden.digits.length).toBeGreaterThan(600);
  for (const [digit, value] of golden.digits) expect(withAsciiDigits(`x${digit}y`)).toBe(`x${value}y`);
});

it('reads numbers in every notation, alone, in a sentence and in a box', () => {
  for (const [text, value] of golden.numbers) {
    for (const completion of [
      text,
      `So the answer is ${text}.`,
      `First 12.\n\\boxed{${text}}`,
      `It costs **${text}** in all.`,
    ]) {
      const grade = TEXT_GRADERS.numeric({ query: '', completion, references: [String(value)] });
      expect(grade, completion).toMatchObject({ score: 1, reason: 'MATCH' });
      const other = { query: '', completion, references: [String(value * 1.01 + 1e-4)] };
      expect(TEXT_GRADERS.numeric(other).score, completion).toBe(0);
    }
  }
});

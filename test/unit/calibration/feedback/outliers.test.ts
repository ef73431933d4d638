import { describe, expect, it } from 'vitest';
import { disagreements } from '../../../../src/calibration/feedback/disagreement.js';
import type { ReporterFinding } from '../../../../src/calibration/feedback/outliers.js';
import { reporterFindings } from '../../../../src/calibration/feedback/outliers.js';
import type { Residual } from '../../../../src/calibration/feedback/residuals.js';
import { residualsOf } from '../../../../src/calibration/feedback/residuals.js';
import { llmId } from '../../../../src/domain/ids.js';
import { seededRng } from '../../../../src/domain/random.js';
// Made by test/fixtures/generators/feedback-golden.py with scipy.
import golden from '../../../fixtures/golden/feedback.json' with { type: 'json' };
import { preference, statement } from './statements.js';

const residual = (reporter: string, llm: string, predicted: number, y: number, query = 'q'): Residual => ({
  reporter,
  llm: llmId(llm),
  isPreference: false,
  query,
  predicted,
  residual: y - predicted,
  weight: 1,
});
const outliersOf = (found: readonly ReporterFinding[]) =>
  found.filter(({ verdict }) => verdict === 'OUTLIER').map(({ reporter }) => reporter);

interface World {
  readonly reporters: number;
  readonly each: number;
  /** How much worse the LLMs are than predicted. */
  readonly drift?: number;
  /** Standard deviation of what reporters lean to. */
  readonly taste?: number;
  readonly seed: number;
}

/** Reporters who speak the truth, of LLMs that may have changed. */
function honest({ reporters, each, drift = 0, taste = 0, seed }: World): Residual[] {
  const rng = seededRng(seed);
  return Array.from({ length: reporters }, (_, r) => {
    const lean = taste * rng.normal();
    return Array.from({ length: each }, () => {
      const p = 0.4 + 0.5 * rng.uniform();
      return residual(`user ${r}`, `l${rng.integer(3)}`, p, rng.uniform() < p - drift + lean ? 1 : 0);
    });
  }).flat();
}

describe('reporterFindings', () => {
  it('has the figures of an independent computation', () => {
    const said = golden.outliers.said as [string, string, number, number][];
    const found = reporterFindings(said.map(([reporter, llm, p, y]) => residual(reporter, llm, p, y)));
    for (const [reporter, statistic, pValue, corrected] of golden.outliers.reporters as [
      string,
      number,
      number,
      number,
    ][]) {
      const mine = found.find((one) => one.reporter === reporter);
      expect(mine?.statistic).toBeCloseTo(statistic, 8);
      expect(mine?.pValue).toBeCloseTo(pValue, 10);
      expect(mine?.correctedPValue).toBeCloseTo(corrected, 10);
    }
    for (const [reporter, llm, mean, others, z] of golden.outliers.cells as [
      string,
      string,
      number,
      number,
      number,
    ][]) {
      const cell = found.find((one) => one.reporter === reporter)?.cells.find((one) => one.llm === llm);
      expect([cell?.residual, cell?.others, cell?.z]).toEqual(
        [mean, others, z].map((x): unknown => expect.closeTo(x, 8)),
      );
    }
    expect(outliersOf(found)).toEqual(['r11']);
    expect(found[0]?.reporter).toBe('r11');
  });

  it('finds a key that praises one LLM and blames another, whose mean gives it away to nobody', () => {
    const poison = Array.from({ length: 200 }, (_, i) => residual('key', i % 2 ? 'l0' : 'l1', 0.6, i % 2));
    const found = reporterFindings([...honest({ reporters: 30, each: 60, seed: 1 }), ...poison]);
    expect(outliersOf(found)).toEqual(['key']);
    expect(found[0]?.cells.map(({ llm, z }) => [llm, z > 0])).toEqual(
      expect.arrayContaining([
        ['l0', true],
        ['l1', false],
      ]),
    );
  });

  it('shows many keys that do so together while they are a minority', () => {
    const keys = Array.from({ length: 20 }, (_, k) =>
      Array.from({ length: 60 }, () => residual(`key ${k}`, 'l0', 0.7, 0)),
    ).flat();
    const found = reporterFindings([...honest({ reporters: 50, each: 60, seed: 2 }), ...keys]);
    expect(outliersOf(found).sort()).toEqual(Array.from({ length: 20 }, (_, k) => `key ${k}`).sort());
  });

  it('takes nobody for an outlier who says what all say of an LLM that got worse', () => {
    const found = reporterFindings(honest({ reporters: 30, each: 80, drift: 0.3, seed: 3 }));
    expect(outliersOf(found)).toEqual([]);
  });

  it('rarely errs where nobody is wrong, also where tastes differ', () => {
    let wrong = 0;
    for (let seed = 0; seed < 60; seed++) {
      const taste = seed % 2 ? 0.1 : 0;
      if (outliersOf(reporterFindings(honest({ reporters: 20, each: 90, taste, seed: 100 + seed }))).length > 0)
        wrong++;
    }
    expect(wrong).toBeLessThanOrEqual(3);
  });

  it('says nothing of reporters with few statements, and nothing of nothing', () => {
    const found = reporterFindings([residual('new', 'l0', 0.5, 0), ...honest({ reporters: 5, each: 60, seed: 4 })]);
    expect(found.find(({ reporter }) => reporter === 'new')).toMatchObject({
      verdict: 'TOO_FEW',
      statistic: null,
      cells: [],
    });
    expect(reporterFindings([])).toEqual([]);
    expect(reporterFindings([residual('only', 'l0', 1, 1)])).toMatchObject([{ influence: 1, verdict: 'TOO_FEW' }]);
  });
});

describe('residualsOf', () => {
  const weighed = (one: ReturnType<typeof statement>) => residualsOf([{ statement: one, asked: 1, weight: 0.5 }]);
  it('compares an answer with P̂ and a preference with Bradley and Terry', () => {
    expect(weighed(statement({ predicted: 0.25, performance: 1 }))).toMatchObject([{ residual: 0.75, weight: 0.5 }]);
    // σ(logit 0.8 − logit 0.6) = (4 / 1) / (4 / 1 + 3 / 2)
    const [found] = weighed(preference('b', 'a', { predicted: 0.6, preferred: { llm: llmId('b'), predicted: 0.8 } }));
    expect(found).toMatchObject({ llm: 'b', isPreference: true });
    expect(found?.predicted).toBeCloseTo(4 / 5.5, 12);
    expect(weighed(statement({ predicted: null }))).toEqual([]);
    expect(weighed(preference('b', 'a', { preferred: { llm: llmId('b'), predicted: null } }))).toEqual([]);
  });
});

describe('disagreements', () => {
  it('names the LLM and task where feedback and predictions part, and no other', () => {
    const rng = seededRng(7);
    const said = Array.from({ length: 1200 }, (_, i) => {
      const [llm, task] = [`l${i % 2}`, i % 3];
      const p = 0.5 + 0.4 * rng.uniform();
      const right = llm === 'l1' && task === 2 ? p - 0.3 : p;
      return residual(`user ${i % 40}`, llm, p, rng.uniform() < right ? 1 : 0, `task ${task}`);
    });
    const found = disagreements(said, (query) => query);
    expect(found).toMatchObject([{ llm: 'l1', task: 'task 2', statements: 200 }]);
    expect(found[0]?.bias).toBeLessThan(-0.2);
    expect(found[0]?.correctedPValue).toBeLessThan(1e-6);
    expect(disagreements([], () => null)).toEqual([]);
  });
});

import { holm } from '../../domain/drift/holm.js';
import type { Finding } from './finding.js';
import { figure } from './finding.js';
import type { DriftCheck, DriftThresholds, DriftVerdict } from './types.js';

/** A check without what is looked up for an alert only. */
export type Judged = Omit<DriftCheck, 'examples' | 'causes'> & Pick<Finding, 'examples'>;

/** Corrects the p-values of a report together and says what each check comes to; in the order given. */
export function judge(findings: readonly Finding[], { level }: DriftThresholds): Judged[] {
  const tested = findings.filter(({ test }) => test !== null);
  const corrected = holm(tested.map(({ test }) => test?.pValue as number));
  return findings.map(({ test, text, ...finding }) => {
    if (!test) {
      const none = { statistic: null, pValue: null, correctedPValue: null, effect: null };
      return { ...finding, ...none, verdict: 'TOO_FEW', text };
    }
    const p = corrected[tested.findIndex((other) => other.test === test)] as number;
    const large = Math.abs(test.effect) >= finding.threshold;
    const verdict: DriftVerdict = p > level ? 'STEADY' : large ? 'ALERT' : 'SMALL';
    const sizes = `${EFFECT[finding.kind]} ${figure(test.effect)}, alert from ${finding.threshold}; corrected p ${figure(p)}`;
    return {
      ...finding,
      ...test,
      correctedPValue: p,
      verdict,
      text: `${text} ${WORDS[verdict](level)} (${sizes}).`,
    };
  });
}

const EFFECT: Readonly<Record<DriftCheck['kind'], string>> = {
  DISTANCE: 'D',
  PREDICTION: 'bias',
  LLM_SHARES: 'PSI',
  TAG_SHARES: 'PSI',
};
const WORDS: Readonly<Record<Exclude<DriftVerdict, 'TOO_FEW'>, (level: number) => string>> = {
  ALERT: () => 'This is an alert',
  SMALL: () => 'Not chance, but too small to matter',
  STEADY: (level) => `Chance alone can do this (at a level of ${level})`,
};

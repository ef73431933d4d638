import type { LlmId } from '../../domain/ids.js';
import { epsilonOf, epsilonPropensity } from '../../domain/off-policy/epsilon.js';
import { estimateOffPolicy } from '../../domain/off-policy/estimate.js';
import type { OffPolicySample } from '../../domain/off-policy/sample.js';
import type { SupportDiagnostics } from '../../domain/off-policy/support.js';
import { LEAST_EFFECTIVE_SAMPLE_SIZE, diagnose, verdictOf } from '../../domain/off-policy/support.js';
import type { Feedback } from '../feedback.js';
import { meanScores } from '../feedback.js';
import { performanceOf } from './tally.js';
import type { OffPolicyRefusalCode, OffPolicyReport, Replayed } from './types.js';

/** Decisions that were made with exploration on, with what was said of the answers: rows of an off-policy sample. */
export class Outcomes {
  /** Replayed decisions with a propensity, and replayed ones without. */
  #explored = 0;
  #unexplored = 0;
  readonly #columns = {
    outcome: [],
    propensity: [],
    target: [],
    secondMoment: [],
    taken: [],
    modelTarget: [],
  } as Record<'outcome' | 'propensity' | 'target' | 'secondMoment' | 'taken' | 'modelTarget', number[]>;
  /** New choices that exploration could not have drawn, with their number. */
  readonly #unsupported = new Map<LlmId, number>();

  /** `said` of these decisions, all kinds of feedback. */
  add(decisions: readonly Replayed[], said: readonly Feedback[]): void {
    const scores = meanScores(said);
    for (const decision of decisions) {
      const { propensity } = decision.record;
      if (propensity === null) {
        this.#unexplored++;
        continue;
      }
      this.#explored++;
      // Chance has drawn one LLM and another one has answered: the score is no outcome of the draw.
      const score = decision.record.answeredBy ? undefined : scores.get(decision.record.id);
      if (score !== undefined) this.#addRow(decision, propensity, score);
    }
  }

  report(): OffPolicyReport {
    const sample = this.#sample();
    const explored = this.#explored;
    const scored = sample.outcome.length;
    const support = scored === 0 ? null : diagnose(sample);
    const verdict = explored === 0 ? 'NO_EXPLORATION' : support ? verdictOf(support) : 'NO_OUTCOMES';
    if (verdict === null) return { explored, scored, support, estimates: estimateOffPolicy(sample), refusal: null };
    return { explored, scored, support, estimates: null, refusal: this.#refusal(verdict, support) };
  }

  #addRow({ record, ranking }: Replayed, propensity: number, outcome: number): void {
    const c = this.#columns;
    const { llms } = record.ranking;
    const own = llms[0] as LlmId;
    const next = ranking.llms[0] as LlmId;
    const epsilon = epsilonOf(propensity, llms.length, record.llm === own);
    const supported = llms.includes(next);
    if (!supported) this.#unsupported.set(next, (this.#unsupported.get(next) ?? 0) + 1);
    c.outcome.push(outcome);
    c.propensity.push(propensity);
    c.target.push(next === record.llm ? 1 : 0);
    c.secondMoment.push(supported ? 1 / epsilonPropensity(epsilon, llms.length, next === own) : Infinity);
    // The predictions that were made then: any model is right for a doubly robust estimate, as long as it has not seen the outcomes.
    c.taken.push(performanceOf(record.ranking, record.llm) ?? Number.NaN);
    c.modelTarget.push(performanceOf(record.ranking, next) ?? Number.NaN);
  }

  #sample(): OffPolicySample {
    const c = this.#columns;
    const model = { taken: Float64Array.from(c.taken), target: Float64Array.from(c.modelTarget) };
    const modelled = [...model.taken, ...model.target].every(Number.isFinite);
    return {
      outcome: Float64Array.from(c.outcome),
      propensity: Float64Array.from(c.propensity),
      target: Float64Array.from(c.target),
      secondMoment: Float64Array.from(c.secondMoment),
      model: modelled ? model : null,
    };
  }

  #refusal(code: OffPolicyRefusalCode, support: SupportDiagnostics | null): OffPolicyReport['refusal'] {
    const n = support?.n ?? 0;
    switch (code) {
      case 'NO_EXPLORATION':
        return {
          code,
          message: `None of the ${this.#unexplored} replayed decisions was made with exploration on, so the log does not say what other LLMs than the chosen ones would have done.`,
          hint: 'Set THETA_EXPLORATION, for example to 0.05, or exploration in RouteInput, and record scores with recordFeedback.',
        };
      case 'NO_OUTCOMES':
        return {
          code,
          message: `${this.#explored} replayed decisions were made with exploration on, and none of them has a score.`,
          hint: 'Record a score in [0, 1] with recordFeedback, also for answers of explored LLMs; thumbs and preferred LLMs are on other scales and do not count.',
        };
      case 'NO_SUPPORT': {
        const missing = [...this.#unsupported].sort(([, a], [, b]) => b - a).slice(0, 3);
        const count = [...this.#unsupported.values()].reduce((sum, m) => sum + m, 0);
        return {
          code,
          message: `In ${count} of ${n} scored decisions the new choice was no candidate, so exploration could not draw it: ${missing.map(([llm, m]) => `${llm} (${m})`).join(', ')}.`,
          hint: 'Leave these LLMs out of llms, or make them candidates while exploration is on.',
        };
      }
      case 'SAMPLE_TOO_SMALL': {
        const { effectiveSampleSize, expectedEffectiveSampleSize } = support as SupportDiagnostics;
        const worth = Math.min(effectiveSampleSize, expectedEffectiveSampleSize);
        const needed = Math.ceil((n * LEAST_EFFECTIVE_SAMPLE_SIZE) / expectedEffectiveSampleSize);
        return {
          code,
          message: `${n} scored decisions are worth ${worth.toFixed(1)} for this question (effective sample size); ${LEAST_EFFECTIVE_SAMPLE_SIZE} are needed for an interval of ±0.1.`,
          hint: `About ${Math.max(needed, n + 1)} scored decisions at the present ε would do, or fewer with a larger THETA_EXPLORATION.`,
        };
      }
    }
  }
}

import type { LlmId } from '../../domain/ids.js';
import type { Ranking } from '../types.js';
import type { Conditions } from './conditions.js';
import { comparableCosts } from './logged-cost.js';
import type {
  BeforeAfter,
  ChangedDecision,
  ExampleChoice,
  MixShare,
  NotReplayed,
  NotReplayedReason,
  Replayed,
} from './types.js';
import { NOT_REPLAYED } from './types.js';

/** Means over those decisions that have both numbers. */
export class PairedMean {
  #n = 0;
  #before = 0;
  #after = 0;

  add(pair: { readonly before: number | null; readonly after: number | null } | null): void {
    if (!pair || pair.before === null || pair.after === null) return;
    this.#n++;
    this.#before += pair.before;
    this.#after += pair.after;
  }
  mean(): BeforeAfter | null {
    const n = this.#n;
    return n === 0 ? null : { decisions: n, before: this.#before / n, after: this.#after / n };
  }
}

/** P̂ of an LLM in a ranking; null for a preference or another LLM. */
export function performanceOf({ llms, predictedPerformance }: Ranking, llm: LlmId): number | null {
  const at = llms.indexOf(llm);
  return predictedPerformance?.[at] ?? null;
}

const newChoice = ({ ranking }: Replayed): LlmId => ranking.llms[0] as LlmId;

/** Figures of decisions as they come; keeps sums, never the decisions, but for the few that are shown. */
export class Tally {
  replayed = 0;
  changed = 0;
  /** Of routers that give a preference: neither α nor a price moves these. */
  preferences = 0;
  /** To which a safe LLM was taken. */
  abstained = 0;
  readonly #mix = new Map<LlmId, { before: number; after: number }>();
  readonly #asLogged = new PairedMean();
  readonly #asReplayed = new PairedMean();
  readonly #cost = new PairedMean();
  readonly #not = new Map<NotReplayedReason, { text: string; decisions: number }>();
  #examples: ChangedDecision[] = [];

  constructor(
    private readonly conditions: Conditions,
    private readonly shown: number,
  ) {}

  add(decision: Replayed): void {
    const { record, ranking } = decision;
    const after = newChoice(decision);
    this.replayed++;
    if (ranking.preference) this.preferences++;
    if (record.abstained) this.abstained++;
    this.#count(record.llm).before++;
    this.#count(after).after++;
    for (const [mean, judge] of [
      [this.#asLogged, record.ranking],
      [this.#asReplayed, ranking],
    ] as const) {
      mean.add({ before: performanceOf(judge, record.llm), after: performanceOf(judge, after) });
    }
    this.#cost.add(comparableCosts(record, after, ranking.llms, this.conditions));
    if (after !== record.llm) this.#noteChange(decision, after);
  }

  /** `text` for people, where it says more than the reason. */
  addNot(reason: NotReplayedReason, text: string = NOT_REPLAYED[reason]): void {
    const known = this.#not.get(reason);
    if (known) known.decisions++;
    else this.#not.set(reason, { text, decisions: 1 });
  }

  figures() {
    const share = (count: number) => count / this.replayed;
    const mix: MixShare[] = [...this.#mix].map(([llm, m]) => ({ llm, before: share(m.before), after: share(m.after) }));
    const notReplayed: NotReplayed[] = [...this.#not].map(([reason, n]) => ({ reason, ...n }));
    return {
      replayed: this.replayed,
      changed: this.changed,
      mix: mix.sort((a, b) => b.after - a.after || b.before - a.before),
      notReplayed: notReplayed.sort((a, b) => b.decisions - a.decisions),
      performanceAsLogged: this.#asLogged.mean(),
      performanceAsReplayed: this.#asReplayed.mean(),
      relativeCost: this.#cost.mean(),
      examples: this.#examples,
    };
  }

  #count(llm: LlmId): { before: number; after: number } {
    let counts = this.#mix.get(llm);
    if (!counts) this.#mix.set(llm, (counts = { before: 0, after: 0 }));
    return counts;
  }

  /** Keeps the changes that matter most: the largest gain in score, an old choice that is no candidate now before all. */
  #noteChange({ record, ranking }: Replayed, after: LlmId): void {
    this.changed++;
    const at = ranking.llms.indexOf(record.llm);
    const scoreGain = at < 0 ? null : (ranking.score[0] as number) - (ranking.score[at] as number);
    const gainOf = (example: { readonly scoreGain: number | null }) => example.scoreGain ?? Infinity;
    const last = this.#examples.at(-1);
    if (this.#examples.length >= this.shown && (!last || gainOf(last) >= gainOf({ scoreGain }))) return;
    const choice = (llm: LlmId): ExampleChoice => ({ llm, predictedPerformance: performanceOf(ranking, llm) });
    const { id, createdAt, query } = record;
    const example = { id, createdAt, query, before: choice(record.llm), after: choice(after), scoreGain };
    const place = this.#examples.findIndex((other) => gainOf(other) < gainOf(example));
    this.#examples.splice(place < 0 ? this.#examples.length : place, 0, example);
    this.#examples.length = Math.min(this.#examples.length, this.shown);
  }
}

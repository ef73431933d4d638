import type { LlmId } from '../../domain/ids.js';
import { expectedSpend } from '../assignment/expected-spend.js';
import type { DecisionRecord } from '../ports.js';
import type { RouterSet } from '../router-set.js';
import type { Ranking } from '../types.js';
import type { Conditions } from './conditions.js';
import { priceUnder } from './conditions.js';
import type { SpendFigures } from './types.js';

/** A decision with its new rankings, one for each variant. */
export interface Variants {
  readonly record: DecisionRecord;
  readonly rankings: readonly Ranking[];
}

const chosen = ({ llms }: Ranking): LlmId => llms[0] as LlmId;

/**
 * Expected USD of old choices and of those of each variant, over the decisions whose text is stored and whose LLMs, in all variants, have
 * a price. A text is embedded and its tokens are counted once, whatever the number of variants.
 */
export class SpendTally {
  #decisions = 0;
  #before = 0;
  #kept = 0;
  readonly #after: number[];

  constructor(
    private readonly conditions: Pick<Conditions, 'catalogue' | 'prices'>,
    private readonly set: RouterSet,
    private readonly outputTokens: number | undefined,
    variants = 1,
  ) {
    this.#after = new Array<number>(variants).fill(0);
  }

  async add(decisions: readonly Variants[]): Promise<void> {
    const { catalogue, prices } = this.conditions;
    const priced = decisions.filter(
      ({ record, rankings }) =>
        record.query !== null &&
        priceUnder({ catalogue, prices: undefined }, record.llm) !== null &&
        [record.llm, ...rankings.map(chosen)].every((llm) => priceUnder(this.conditions, llm) !== null),
    );
    if (priced.length === 0) return;
    const texts = priced.map(({ record }) => record.query as string);
    const vectors = await this.set.embeddings.embed(texts);
    const usd = async (llms: readonly LlmId[], at: Conditions['prices']) => {
      const { set, outputTokens } = this;
      const request = { prices: at, outputTokens };
      const { data } = await expectedSpend(texts, request, vectors, llms, { set, catalogue });
      const column = new Map(llms.map((llm, j) => [llm, j]));
      return (q: number, llm: LlmId): number => data[q * llms.length + (column.get(llm) as number)] as number;
    };
    const old = priced.map(({ record }) => record.llm);
    const all = priced.flatMap(({ rankings }) => rankings.map(chosen));
    const now = await usd([...new Set([...old, ...all])], prices);
    const then = prices === undefined ? now : await usd([...new Set(old)], undefined);
    priced.forEach(({ record, rankings }, q) => {
      this.#before += then(q, record.llm);
      this.#kept += now(q, record.llm);
      rankings.forEach((ranking, v) => (this.#after[v] = (this.#after[v] as number) + now(q, chosen(ranking))));
    });
    this.#decisions += priced.length;
  }

  /** Of one variant; null where no decision is priced. */
  figures(variant = 0): SpendFigures | null {
    const rest = { before: this.#before, kept: this.#kept, after: this.#after[variant] as number };
    return this.#decisions === 0 ? null : { decisions: this.#decisions, ...rest };
  }
}

import type { LlmId } from '../../domain/ids.js';
import type { Price } from '../../domain/llm.js';
import type { Matrix } from '../../domain/matrix.js';
import { expectedSpend } from '../assignment/expected-spend.js';
import type { RouterSet } from '../router-set.js';
import type { Conditions } from './conditions.js';
import { priceUnder } from './conditions.js';
import type { Replayed, SpendFigures } from './types.js';

/** Expected USD of old and new choices, over the decisions whose text is stored and whose LLMs have a price. */
export class SpendTally {
  #figures = { decisions: 0, before: 0, kept: 0, after: 0 };

  constructor(
    private readonly conditions: Conditions,
    private readonly set: RouterSet,
    private readonly outputTokens: number | undefined,
  ) {}

  async add(decisions: readonly Replayed[]): Promise<void> {
    const { catalogue, prices } = this.conditions;
    const priced = decisions.filter(
      ({ record, ranking }) =>
        record.query !== null &&
        priceUnder({ catalogue, prices: undefined }, record.llm) !== null &&
        [record.llm, ranking.llms[0] as LlmId].every((llm) => priceUnder(this.conditions, llm) !== null),
    );
    if (priced.length === 0) return;
    const texts = priced.map(({ record }) => record.query as string);
    const old = priced.map(({ record }) => record.llm);
    const next = priced.map(({ ranking }) => ranking.llms[0] as LlmId);
    const vectors = await this.set.embeddings.embed(texts);
    const total = (llms: readonly LlmId[], at: typeof prices) => this.#total(texts, vectors, llms, at);
    this.#figures.before += await total(old, undefined);
    this.#figures.kept += await total(old, prices);
    this.#figures.after += await total(next, prices);
    this.#figures.decisions += priced.length;
  }

  figures(): SpendFigures | null {
    return this.#figures.decisions === 0 ? null : this.#figures;
  }

  /** USD when LLM i answers text i. */
  async #total(
    texts: readonly string[],
    vectors: Matrix,
    chosen: readonly LlmId[],
    prices: ReadonlyMap<LlmId, Price> | undefined,
  ): Promise<number> {
    const llms = [...new Set(chosen)];
    const { set, outputTokens } = this;
    const { catalogue } = this.conditions;
    const { data } = await expectedSpend(texts, { prices, outputTokens }, vectors, llms, { set, catalogue });
    const column = new Map(llms.map((llm, j) => [llm, j]));
    return chosen.reduce((sum, llm, q) => sum + (data[q * llms.length + (column.get(llm) as number)] as number), 0);
  }
}

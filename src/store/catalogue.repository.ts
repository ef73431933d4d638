import { and, asc, desc, eq, getTableColumns, lte } from 'drizzle-orm';
import type { Clock } from '../domain/clock.js';
import { checkPrice } from '../domain/cost.js';
import { ThetaError } from '../domain/errors.js';
import type { LlmId, PoolId } from '../domain/ids.js';
import { llmId, poolId } from '../domain/ids.js';
import type { Ability, CandidatePool, Catalogue, DatedPrice, Llm, Price } from '../domain/llm.js';
import type { CatalogueRepository, PriceTable } from '../routing/ports.js';
import { seedCatalogue } from './catalogue-seed.js';
import type { Database } from './database.js';
import { FOREIGN_KEY_VIOLATION, errorCode } from './errors.js';
import { PRICE_COLUMNS, nextPriceChange, priceHistory, priceOfRow, priceRow, pricesAt } from './prices.js';
import { abilities, llmPrices, llms, poolMembers, pools } from './schema/index.js';

/** LLMs, their prices and pools, as an operator may edit them. */
export class SqlCatalogueRepository implements CatalogueRepository, PriceTable {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The catalogue with the prices in force now. */
  async load(): Promise<Catalogue> {
    // Pools first: LLMs are only ever added, so a pool that is read before them cannot name one that is missing.
    const loadedPools = await this.#pools();
    return { llms: await this.#llms(), pools: loadedPools };
  }

  async abilities(): Promise<readonly Ability[]> {
    return this.database.run((db) =>
      db
        .select({ id: abilities.id, name: abilities.name, description: abilities.description })
        .from(abilities)
        .orderBy(asc(abilities.position), asc(abilities.id)),
    );
  }

  /**
   * Adds what is missing and changes nothing that is there: an LLM, pool or ability that exists stays as an operator
   * left it, but for facts that are not known there (null) and that the seed knows. A price is added unless the LLM has one from another source than a seed.
   */
  async seed(catalogue: Catalogue, named: readonly Ability[], priceEffectiveFrom: number): Promise<void> {
    await this.database.transaction((tx) => seedCatalogue(tx, catalogue, named, new Date(priceEffectiveFrom)));
  }

  /**
   * A price from a moment on (milliseconds since 1970); earlier ones stay. Throws PRICE_INVALID, also when another
   * price starts at that very moment, and UNKNOWN_LLM.
   */
  async addPrice(llm: LlmId, price: Price, effectiveFrom: number, source: string): Promise<void> {
    checkPrice(llm, price);
    const row = { ...priceRow(llm, price), effectiveFrom: new Date(effectiveFrom), source };
    const added = await this.database.run(async (db) => {
      try {
        return await db.insert(llmPrices).values(row).onConflictDoNothing().returning();
      } catch (error) {
        if (errorCode(error) !== FOREIGN_KEY_VIOLATION) throw error;
        throw new ThetaError('UNKNOWN_LLM', `No LLM ${llm} is in the catalogue.`, { cause: error });
      }
    });
    if (added.length === 0) {
      throw new ThetaError('PRICE_INVALID', `${llm} has a price from ${row.effectiveFrom.toISOString()} on already.`, {
        hint: 'A stored price is never rewritten: let the new one start a moment later.',
      });
    }
  }

  priceHistory(llmIds: readonly LlmId[]): Promise<readonly DatedPrice[]> {
    return priceHistory(this.database, llmIds);
  }

  nextPriceChange(after: number): Promise<number | null> {
    return nextPriceChange(this.database, after);
  }

  pricesAt(at: number): Promise<readonly DatedPrice[]> {
    return pricesAt(this.database, at);
  }

  async #pools(): Promise<ReadonlyMap<PoolId, CandidatePool>> {
    const rows = await this.database.run((db) =>
      db
        .select({ ...getTableColumns(pools), llm: poolMembers.llmId })
        .from(pools)
        .leftJoin(poolMembers, eq(poolMembers.poolId, pools.id))
        .orderBy(asc(poolMembers.position)),
    );
    const byId = new Map<PoolId, CandidatePool & { readonly llms: LlmId[] }>();
    for (const { llm, id, ...rest } of rows.sort(byIdOf)) {
      const pool = byId.get(poolId(id)) ?? { ...rest, id: poolId(id), llms: [] };
      if (llm !== null) pool.llms.push(llmId(llm));
      byId.set(pool.id, pool);
    }
    return byId;
  }

  async #llms(): Promise<ReadonlyMap<LlmId, Llm>> {
    const now = new Date(this.clock.now());
    const rows = await this.database.run((db) =>
      db
        .selectDistinctOn([llms.id], {
          llm: getTableColumns(llms),
          price: PRICE_COLUMNS,
        })
        .from(llms)
        .leftJoin(llmPrices, and(eq(llmPrices.llmId, llms.id), lte(llmPrices.effectiveFrom, now)))
        .orderBy(asc(llms.id), desc(llmPrices.effectiveFrom)),
    );
    rows.sort((x, y) => byIdOf(x.llm, y.llm));
    return new Map(
      rows.map(({ llm, price }) => [llmId(llm.id), { ...llm, id: llmId(llm.id), price: price && priceOfRow(price) }]),
    );
  }
}

/** By code unit, as every database's own order of text depends on its locale. */
const byIdOf = (x: { id: string }, y: { id: string }): number => (x.id < y.id ? -1 : Number(x.id > y.id));

import { asc } from 'drizzle-orm';
import type { Clock } from '../domain/clock.js';
import { checkPrice } from '../domain/cost.js';
import { ThetaError } from '../domain/errors.js';
import type { LlmId } from '../domain/ids.js';
import type { Ability, Catalogue, DatedPrice, Price } from '../domain/llm.js';
import type { CatalogueStep, CatalogueStore } from '../routing/catalogue/ports.js';
import type { CatalogueRepository, PriceTable } from '../routing/ports.js';
import { seedCatalogue } from './catalogue-seed.js';
import { changeCatalogue } from './change-catalogue.js';
import type { Database } from './database.js';
import { FOREIGN_KEY_VIOLATION, errorCode } from './errors.js';
import { nextPriceChange, priceHistory, priceRow, pricesAt } from './prices.js';
import { readCatalogue } from './read-catalogue.js';
import { abilities, llmPrices } from './schema/index.js';

/** LLMs, their prices and pools, as an operator may edit them. */
export class SqlCatalogueRepository implements CatalogueRepository, CatalogueStore, PriceTable {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The catalogue with the prices in force now. */
  async load(): Promise<Catalogue> {
    return this.database.run((db) => readCatalogue(db, new Date(this.clock.now())));
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

  change(plan: (now: Catalogue) => readonly CatalogueStep[]): Promise<void> {
    return this.database.transaction((tx) => changeCatalogue(tx, plan, new Date(this.clock.now())));
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
}

import { sql } from 'drizzle-orm';
import type { DecisionRecord } from '../routing/ports.js';
import type { CandidateSet } from './candidate-sets.js';
import { candidateSet, saveCandidateSets } from './candidate-sets.js';
import type { Database, Db } from './database.js';
import { rowOf } from './decision-row.js';
import { RollupBatch } from './traffic-rollup.js';

/** Sets that are remembered as stored; a router set has a handful. */
const KNOWN_LIMIT = 1000;

/** Writes logged decisions, with what they add to the rollup, in one transaction. */
export class DecisionWriter {
  /** By id: sets that a committed transaction has stored. */
  readonly #stored = new Set<string>();

  constructor(private readonly database: Database) {}

  /** A batch that was written but not acknowledged may come again: known ids are skipped, and not counted twice. */
  async write(records: readonly DecisionRecord[]): Promise<void> {
    if (records.length === 0) return;
    const sets = new Map<readonly string[], CandidateSet>();
    const setOf = (record: DecisionRecord): CandidateSet | null => {
      if (record.expectedUsd === null) return null;
      const { llms } = record.ranking;
      let set = sets.get(llms);
      if (!set) sets.set(llms, (set = candidateSet(llms)));
      return set;
    };
    const rows = records.map((record) => rowOf(record, setOf(record)));
    const missing = new Map<string, readonly string[]>();
    for (const { id, llms } of sets.values()) if (!this.#stored.has(id)) missing.set(id, llms);
    await this.database.transaction(async (tx) => {
      await saveCandidateSets(tx, new Map([...missing].sort(([a], [b]) => (a < b ? -1 : 1))));
      const written = await insert(tx, rows);
      const rollup = new RollupBatch();
      rows.forEach((row, i) => {
        if (!written.has(row.id)) return;
        rollup.add(keyOf(row, (records[i] as DecisionRecord).createdAt), {
          decisions: 1,
          abstentionOn: row.abstained === null ? 0 : 1,
          abstained: row.abstained ? 1 : 0,
          predictions: row.is_performance ? 1 : 0,
          predictedSum: row.is_performance ? row.predicted : 0,
          expectedUsd: row.expected_usd ?? 0,
          ...(row.candidate_usd && { candidateUsd: row.candidate_usd }),
          durationMs: row.duration_ms,
        });
      });
      await rollup.write(tx);
    });
    if (this.#stored.size > KNOWN_LIMIT) this.#stored.clear();
    for (const id of missing.keys()) this.#stored.add(id);
  }
}

const keyOf = ({ llm, router, version, pool, candidates, tags }: ReturnType<typeof rowOf>, createdAt: number) => {
  return { createdAt, llm, router, version, pool, candidates, tags };
};

/**
 * One statement with one parameter, however many records: building thousands of parameters would take time from the
 * thread that answers requests. Returns the ids that were not known before.
 */
async function insert(tx: Db, rows: readonly object[]): Promise<ReadonlySet<string>> {
  // Named, so that a column that a later release adds takes its default.
  const columns = sql.raw(Object.keys(rows[0] as object).join(', '));
  const inserted = await tx.execute<{ id: string }>(sql`
    insert into decisions (${columns})
    select ${columns} from json_populate_recordset(null::decisions, ${JSON.stringify(rows)}::json)
    on conflict (id) do nothing
    returning id`);
  return new Set(inserted.rows.map(({ id }) => id));
}

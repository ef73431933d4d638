import type { SQL } from 'drizzle-orm';
import { inArray, sql } from 'drizzle-orm';
import { queryId } from '../domain/query-id.js';
import { textDigest } from '../domain/text-digest.js';
import type { ForgetSelection, ForgetStep, ForgetStore } from '../jobs/forget/types.js';
import { countFeedback } from './count-feedback.js';
import type { Database, Db } from './database.js';
import { idsWithin } from './partitions/id-range.js';
import { embeddedTexts, feedback } from './schema/index.js';
import { instant } from './traffic-conditions.js';
import { isUuid } from './uuid.js';

const ID_DIGITS = 16;
/** Decisions whose labels are rewritten in one transaction. */
const LABELLED = 1000;

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly query: string | null;
  readonly hash: string | null;
}

export class SqlForgetRepository implements ForgetStore {
  constructor(
    private readonly database: Database,
    private readonly digest: (text: string) => string,
  ) {}

  forgetSome(selection: ForgetSelection, after: string | null, limit: number): Promise<ForgetStep> {
    const conditions = [...conditionsOf(selection), ...(after === null ? [] : [sql`id > ${after}::uuid`])];
    return this.database.transaction(async (tx) => {
      const { rows } = await tx.execute<Row>(sql`
        select id, query, query_hash as hash from decisions where ${sql.join(conditions, sql` and `)} order by id limit ${limit}`);
      const next = rows.length === limit ? (rows.at(-1) as Row).id : null;
      if (rows.length === 0) return { decisions: 0, labels: 0, shadows: 0, vectors: 0, taught: [], next };
      const ids = sql`${`{${rows.map(({ id }) => id).join(',')}}`}::uuid[]`;
      const cleared = await tx.execute(
        sql`update decisions set query = null, query_hash = null where id = any(${ids}) and (query is not null or query_hash is not null)`,
      );
      const said = await tx.execute<{ id: string }>(
        sql`select distinct decision_id as id from feedback where decision_id = any(${ids}) and kind <> 'label'`,
      );
      const labels = await removeLabels(
        tx,
        rows.map(({ id }) => id),
      );
      const shadows = await tx.execute(sql`delete from shadow_decisions where decision_id = any(${ids})`);
      const withFeedback = new Set(said.rows.map(({ id }) => id));
      return {
        decisions: cleared.rowCount ?? 0,
        labels,
        shadows: shadows.rowCount ?? 0,
        vectors: await removeVectors(
          tx,
          rows.flatMap((row) => this.#digestsOf(row)),
        ),
        taught: rows.filter(({ id }) => withFeedback.has(id)).flatMap(queryIdOf),
        next,
      };
    });
  }

  forgetVectors(digests: readonly string[]): Promise<number> {
    return this.database.run((db) => removeVectors(db, digests));
  }

  async forgetLabel(tag: string): Promise<{ decisions: number; sums: number }> {
    let decisions = 0;
    for (let changed = LABELLED; changed === LABELLED; decisions += changed) {
      const { rowCount } = await this.database.run((db) =>
        db.execute(sql`update decisions set tags = array_remove(tags, ${tag}) where id = any(array(
          select id from decisions where tags @> array[${tag}]::text[] limit ${LABELLED}))`),
      );
      changed = rowCount ?? 0;
    }
    const sums = await this.database.run((db) => db.execute(sql`delete from traffic_rollup where tag = ${tag}`));
    return { decisions, sums: sums.rowCount ?? 0 };
  }

  /** Names of its vector in the cache, with and without a key. */
  #digestsOf({ query, hash }: Row): string[] {
    return [...(query === null ? [] : [textDigest(query), this.digest(query)]), ...(hash === null ? [] : [hash])];
  }
}

/** The id of a training query with that text; a digest under a key gives one that nothing has. */
const queryIdOf = ({ query, hash }: Row): string[] =>
  query !== null ? [queryId(query)] : hash === null ? [] : [hash.slice(0, ID_DIGITS)];

/** Their statements count no more, in the sums neither. */
async function removeLabels(tx: Db, ids: readonly string[]): Promise<number> {
  const of = sql`${inArray(feedback.decisionId, [...ids])} and ${feedback.kind} = 'label'`;
  const removed = await tx.delete(feedback).where(of).returning();
  await countFeedback(tx, removed, -1);
  return removed.length;
}

async function removeVectors(db: Db, digests: readonly string[]): Promise<number> {
  if (digests.length === 0) return 0;
  const removed = await db.delete(embeddedTexts).where(inArray(embeddedTexts.digest, [...new Set(digests)]));
  return removed.rowCount ?? 0;
}

function conditionsOf({ query, decisionIds, tag, before }: ForgetSelection): SQL[] {
  const ids = decisionIds?.filter(isUuid).map((id) => id.toLowerCase());
  const digests = query && sql`query_hash = any(${`{${query.digests.join(',')}}`}::text[])`;
  const text =
    query &&
    (query.text === null
      ? sql`encode(sha256(convert_to(query, 'UTF8')), 'hex') = ${query.sha256}`
      : sql`query = ${query.text}`);
  return [
    ...(query ? [sql`(${digests} or ${text})`] : []),
    ...(ids ? [sql`id = any(${`{${ids.join(',')}}`}::uuid[])`] : []),
    ...(tag === null ? [] : [sql`tags @> array[${tag}]::text[]`]),
    ...(before === null ? [] : [sql`created_at < ${instant(before)}`, ...idsWithin(sql`id`, undefined, before)]),
  ];
}

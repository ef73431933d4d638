import { sql } from 'drizzle-orm';
import { ThetaError } from '../../domain/errors.js';
import type { Db } from '../database.js';
import type { BackupTable } from './format.js';
import type { StoredTable } from './tables.js';

const VALUE = `(?:'[^']*'|-?\\d+(?:\\.\\d+)?|MINVALUE|MAXVALUE)`;
const VALUES = `\\(${VALUE}(?:, ${VALUE})*\\)`;
/** What PostgreSQL writes for bounds; anything else of a file is not run as SQL. */
const BOUNDS = new RegExp(`^(DEFAULT|FOR VALUES (FROM ${VALUES} TO ${VALUES}|IN ${VALUES}))$`);

/** Gives an empty table the parts that it had when it was saved: a row for which there is no part could not be stored. */
export async function restorePartitions(tx: Db, made: StoredTable, saved: BackupTable): Promise<void> {
  const key = ({ name, bounds }: { name: string; bounds: string }) => `${name} ${bounds}`;
  const wanted = new Set(saved.partitions.map(key));
  const present = new Set(made.partitions.map(key));
  for (const partition of made.partitions) {
    if (wanted.has(key(partition))) continue;
    const name = sql.identifier(partition.name);
    // Detached first: a part of a table that another one refers to cannot be dropped.
    await tx.execute(sql`alter table ${sql.identifier(made.name)} detach partition ${name}`);
    await tx.execute(sql`drop table ${name}`);
  }
  for (const partition of saved.partitions) {
    if (present.has(key(partition))) continue;
    if (!BOUNDS.test(partition.bounds)) {
      throw new ThetaError(
        'BACKUP_DAMAGED',
        `Bounds of ${partition.name} are of an unknown form: ${partition.bounds}.`,
      );
    }
    await tx.execute(
      sql`create table ${sql.identifier(partition.name)} partition of ${sql.identifier(saved.name)} ${sql.raw(partition.bounds)}`,
    );
  }
}

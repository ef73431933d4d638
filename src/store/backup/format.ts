import { z } from 'zod';

/**
 * A backup is gzip of lines of JSON. Lines of this code are arrays and name what they are: `["theta-backup", …]` first,
 * `["table", …]` before the rows of each table, `["end", …]` last. Rows are objects, as PostgreSQL writes them.
 */
export const FORMAT_VERSION = 1;

const partition = z.object({ name: z.string(), bounds: z.string() });

export const headerSchema = z.object({
  format: z.number().int(),
  /** Release that wrote it; for people. */
  release: z.string(),
  createdAt: z.iso.datetime(),
  kind: z.enum(['embedded', 'postgres']),
  /** When the newest migration of its tables was written, as the journal of migrations has it. */
  migration: z.number().int(),
});
export type BackupHeader = z.infer<typeof headerSchema>;

export const tableSchema = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  partitions: z.array(partition),
});
export type BackupTable = z.infer<typeof tableSchema>;

export const endSchema = z.object({
  /** Rows of each table. */
  rows: z.record(z.string(), z.number().int()),
  /** SHA-256 of every line before this one, line ends included; hexadecimal. */
  sha256: z.string(),
});
export type BackupEnd = z.infer<typeof endSchema>;

/** What reading a backup gives, in the order of the file. */
export type BackupEntry =
  | { readonly kind: 'header'; readonly header: BackupHeader }
  | { readonly kind: 'table'; readonly table: BackupTable }
  | { readonly kind: 'row'; readonly json: string }
  | { readonly kind: 'end'; readonly end: BackupEnd };

export const MARKS = { header: 'theta-backup', table: 'table', end: 'end' } as const;

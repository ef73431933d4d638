import type { VectorTable } from './vector-table.js';

/** What building an engine may use beside the vectors. */
export interface BuildContext {
  /** Folder for graphs that later starts read instead of building them again; none are kept without it. */
  readonly snapshotFolder?: string | undefined;
  /** Where pgvector keeps and searches vectors; it cannot start without. */
  readonly vectorTable?: VectorTable | undefined;
  readonly signal?: AbortSignal | undefined;
}

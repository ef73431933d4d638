import type { ImportReport } from '../data/import-report.js';
import type { Terminal } from './output.js';

/** Tells what an import made of each file: what was read, left out, ignored or not known. */
export function noteImport({ files, ignored }: ImportReport, terminal: Terminal): void {
  for (const file of files) {
    const { total, first } = file.badRows;
    terminal.note(
      `${file.path}: ${file.format}, ${file.queries} queries, ${file.rows} responses, scores ${file.scoreRule}`,
    );
    if (total > 0) terminal.note(`  ${total} bad rows left out, the first ${first.length}:`);
    for (const row of first) terminal.note(`  line ${row.line}: ${row.reason}`);
    for (const [llm, count] of Object.entries(file.unknownLlms)) {
      terminal.note(`  ${llm}: not in the catalogue, ${count} responses`);
    }
  }
  for (const file of ignored) terminal.note(`${file.path}: ignored, ${file.reason}`);
}

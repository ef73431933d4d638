import { csvHeader, missingColumns, readCsv } from './csv.js';
import type { ImportFormat } from './import-format.js';

const COLUMNS = [
  'question',
  'task',
  'llm',
  'performance',
  'cost',
  'input_tokens',
  'output_tokens',
  'ground_truth',
] as const;
type Columns = Record<(typeof COLUMNS)[number], number>;

/**
 * IRT-Router (Song et al. 2025): a row per answer with the columns question, llm, performance and, where known, task, cost
 * (USD), input_tokens, output_tokens and ground_truth (the right answer), in any order. Others (id, completion) are not used:
 * the id of the source is not always one query's.
 */
export const irtRouter: ImportFormat = Object.freeze({
  id: 'irt-router',
  title: 'IRT-Router long CSV',

  sniff(head: string): string | null {
    const header = csvHeader(head);
    return typeof header === 'string' ? header : missingColumns(header, ['question', 'llm', 'performance']);
  },

  read: (bytes: AsyncIterable<Uint8Array>) =>
    readCsv(bytes, (header) => {
      const column = Object.fromEntries(COLUMNS.map((name) => [name, header.indexOf(name)])) as Columns;
      return (cells, line) => {
        const at = (name: keyof Columns) => cells[column[name]];
        const answer = {
          llm: at('llm'),
          performance: at('performance'),
          cost: at('cost'),
          inputTokens: at('input_tokens'),
          outputTokens: at('output_tokens'),
        };
        return {
          line,
          text: at('question'),
          task: at('task'),
          references: at('ground_truth')?.trim(),
          answers: [answer],
        };
      };
    }),
});

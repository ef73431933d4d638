import { csvHeader, missingColumns, readCsv } from './csv.js';
import type { ImportFormat, RawAnswer } from './import-format.js';
import { pythonStrings } from './python-literal.js';

const FIXED = ['sample_id', 'prompt', 'eval_name', 'oracle_model_to_route_to'];

/** Columns that are LLMs: not a fixed one, not `LLM|total_cost` or `LLM|model_response`, not an index written by pandas. */
const llmColumns = (header: readonly string[]): readonly number[] =>
  [...header.keys()].filter((c) => {
    const name = header[c] as string;
    return name !== '' && !FIXED.includes(name) && !name.includes('|') && !/^Unnamed: \d+$/.test(name);
  });

/**
 * RouterBench (Hu et al. 2024): a row per query, a column per LLM with its score and one with its cost in USD.
 * An empty score was not measured.
 */
export const routerBench: ImportFormat = Object.freeze({
  id: 'routerbench',
  title: 'RouterBench wide CSV',

  sniff(head: string): string | null {
    const header = csvHeader(head);
    if (typeof header === 'string') return header;
    const missing = missingColumns(header, ['prompt', 'eval_name']);
    if (missing !== null) return missing;
    return llmColumns(header).length > 0 ? null : 'its first line has no column of an LLM';
  },

  read: (bytes: AsyncIterable<Uint8Array>) =>
    readCsv(bytes, (header) => {
      const prompt = header.indexOf('prompt');
      const task = header.indexOf('eval_name');
      const llms = llmColumns(header).map((column) => {
        const llm = header[column] as string;
        return { llm, column, costColumn: header.indexOf(`${llm}|total_cost`) };
      });
      return (cells, line) => {
        const answers: RawAnswer[] = [];
        for (const { llm, column, costColumn } of llms) {
          if (cells[column] !== '') answers.push({ llm, performance: cells[column], cost: cells[costColumn] });
        }
        return { line, text: promptText(cells[prompt] as string), task: cells[task], answers };
      };
    }),
});

/** RouterBench writes most prompts as a Python list of turns; they are joined by a line feed. */
function promptText(prompt: string): string {
  return pythonStrings(prompt)?.join('\n') ?? prompt;
}

import type { AnchorResponseInput, Grader } from '../../../gql/graphql.js';
import { csvRows } from './csv-rows.js';

/** Answers of a file, or why it cannot be read. */
export type ReadAnswers = { readonly answers: readonly AnchorResponseInput[] } | { readonly problem: string };

const NUMBERS = new Set(['performance', 'cost', 'inputTokens', 'outputTokens']);
const GRADERS: readonly Grader[] = ['EXACT', 'CONTAINS', 'F1', 'CHOICE', 'NUMERIC'];

/**
 * Reads JSON lines as `theta submit` takes them, or CSV with a head of the same names: `id`, then `performance` from 0 to 1, or `completion`
 * with `references` (in CSV one, or several separated by |) and `grader`; `cost`, `inputTokens` and `outputTokens` if wanted.
 */
export async function readAnswers(text: string): Promise<ReadAnswers> {
  const content = text.replace(/^\uFEFF/, '');
  if (content.trim() === '') return { problem: 'The file is empty.' };
  try {
    const rows = content.trimStart().startsWith('{') ? jsonLines(content) : await csvAnswers(content);
    return { answers: rows.map(([row, where]) => answerOf(row, where)) };
  } catch (thrown) {
    return { problem: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

type Row = Readonly<Record<string, unknown>>;
type Numbered = readonly [row: Row, where: string];

function jsonLines(text: string): Numbered[] {
  return text.split(/\r?\n/).flatMap((line, i): Numbered[] => {
    if (line.trim() === '') return [];
    try {
      const parsed: unknown = JSON.parse(line);
      if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
        return [[parsed as Row, `line ${i + 1}`]];
      }
    } catch {
      // Said below, as for any other line that is no object.
    }
    throw new Error(`line ${i + 1}: expected a JSON object.`);
  });
}

async function csvAnswers(text: string): Promise<Numbered[]> {
  const { head, rows } = await csvRows(text);
  if (!head.includes('id')) {
    throw new Error(
      `Expected JSON lines, or CSV with the columns id and performance; the head is "${head.join(',').slice(0, 80)}".`,
    );
  }
  return rows.map(({ fields, line }): Numbered => {
    const pairs = [...fields].flatMap(([name, value]): [string, unknown][] => {
      if (value === '') return [];
      if (name === 'references') return [[name, value.split('|').map((one) => one.trim())]];
      // What is no number stays as it is, for the complaint.
      return [[name, NUMBERS.has(name) && !Number.isNaN(Number(value)) ? Number(value) : value]];
    });
    return [Object.fromEntries(pairs), `line ${line}`];
  });
}

function answerOf(row: Row, where: string): AnchorResponseInput {
  const { id, performance, completion, references, grader } = row;
  if (typeof id !== 'string' || id === '') throw new Error(`${where}: expected the id of an anchor query.`);
  const figures = Object.fromEntries(
    (['cost', 'inputTokens', 'outputTokens'] as const).flatMap((name) => {
      const value = row[name];
      if (value === undefined || value === null) return [];
      if (typeof value !== 'number' || !Number.isFinite(value))
        throw new Error(`${where}: expected a number for ${name}.`);
      return [[name, value]];
    }),
  );
  if (typeof completion === 'string') {
    const by = (typeof grader === 'string' ? grader.toUpperCase() : '') as Grader;
    if (!GRADERS.includes(by))
      throw new Error(`${where}: a completion needs a grader: ${GRADERS.join(', ').toLowerCase()}.`);
    const right = Array.isArray(references) ? references.map(String) : [];
    if (right.length === 0) throw new Error(`${where}: a completion needs references, the right answers.`);
    return { query: id, completion, references: right, grader: by, ...figures };
  }
  if (typeof performance !== 'number' || !(performance >= 0 && performance <= 1)) {
    throw new Error(`${where}: expected performance from 0 to 1, got ${JSON.stringify(performance) ?? 'nothing'}.`);
  }
  return { query: id, performance, ...figures };
}

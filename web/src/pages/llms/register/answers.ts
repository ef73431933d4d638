import type { AnchorResponseInput, Grader } from '../../../gql/graphql';

/** Answers of a file, or why it cannot be read. */
export type ReadAnswers = { readonly answers: readonly AnchorResponseInput[] } | { readonly problem: string };

const GRADERS: readonly Grader[] = ['EXACT', 'CONTAINS', 'F1', 'CHOICE', 'NUMERIC'];

/**
 * Reads JSON lines as `theta submit` takes them, or CSV with a head of the same names: `id`, then `performance` from 0 to 1, or `completion`
 * with `references` (in CSV one, or several separated by |) and `grader`; `cost`, `inputTokens` and `outputTokens` if wanted.
 */
export function readAnswers(text: string): ReadAnswers {
  const content = text.replace(/^\uFEFF/, '').trim();
  if (content === '') return { problem: 'The file is empty.' };
  try {
    const rows = content.startsWith('{') ? jsonLines(content) : csvRows(content);
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

function csvRows(text: string): Numbered[] {
  const [head = [], ...rows] = csvFields(text);
  const names = head.map((name) => name.trim());
  if (!names.includes('id')) {
    throw new Error(
      `Expected JSON lines, or CSV with the columns id and performance; the head is "${names.join(',').slice(0, 80)}".`,
    );
  }
  return rows.map((row, i): Numbered => {
    const pairs = names.flatMap((name, k): [string, unknown][] => {
      const value = row[k]?.trim() ?? '';
      if (value === '') return [];
      if (name === 'references') return [[name, value.split('|')]];
      return [[name, /^(performance|cost|inputTokens|outputTokens)$/.test(name) ? Number(value) : value]];
    });
    return [Object.fromEntries(pairs), `row ${i + 1}`];
  });
}

/** Fields of RFC 4180, quotes and line breaks in them included; empty lines are left out. */
export function csvFields(text: string): string[][] {
  const rows: string[][] = [[]];
  let field = '';
  let isQuoted = false;
  const endField = () => {
    rows.at(-1)?.push(field);
    field = '';
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (isQuoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') field += text[++i] as string;
      else isQuoted = false;
    } else if (c === '"') isQuoted = true;
    else if (c === ',') endField();
    else if (c === '\n') {
      endField();
      rows.push([]);
    } else if (c !== '\r') field += c;
  }
  endField();
  return rows.filter((row) => row.some((value) => value !== ''));
}

function answerOf(row: Row, where: string): AnchorResponseInput {
  const { id, performance, completion, references, grader } = row;
  if (typeof id !== 'string' || id === '') throw new Error(`${where}: expected the id of an anchor query.`);
  const figures = Object.fromEntries(
    (['cost', 'inputTokens', 'outputTokens'] as const).flatMap((name) => {
      const value = row[name];
      if (value === undefined || value === null) return [];
      if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`${where}: ${name} is not a number.`);
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

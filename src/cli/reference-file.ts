import { z } from 'zod';
import { asJson } from '../domain/as-json.js';
import { ThetaError } from '../domain/errors.js';
import type { Reference } from '../domain/graders.js';
import { GRADER_IDS } from '../domain/graders.js';
import { queryId } from '../domain/query-id.js';
import { readTextFile } from './read-text-file.js';

const text = z.string().min(1);
const line = z
  .object({
    id: text.nullish(),
    query: text.nullish(),
    references: z.union([text.transform((one) => [one]), z.array(text).min(1)]),
    grader: z
      .string()
      .transform((name) => name.toLowerCase())
      .pipe(z.enum(GRADER_IDS))
      .nullish(),
  })
  .refine(({ id, query }) => Boolean(id) !== Boolean(query), 'expected either id or query');

/**
 * Right answers by query id, from JSON lines of { id or query (its text), references, grader? }. Throws FILE_UNREADABLE, and IMPORT_BAD_ROW
 * naming the line.
 */
export async function readReferences(path: string): Promise<ReadonlyMap<string, Reference>> {
  const content = await readTextFile(
    path,
    'Give a file with one JSON object on each line: {"id": "…", "references": ["…"]}.',
  );
  const found = new Map<string, Reference>();
  for (const [i, one] of content.split(/\r?\n/).entries()) {
    if (one.trim() === '') continue;
    const read = line.safeParse(asJson(one) ?? null);
    if (!read.success) {
      const problems = read.error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`);
      throw new ThetaError('IMPORT_BAD_ROW', `${path}:${i + 1}: ${problems.join('; ')}.`, {
        hint: 'Each line holds the id or the text ("query") of a stored query, its right answers ("references") and, if you like, "grader".',
      });
    }
    const { id, query, references, grader } = read.data;
    found.set(id ?? queryId(query as string), { references, grader: grader ?? null });
  }
  return found;
}

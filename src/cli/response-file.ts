import { z } from 'zod';
import { ThetaError } from '../domain/errors.js';

const number = z.number().nullish();
const line = z.object({
  id: z.string(),
  text: z.string().nullish(),
  performance: number,
  completion: z.string().nullish(),
  references: z.array(z.string()).nullish(),
  grader: z.string().nullish(),
  cost: number,
  inputTokens: number,
  outputTokens: number,
});

/** A response as submitResponses takes it. */
export interface FileResponse {
  readonly query: string;
  /** What was asked; not a part of the API. */
  readonly text?: string | null | undefined;
  readonly performance?: number | null | undefined;
  readonly completion?: string | null | undefined;
  readonly references?: readonly string[] | null | undefined;
  /** As the API spells it */
  readonly grader?: string | null | undefined;
  readonly cost?: number | null | undefined;
  readonly inputTokens?: number | null | undefined;
  readonly outputTokens?: number | null | undefined;
}

/**
 * JSON lines; fields of another name may stand beside. `grader` grades completions that name none.
 * Throws IMPORT_BAD_ROW naming the line.
 */
export function readResponses(text: string, path: string, grader: string | undefined): FileResponse[] {
  return text.split(/\r?\n/).flatMap((content, i) => {
    if (content.trim() === '') return [];
    const where = `${path}:${i + 1}`;
    const parsed = line.safeParse(parse(content, where));
    if (parsed.success) {
      const { id: query, grader: own, references, ...rest } = parsed.data;
      // Lines of `theta anchors` have right answers, which a score needs no more.
      if (typeof rest.completion !== 'string') return [{ query, ...rest }];
      const graded = (own ?? grader)?.toUpperCase();
      return [{ query, ...rest, references, ...(graded !== undefined && { grader: graded }) }];
    }
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`);
    throw badLine(where, problems.join('; '));
  });
}

function parse(content: string, where: string): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch {
    throw badLine(where, 'expected a JSON object');
  }
}

const badLine = (where: string, problem: string): ThetaError =>
  new ThetaError('IMPORT_BAD_ROW', `${where}: ${problem}.`, {
    hint: 'Each line holds the id of a query, as `theta anchors` prints it, and performance from 0 to 1, or completion and references.',
  });

import { z } from 'zod';
import { GRADER_IDS } from '../../calibration/graders/contract.js';
import { asJson } from '../../domain/as-json.js';
import { ThetaError } from '../../domain/errors.js';
import type { Answer } from './types.js';

const header = z.object({
  journal: z.literal('theta calibrate'),
  version: z.literal(1),
  llm: z.string(),
  endpoint: z.string(),
  model: z.string(),
  system: z.string().nullable(),
  maxTokens: z.number().nullable(),
  temperature: z.number().nullable(),
});

/** Whom the answers are of, and how they were asked for. */
export type JournalHeader = Readonly<z.infer<typeof header>>;

const answer = z.object({
  query: z.object({
    id: z.string(),
    text: z.string(),
    task: z.string().nullable(),
    references: z.array(z.string()).nullable(),
    grader: z.enum(GRADER_IDS).nullable(),
  }),
  completion: z.string(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  cutOff: z.boolean(),
});
const entry = z.union([
  z.object({ answer }),
  z.object({ submitted: z.array(z.string()) }),
  z.object({ finished: z.literal(true) }),
]);

export interface KeptJournal {
  readonly header: JournalHeader;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly submitted: ReadonlySet<string>;
  readonly finished: boolean;
}

/** Null for an empty one. Throws FILE_UNREADABLE naming the line that is none of a journal. */
export function readJournal(text: string, path: string): KeptJournal | null {
  const lines = text.split('\n').slice(0, -1);
  if (lines.length === 0) return null;
  const parse = <T>(schema: z.ZodType<T>, at: number): T => {
    const read = schema.safeParse(asJson(lines[at] as string));
    if (read.success) return read.data;
    throw new ThetaError('FILE_UNREADABLE', `${path}:${at + 1}: this is no line of a calibration's journal.`, {
      hint: 'Name another file with --state FILE, or remove this one to begin anew.',
    });
  };
  const answers = new Map<string, Answer>();
  const submitted = new Set<string>();
  const first = parse(header, 0);
  let finished = false;
  for (let at = 1; at < lines.length; at++) {
    const line = parse(entry, at);
    if ('answer' in line) answers.set(line.answer.query.id, line.answer);
    else if ('submitted' in line) line.submitted.forEach((id) => submitted.add(id));
    else finished = true;
  }
  return { header: first, answers, submitted, finished };
}

/** What two calibrations differ in, in words. */
export function differences(kept: JournalHeader, now: JournalHeader): string[] {
  const names = ['llm', 'endpoint', 'model', 'system', 'maxTokens', 'temperature'] as const;
  return names
    .filter((name) => kept[name] !== now[name])
    .map((name) => `${name} was ${JSON.stringify(kept[name])}, and is ${JSON.stringify(now[name])}`);
}

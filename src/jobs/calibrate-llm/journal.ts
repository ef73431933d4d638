import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ThetaError } from '../../domain/errors.js';
import { inTurn } from '../../domain/in-turn.js';
import type { JournalHeader } from './journal-lines.js';
import { differences, readJournal } from './journal-lines.js';
import type { Answer } from './types.js';

/** What an LLM has answered so far, on disk as it comes, so that nothing is asked twice after a kill. */
export interface Journal extends AsyncDisposable {
  /** Every answer of this calibration, by query. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** Queries whose answers are submitted. */
  readonly submitted: ReadonlySet<string>;
  /** Resolves when on disk. */
  answer(answer: Answer): Promise<void>;
  submit(ids: readonly string[]): Promise<void>;
  /** The next one that is opened here begins anew. */
  finish(): Promise<void>;
}

/**
 * Opens a journal, or begins one: JSON lines, the header first. A last line that a kill cut off is dropped. Throws CONFIG_INVALID
 * where it belongs to another LLM, endpoint or way of asking, and FILE_UNREADABLE where it is no journal.
 */
export async function openJournal(path: string, header: JournalHeader): Promise<Journal> {
  await mkdir(dirname(path), { recursive: true });
  const whole = wholeLines(await existing(path));
  const kept = readJournal(whole.toString(), path);
  const begins = kept === null || kept.finished;
  if (!begins) refuseOther(kept.header, header, path);
  const answers = new Map(begins ? [] : kept.answers);
  const submitted = new Set(begins ? [] : kept.submitted);
  // Texts of queries and answers are the user's own.
  const file = await open(path, 'a', 0o600);
  await file.truncate(begins ? 0 : whole.length);
  const write = inTurn((line: object) => append(file, line));
  if (begins) await write(header);
  return {
    answers,
    submitted,
    async answer(answer) {
      await write({ answer });
      answers.set(answer.query.id, answer);
    },
    async submit(ids) {
      await write({ submitted: ids });
      for (const id of ids) submitted.add(id);
    },
    finish: () => write({ finished: true }),
    [Symbol.asyncDispose]: () => file.close(),
  };
}

async function append(file: FileHandle, line: object): Promise<void> {
  await file.appendFile(`${JSON.stringify(line)}\n`);
  await file.datasync();
}

async function existing(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw new ThetaError('FILE_UNREADABLE', `The journal ${path} cannot be read.`, { cause });
  }
}

const wholeLines = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.lastIndexOf('\n') + 1);

function refuseOther(kept: JournalHeader, header: JournalHeader, path: string): void {
  const different = differences(kept, header);
  if (different.length === 0) return;
  throw new ThetaError('CONFIG_INVALID', `The journal ${path} is of another calibration: ${different.join('; ')}.`, {
    hint: 'Go on as it was begun, name another journal with --state FILE, or remove this one to begin anew.',
  });
}

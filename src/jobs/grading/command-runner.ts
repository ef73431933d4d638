import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandEnd, CommandInput, RunCommand } from '../../calibration/graders/run-command.js';
import { ThetaError, throwIfAborted } from '../../domain/errors.js';
import { runInGroup } from './run-in-group.js';

export interface CommandOptions {
  /** A command line for sh. */
  readonly command: string;
  readonly timeoutMs: number;
  /** Of standard output and standard error together. */
  readonly limitBytes: number;
  /** All that it sees of the environment, but for HOME and TMPDIR, which are its own folder. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Runs the operator's command in a new folder that is removed afterwards, with query.txt, completion.txt, code.txt and
 * reference.txt in it, and the reference on its standard input. What it has started ends with it. No sandbox: the command has the rights of
 * the user. Throws GRADER_UNAVAILABLE where there is no sh, and CANCELLED.
 */
export function commandRunner(options: CommandOptions): RunCommand {
  return async (input, signal): Promise<CommandEnd> => {
    throwIfAborted(signal);
    if (process.platform === 'win32') {
      throw new ThetaError(
        'GRADER_UNAVAILABLE',
        'The grader "code" needs sh and process groups, which Windows lacks.',
        {
          hint: 'Run the command line under Linux, macOS or WSL, or grade yourself and submit `performance`.',
        },
      );
    }
    const folder = await mkdtemp(join(tmpdir(), 'theta-grader-'));
    try {
      const work = join(folder, 'work');
      await mkdir(work);
      await writeInput(work, input);
      const env = { ...options.env, HOME: work, TMPDIR: work };
      return await runInGroup({ ...options, env, cwd: work, input: input.reference }, signal);
    } finally {
      // A process that got away may still be writing there.
      await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    }
  };
}

const writeInput = async (folder: string, { query, completion, code, reference }: CommandInput): Promise<void> => {
  for (const [name, text] of Object.entries({ query, completion, code, reference })) {
    await writeFile(join(folder, `${name}.txt`), text);
  }
};

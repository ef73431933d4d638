import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { CommandEnd } from '../../calibration/graders/run-command.js';
import { ThetaError } from '../../domain/errors.js';

export interface GroupRun {
  readonly command: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Written to standard input, which then ends. */
  readonly input: string;
  readonly timeoutMs: number;
  readonly limitBytes: number;
}

/** How long the pipes may stay open after the command has ended; only a process that left the group holds them. */
const PIPES_MS = 500;

/**
 * Runs a command line by sh in a process group of its own, and ends the whole group with it: at the end, at the time-out, at
 * the limit of output, and when the signal fires. Throws CANCELLED; GRADER_FAILED where sh cannot start.
 */
export function runInGroup(run: GroupRun, signal: AbortSignal): Promise<CommandEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', run.command], { cwd: run.cwd, env: { ...run.env }, detached: true });
    const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    let bytes = 0;
    let early: CommandEnd | ThetaError | null = null;
    const stop = (why: CommandEnd | ThetaError) => {
      early ??= why;
      endGroup(child);
    };
    const cancel = () => stop(new ThetaError('CANCELLED', 'The grading was cancelled.'));
    const { timeoutMs, limitBytes } = run;
    const timer = setTimeout(() => stop({ how: 'timed out', timeoutMs }), timeoutMs);
    signal.addEventListener('abort', cancel, { once: true });
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > limitBytes) stop({ how: 'talked too much', limitBytes });
        else output[name].push(chunk);
      });
    }
    // A command need not read what it is given.
    child.stdin.on('error', () => undefined);
    child.stdin.end(run.input);

    let exitCode: number | null = null;
    let pipes: NodeJS.Timeout | undefined;
    child.on('exit', (code) => {
      exitCode = code;
      // What it has left running goes too, and lets go of the pipes.
      endGroup(child);
      pipes = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, PIPES_MS);
    });
    const settle = (end: CommandEnd | ThetaError) => {
      clearTimeout(timer);
      clearTimeout(pipes);
      signal.removeEventListener('abort', cancel);
      if (end instanceof ThetaError) reject(end);
      else resolve(end);
    };
    child.on('error', (cause) =>
      settle(new ThetaError('GRADER_FAILED', `The grader's command could not start: ${cause.message}.`, { cause })),
    );
    child.on('close', () => settle(early ?? { how: 'exited', exitCode, ...texts(output) }));
    if (signal.aborted) cancel();
  });
}

const texts = ({ stdout, stderr }: { readonly stdout: Buffer[]; readonly stderr: Buffer[] }) => ({
  stdout: Buffer.concat(stdout).toString(),
  stderr: Buffer.concat(stderr).toString(),
});

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}

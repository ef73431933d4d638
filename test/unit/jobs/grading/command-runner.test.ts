import { readdirSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createGraders } from '../../../../src/calibration/graders/index.js';
import { commandEnvironment } from '../../../../src/config.js';
import type { CommandOptions } from '../../../../src/jobs/grading/command-runner.js';
import { commandRunner } from '../../../../src/jobs/grading/command-runner.js';

const never = new AbortController().signal;
const INPUT = { query: 'Write f.', completion: 'Here:\n```\nx = 1\n```', code: 'x = 1', reference: 'assert x == 1' };
const LIMITS = { timeoutMs: 20_000, limitBytes: 1 << 20, env: commandEnvironment() };

const run = (command: string, change: Partial<CommandOptions> = {}, signal = never) =>
  commandRunner({ command, ...LIMITS, ...change })(INPUT, signal);

/** Whether a process of this id runs; one that has ended and waits for its parent does not. */
async function ends(pid: number): Promise<boolean> {
  for (let tried = 0; tried < 200; tried++) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await wait(25);
  }
  return false;
}

describe('the command of the grader "code"', () => {
  it('has the parts in files, the reference on standard input, and a folder of its own that goes with it', async () => {
    const end = await run('cat query.txt code.txt; echo; cat; pwd; cat reference.txt >&2');
    expect(end).toMatchObject({ how: 'exited', exitCode: 0, stderr: INPUT.reference });
    const lines = (end as { stdout: string }).stdout.trim().split('\n');
    expect(lines.slice(0, 2)).toEqual(['Write f.x = 1', expect.stringMatching(/^assert x == 1.*theta-grader-/)]);
    const folder = /theta-grader-[^/]+/.exec((end as { stdout: string }).stdout)?.[0] as string;
    expect(readdirSync(tmpdir())).not.toContain(folder);
  });

  it('sees no keys of the environment, and calls its folder home', async () => {
    const env = commandEnvironment({ PATH: process.env['PATH'], SECRET_API_KEY: 'secret', THETA_JUDGE_KEY: 'secret' });
    const end = (await run('env; echo; echo $HOME', { env })) as { stdout: string };
    expect(end.stdout).not.toContain('secret');
    expect(end.stdout).toMatch(/theta-grader-[^/]+\/work\n$/);
  });

  it.each([0, 1, 7, 126])('tells exit code %i', async (code) => {
    expect(await run(`exit ${code}`)).toMatchObject({ how: 'exited', exitCode: code });
  });

  it('tells 127 for a command that is not there, and null for one that a signal ended', async () => {
    expect(await run('no-such-command-here')).toMatchObject({ exitCode: 127 });
    expect(await run('kill -9 $$')).toMatchObject({ how: 'exited', exitCode: null });
  });

  it('need not read its input', async () => {
    const large = { ...INPUT, reference: 'x'.repeat(1 << 20) };
    expect(await commandRunner({ command: 'exit 3', ...LIMITS })(large, never)).toMatchObject({ exitCode: 3 });
  });

  it('is ended with all that it has started when its time is over', async () => {
    // The ids come through a file: a run that timed out gives no output.
    const kept = join(tmpdir(), `theta-kept-${process.pid}`);
    const command = 'sleep 600 & echo $! > $KEPT; sh -c "sleep 601 & echo \\$! >> $KEPT; wait"';
    const env = { ...commandEnvironment(), KEPT: kept };
    expect(await run(command, { timeoutMs: 500, env })).toEqual({ how: 'timed out', timeoutMs: 500 });
    const pids = (await readFile(kept, 'utf8')).trim().split('\n').map(Number);
    await rm(kept);
    expect(pids).toHaveLength(2);
    for (const pid of pids) expect(await ends(pid)).toBe(true);
  });

  it('takes what it left running with it', async () => {
    const end = (await run('sleep 600 & echo $!')) as { stdout: string };
    expect(end).toMatchObject({ how: 'exited', exitCode: 0 });
    expect(await ends(Number(end.stdout))).toBe(true);
  });

  it('is ended when it writes more than the limit', async () => {
    expect(await run('yes', { limitBytes: 10_000 })).toEqual({ how: 'talked too much', limitBytes: 10_000 });
    expect(await run('yes >&2', { limitBytes: 10_000 })).toEqual({ how: 'talked too much', limitBytes: 10_000 });
  });

  it('is ended when the work is cancelled', async () => {
    const cancelled = new AbortController();
    const running = run('sleep 600', {}, cancelled.signal);
    setTimeout(() => cancelled.abort(), 100);
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(run('true', {}, cancelled.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('grades: by its exit code, by a last line, and not at all where it cannot run', async () => {
    const grade = (command: string, references = ['1']) =>
      createGraders({ command: commandRunner({ command, ...LIMITS }) }).grade(
        'code',
        { query: 'q', completion: '```\n1\n```', references },
        {},
        never,
      );
    expect(await grade('test "$(cat)" = "$(cat code.txt)"', ['2', '1'])).toMatchObject({ score: 1, reason: 'MATCH' });
    expect(await grade('test "$(cat)" = "$(cat code.txt)"', ['2'])).toMatchObject({ score: 0, reason: 'MISMATCH' });
    expect(await grade('echo "score: 0.25"')).toMatchObject({ score: 0.25, reason: 'PARTIAL' });
    await expect(grade('./not-here')).rejects.toMatchObject({ code: 'GRADER_FAILED' });
  });
});

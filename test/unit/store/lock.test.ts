import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock } from '../../../src/store/embedded/lock.js';
import { isSameProcess, processStart } from '../../../src/store/embedded/process-identity.js';

const folder = mkdtempSync(join(tmpdir(), 'theta-lock-'));
const file = join(folder, 'database.lock');
const acquire = () => acquireLock(file, folder);
const heldBy = (content: object | string) =>
  writeFileSync(
    file,
    typeof content === 'string' ? content : JSON.stringify({ host: hostname(), token: 'other', ...content }),
  );

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid as number;
}

beforeEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

describe('folder lock', () => {
  it('is held until it is released', async () => {
    const lock = await acquire();
    await expect(acquire()).rejects.toMatchObject({ code: 'DATABASE_LOCKED' });
    lock.release();
    expect(existsSync(file)).toBe(false);
    (await acquire()).release();
  });

  it('names process, host, folder and what to do', async () => {
    heldBy({ pid: process.pid, start: processStart(process.pid) });
    const error = await acquire().catch((e: unknown) => e as { message: string; hint: string });
    expect(error).toMatchObject({
      message: `The database folder ${folder} is used by process ${process.pid} on ${hostname()}.`,
      hint: expect.stringContaining(`delete ${file}`),
    });
  });

  it('takes over from a process that is gone', async () => {
    heldBy({ pid: await deadPid(), start: null });
    const lock = await acquire();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
    lock.release();
  });

  it.skipIf(processStart(process.pid) === null)('takes over when another process has the number now', async () => {
    heldBy({ pid: process.pid, start: 'another boot/12345' });
    (await acquire()).release();
  });

  it.each(['', '{"pid": 1', 'null'])('takes over a file that a crash left as %j', async (content) => {
    heldBy(content);
    (await acquire()).release();
  });

  it('believes a lock of another host', async () => {
    heldBy({ pid: await deadPid(), start: null, host: 'elsewhere' });
    await expect(acquire()).rejects.toMatchObject({
      code: 'DATABASE_LOCKED',
      message: expect.stringContaining('on elsewhere'),
    });
  });

  it('goes to exactly one of many that find the same stale lock', async () => {
    heldBy({ pid: await deadPid(), start: null });
    const results = await Promise.allSettled(Array.from({ length: 8 }, acquire));
    const won = results.filter((result) => result.status === 'fulfilled');
    expect(won).toHaveLength(1);
    won[0]?.value.release();
  });

  it('does not release a lock that somebody else took over', async () => {
    const lock = await acquire();
    heldBy({ pid: process.pid, start: processStart(process.pid) });
    lock.release();
    expect(existsSync(file)).toBe(true);
  });
});

describe('process identity', () => {
  it('knows this process, and that one that has ended is not there', async () => {
    expect(isSameProcess(process.pid, processStart(process.pid))).toBe(true);
    expect(isSameProcess(await deadPid(), null)).toBe(false);
  });
});

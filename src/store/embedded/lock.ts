import { randomUUID } from 'node:crypto';
import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { ThetaError } from '../../domain/errors.js';
import { isSameProcess, processStart } from './process-identity.js';

interface LockContent {
  readonly pid: number;
  readonly host: string;
  readonly start: string | null;
  /** Tells this lock from every other one, also of the same process. */
  readonly token: string;
}

export interface FolderLock {
  release(): void;
}

/** Time for a process that took over the same stale lock to show itself; only a start after a crash waits. */
const SETTLE_MS = 100;
/** A lock file is created first and filled a moment later; one that stays empty was left by a crash in between. */
const EMPTY_MS = 500;

/**
 * PGlite opens a folder that another process has open, and one of the two silently loses what it committed. So a lock
 * file is created exclusively first; one whose process is gone is taken over. Throws DATABASE_LOCKED.
 */
export async function acquireLock(lockFile: string, folder: string): Promise<FolderLock> {
  const mine: LockContent = {
    pid: process.pid,
    host: hostname(),
    start: processStart(process.pid),
    token: randomUUID(),
  };
  if (!create(lockFile, mine)) {
    const stale = await readSettled(lockFile);
    if (stale && isHeld(stale)) throw lockedBy(stale, lockFile, folder);
    // Nothing may come between this look and the removal, or a lock that was taken over meanwhile would be removed.
    if (read(lockFile)?.token === stale?.token) remove(lockFile);
    const created = create(lockFile, mine);
    await sleep(SETTLE_MS);
    const winner = await readSettled(lockFile);
    if (!created || winner?.token !== mine.token) throw lockedBy(winner, lockFile, folder);
  }
  return {
    release: () => {
      if (read(lockFile)?.token === mine.token) remove(lockFile);
    },
  };
}

/** A lock of another host counts as held: its processes cannot be seen from here. */
function isHeld(lock: LockContent): boolean {
  return lock.host !== hostname() || isSameProcess(lock.pid, lock.start);
}

function lockedBy(lock: LockContent | null, lockFile: string, folder: string): ThetaError {
  const holder = lock ? `process ${lock.pid} on ${lock.host}` : 'another process that is just starting';
  return new ThetaError('DATABASE_LOCKED', `The database folder ${folder} is used by ${holder}.`, {
    hint: `Stop that process, name another folder in THETA_DATA, or use PostgreSQL (DATABASE_URL). If it does not run any more, delete ${lockFile}.`,
  });
}

function create(lockFile: string, content: LockContent): boolean {
  try {
    writeFileSync(lockFile, JSON.stringify(content), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new ThetaError('FILE_UNREADABLE', `The lock file ${lockFile} cannot be made: ${(error as Error).message}.`, {
      hint: 'Name a folder that this user may write to in THETA_DATA.',
      cause: error,
    });
  }
}

async function readSettled(lockFile: string): Promise<LockContent | null> {
  for (let waited = 0; waited < EMPTY_MS; waited += SETTLE_MS) {
    const content = read(lockFile);
    if (content) return content;
    await sleep(SETTLE_MS);
  }
  return read(lockFile);
}

/** Null where there is no file or it is not (yet) filled. */
function read(lockFile: string): LockContent | null {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')) as LockContent;
  } catch {
    return null;
  }
}

function remove(lockFile: string): void {
  try {
    unlinkSync(lockFile);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

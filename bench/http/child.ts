import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A server in a process of its own. */
export interface ChildServer {
  readonly url: string;
  readonly pid: number;
  /** Processor time so far in microseconds, user and system: of the whole process, and of its main thread. */
  cpu(): { readonly process: number; readonly main: number };
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 120_000;
/** Of /proc/…/stat on Linux, always. */
const TICKS_PER_SECOND = 100;

/** Starts `node …args` and waits for the log line that bears its address. */
export async function startChild(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<ChildServer> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await addressOf(child);
  const pid = child.pid as number;
  return {
    url,
    pid,
    cpu: () => ({ process: threadsCpu(pid), main: statCpu(`/proc/${pid}/task/${pid}/schedstat`) }),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no address within two minutes')), START_TIMEOUT_MS);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const found = /"address":"(http:[^"]+)"/.exec(line)?.[1];
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
}

/** Nanosecond accounting of the scheduler; the ticks of /proc/…/stat are too coarse for a round of one second. */
const statCpu = (path: string): number => Number(readFileSync(path, 'utf8').split(' ')[0]) / 1000;

/** Threads that ended are missing from task/, so the larger of the two figures counts. */
function threadsCpu(pid: number): number {
  const tasks = readdirSync(`/proc/${pid}/task`);
  const threads = tasks.reduce((sum, task) => sum + statCpu(`/proc/${pid}/task/${task}/schedstat`), 0);
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return Math.max(threads, (((user ?? 0) + (system ?? 0)) * 1e6) / TICKS_PER_SECOND);
}

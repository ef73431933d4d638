import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { migrationsFolder } from './databases.js';

/** A child that runs child.mjs, with the lines it has said so far. */
export interface StoreProcess {
  readonly child: ChildProcess;
  readonly lines: string[];
  /** Resolves with the first line that begins so. */
  said(start: string): Promise<string>;
  kill(): Promise<void>;
}

export function startProcess(dataFolder: string, work: 'insert' | 'hold'): StoreProcess {
  const script = fileURLToPath(new URL('./child.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, dataFolder, migrationsFolder, work], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  return {
    child,
    lines,
    async said(start) {
      for (;;) {
        const found = lines.find((line) => line.startsWith(start));
        if (found !== undefined) return found;
        await once(reader, 'line', { signal: AbortSignal.timeout(60_000) });
      }
    },
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { THETA } from '../../fixtures/run-theta.js';

/** A real `theta worker` in a child process. */
export interface Worker {
  output(): string;
  /** Ends it with SIGTERM and resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>;
}

/** Resolves when it takes jobs. */
export async function startWorker(env: Readonly<Record<string, string>>): Promise<Worker> {
  const data = await mkdtemp(join(tmpdir(), 'theta-worker-'));
  const child = spawn(process.execPath, [THETA, 'worker'], { env: { ...process.env, THETA_DATA: data, ...env } });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const code = await ended;
    await rm(data, { recursive: true, force: true });
    return code;
  };
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('taking jobs')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((code) => reject(new Error(`The worker ended with ${code}:\n${output}`)));
  });
  return { output: () => output, stop: () => end('SIGTERM'), kill: async () => void (await end('SIGKILL')) };
}

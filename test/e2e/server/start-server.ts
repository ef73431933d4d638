import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real server in a child process, on a free port, with an empty data folder of its own. */
export interface Server {
  readonly url: string;
  graphql<T>(query: string, variables?: object): Promise<T>;
  /** What it has written so far: its log. */
  output(): string;
  /** Ends it with SIGTERM and resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
}

const MAIN = 'dist/main.js';
const START_MS = 90_000;

/** `env` adds to the environment; with THETA_DATA in it the folder is the caller's and stays. */
export async function startServer(env: Readonly<Record<string, string>> = {}): Promise<Server> {
  for (const built of [MAIN, 'web/dist/index.html']) {
    if (!existsSync(built)) throw new Error(`${built} is missing: run npm run build first.`);
  }
  const data = await mkdtemp(join(tmpdir(), 'theta-web-'));
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, DATABASE_URL: '', PORT: '0', THETA_DATA: data, ...env },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const stop = async () => {
    child.kill('SIGTERM');
    const code = await ended;
    await rm(data, { recursive: true, force: true });
    return code;
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };

  let output = '';
  let deadline: NodeJS.Timeout | undefined;
  try {
    const url = await new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        output += chunk.toString();
        const address = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
        if (address) resolve(address);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${output}`)));
      deadline = setTimeout(() => reject(new Error(`No address after ${START_MS} ms:\n${output}`)), START_MS);
    });
    return { url, stop, kill, output: () => output, graphql: (query, variables) => graphql(url, query, variables) };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(deadline);
  }
}

async function graphql<T>(url: string, query: string, variables: object = {}): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

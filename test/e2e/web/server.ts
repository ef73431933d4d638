import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real server in a child process, on a free port, with an empty data folder of its own. */
export interface Server {
  readonly url: string;
  graphql<T>(query: string, variables?: object): Promise<T>;
  stop(): Promise<void>;
}

const MAIN = 'dist/main.js';
const START_MS = 90_000;

export async function startServer(): Promise<Server> {
  for (const built of [MAIN, 'web/dist/index.html']) {
    if (!existsSync(built)) throw new Error(`${built} is missing: run npm run build first.`);
  }
  const data = await mkdtemp(join(tmpdir(), 'theta-web-'));
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, PORT: '0', THETA_DATA: data } });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true, force: true });
  };

  let output = '';
  let deadline: NodeJS.Timeout | undefined;
  try {
    const url = await new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        output += chunk.toString();
        const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
        if (address) resolve(address);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${output}`)));
      deadline = setTimeout(() => reject(new Error(`No address after ${START_MS} ms:\n${output}`)), START_MS);
    });
    return { url, stop, graphql: (query, variables) => graphql(url, query, variables) };
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

import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import type { Finding } from './finding.js';
import { failed, ok, warning } from './finding.js';

const GIB = 2 ** 30;
/** A training and its index are some hundred megabytes; PostgreSQL and PGlite stop at a full disk. */
const LITTLE_SPACE = 2 * GIB;
const NO_SPACE = GIB / 4;
const PROBE_MS = 3000;

/** `engines` of package.json, for example `>=20.19`. */
export function checkNode(version: string, engines: string): Finding {
  const least = engines.replace(/^>=\s*/, '');
  if (isAtLeast(version, least)) return ok('Node.js', `${version}, ${engines} is needed`);
  return failed('Node.js', `${version} is too old: ${engines} is needed.`, `Install Node.js ${least} or later.`);
}

function isAtLeast(version: string, least: string): boolean {
  const parts = (text: string) => text.split('.').map((part) => Number.parseInt(part, 10));
  const [have, want] = [parts(version), parts(least)];
  const at = want.findIndex((part, i) => (have[i] ?? 0) !== part);
  return at < 0 || (have[at] ?? 0) > (want[at] as number);
}

/** `needed`: the embedded database lives in it; else only caches do. */
export async function checkDataFolder(folder: string, needed: boolean): Promise<Finding> {
  const name = 'data folder';
  const at = await nearest(folder);
  const isFolder = (await stat(at)).isDirectory();
  const writable = await access(at, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (isFolder && writable) return ok(name, at === folder ? folder : `${folder} will be created`);
  const detail = isFolder ? `This user may not write to ${at}.` : `${at} is not a folder.`;
  const advice = 'Give the user of the server the right to write there, or name another folder in THETA_DATA.';
  if (needed) return failed(name, detail, advice);
  return warning(name, `${detail} Indexes and downloaded models cannot be kept.`, advice);
}

export async function checkDisk(folder: string, freeBytes = freeOn): Promise<Finding> {
  const free = await freeBytes(await nearest(folder));
  const detail = `${(free / GIB).toFixed(1)} GiB are free at ${folder}`;
  const advice = 'Make room, or move THETA_DATA to a larger disk.';
  if (free < NO_SPACE) return failed('disk space', `${detail}.`, advice);
  return free < LITTLE_SPACE ? warning('disk space', `${detail}.`, advice) : ok('disk space', detail);
}

const freeOn = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

export async function checkDashboard(webFolder: string): Promise<Finding> {
  const built = await access(join(webFolder, 'index.html')).then(
    () => true,
    () => false,
  );
  if (built) return ok('dashboard', 'built');
  return warning('dashboard', 'It is not built: only the API is served.', 'Run npm run build:web in a checkout.');
}

/** Free, or held by a server of this product, which is then said to be running. */
export async function checkPort(host: string, port: number): Promise<{ finding: Finding; running: boolean }> {
  const found = (finding: Finding, running = false) => ({ finding, running });
  if (port === 0) return found(ok('port', 'any free one (PORT=0)'));
  const address = `${host}:${port}`;
  const code = await new Promise<string | null>((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
  if (code === null) return found(ok('port', `${address} is free`));
  if (code === 'EADDRINUSE' && (await isOurs(host, port))) {
    return found(ok('port', `a ThetaRouter answers at ${address}`), true);
  }
  const why =
    { EADDRINUSE: 'is used by another program', EACCES: 'needs more rights' }[code] ?? `cannot be used: ${code}`;
  return found(
    failed('port', `${address} ${why}.`, 'Set PORT to another port, or THETA_HOST to an address of this machine.'),
  );
}

async function isOurs(host: string, port: number): Promise<boolean> {
  try {
    const at = host.includes(':') ? `[${host}]` : host;
    const answer = await fetch(`http://${at}:${port}/healthz`, { signal: AbortSignal.timeout(PROBE_MS) });
    return ((await answer.json()) as { status?: unknown }).status === 'ok';
  } catch {
    return false;
  }
}

/** The path itself, or what is there of it. */
async function nearest(path: string): Promise<string> {
  const there = await stat(path).then(
    () => true,
    () => false,
  );
  return there || dirname(path) === path ? path : nearest(dirname(path));
}

import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '../../..');
const START_MS = 120_000;

/** The package as `npm install` would lay it, with its commands; its dependencies are those of this checkout. */
let folder: string;
const packed = (...path: string[]) => join(folder, 'node_modules/theta-router', ...path);
const command = (name: string) => join(folder, 'node_modules/.bin', name);

beforeAll(async () => {
  for (const built of ['dist/theta.js', 'web/dist/index.html']) {
    if (!existsSync(join(ROOT, built))) throw new Error(`${built} is missing: run npm run build first.`);
  }
  folder = await mkdtemp(join(tmpdir(), 'theta-package-'));
  // Without scripts: `prepare` would build what is built already.
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT,
    maxBuffer: 1 << 26,
  });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  await mkdir(packed(), { recursive: true });
  await run('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', packed()]);
  await symlink(join(ROOT, 'node_modules'), packed('node_modules'));
  const { bin } = JSON.parse(await readFile(packed('package.json'), 'utf8')) as { bin: Record<string, string> };
  await mkdir(join(folder, 'node_modules/.bin'));
  for (const [name, file] of Object.entries(bin)) await symlink(packed(file), command(name));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const env = (more: Record<string, string> = {}) => ({
  ...process.env,
  ...{ DATABASE_URL: '', PORT: '0', THETA_DATA: join(folder, 'data'), ...more },
});

describe('the npm package', { timeout: 240_000 }, () => {
  it('holds what runs, and no sources, tests or maps', async () => {
    const names = await readdir(packed(), { recursive: true });
    const files = names.filter((name) => !name.startsWith('node_modules'));
    const shipped = await readdir(join(ROOT, 'migrations'), { recursive: true });
    const models = await readdir(join(ROOT, 'models/bootstrap'));
    expect(files).toEqual(
      expect.arrayContaining([
        ...shipped.map((name) => join('migrations', name)),
        ...models.map((name) => join('models/bootstrap', name)),
        ...['dist/main.js', 'dist/plugin-kit.d.ts', 'web/dist/graphiql.html', 'docs/errors.md', 'schema.graphql'],
        ...['LICENSE', 'README.md', 'CHANGELOG.md', 'native/faiss/binding.gyp', 'scripts/build-faiss.mjs'],
      ]),
    );
    expect(files.filter((name) => /^(src|test|bench)|\.map$|tsbuildinfo|\.node$/.test(name))).toEqual([]);
    expect((await readdir(packed('web'))).join()).toBe('dist');
  });

  it('prepares nothing where there are no sources', async () => {
    const prepared = await run('node', ['scripts/build-faiss.mjs', '--version'], { cwd: packed() });
    expect(prepared.stderr + prepared.stdout).toMatch(/FAISS addon (not built|built)/);
    await rm(packed('native/faiss/build'), { recursive: true, force: true });
    expect(existsSync(packed('scripts/prepare.mjs'))).toBe(false);
    const manifest = JSON.parse(await readFile(packed('package.json'), 'utf8')) as { scripts: Record<string, string> };
    // npm runs these when it installs a package of the registry; `prepare` is for checkouts.
    for (const hook of ['preinstall', 'install', 'postinstall']) expect(manifest.scripts).not.toHaveProperty(hook);
  });

  it('serves by its bare name, answers, and finds nothing wrong with itself', async () => {
    const child = spawn(command('theta-router'), [], { env: env(), cwd: folder });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    let output = '';
    try {
      const url = await new Promise<string>((resolve, reject) => {
        const deadline = setTimeout(() => reject(new Error(`No address:\n${output}`)), START_MS);
        child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${output}`)));
        const read = (chunk: Buffer) => {
          output += chunk.toString();
          const address = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
          if (!address) return;
          clearTimeout(deadline);
          resolve(address);
        };
        child.stdout.on('data', read);
        child.stderr.on('data', read);
      });
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          query: '{ route(input: { query: "What is 2 + 2?" }) { ... on RoutingDecision { llm { id } } } }',
        }),
      });
      expect(await answer.json()).toMatchObject({ data: { route: { llm: { id: expect.any(String) } } } });
      expect(await (await fetch(url)).text()).toContain('<div id="root">');
    } finally {
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    }
    const { stdout } = await run(command('theta'), ['doctor', '--json'], { env: env(), cwd: folder });
    const { failed, findings } = JSON.parse(stdout) as {
      failed: number;
      findings: { check: string; detail: string }[];
    };
    expect(failed, stdout).toBe(0);
    expect(findings.find(({ check }) => check === 'migrations')?.detail).toMatch(/^all \d+ are applied$/);
    const broken = run(command('theta'), ['doctor'], { env: env({ DATABASE_URL: 'postgres://127.0.0.1:9/x' }) });
    await expect(broken).rejects.toMatchObject({ code: 4, stdout: expect.stringContaining('FAILED   database:') });
    expect((await run(command('theta'), ['--version'])).stdout.trim()).toBe(
      (JSON.parse(await readFile(packed('package.json'), 'utf8')) as { version: string }).version,
    );
  });
});

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Server } from '../server/start-server.js';
import { startServer } from '../server/start-server.js';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '../../..');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

let folder: string;
let server: Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theta-client-'));
  const installed = join(folder, 'node_modules/@theta-router/client');
  await mkdir(installed, { recursive: true });
  await run(process.execPath, [TSC, '-p', join(ROOT, 'packages/client'), '--outDir', join(installed, 'dist')]);
  await symlink(join(ROOT, 'packages/client/package.json'), join(installed, 'package.json'));
  await symlink(join(ROOT, 'node_modules/@types'), join(folder, 'node_modules/@types'));
  server = await startServer();
}, 240_000);
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the examples of the client', { timeout: 240_000 }, () => {
  it('compile with its types and run against a server', async () => {
    const page = await readFile(join(ROOT, 'packages/client/README.md'), 'utf8');
    const blocks = [...page.matchAll(/```(ts|sh)\n([\s\S]*?)```/g)].map(([, kind, text]) => ({
      kind,
      text: text as string,
    }));
    const examples = blocks.filter(({ kind }) => kind === 'ts');
    for (const [i, { text }] of examples.entries()) await writeFile(join(folder, `example-${i}.ts`), text);
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    const strict = {
      strict: true,
      exactOptionalPropertyTypes: false,
      module: 'NodeNext',
      target: 'ES2022',
      types: ['node'],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: strict, include: ['*.ts'] }));
    await run(process.execPath, [TSC, '-p', folder], { cwd: folder }).catch((error: { stdout: string }) => {
      throw new Error(error.stdout);
    });
    const env = { ...process.env, THETA_URL: server.url };
    const said = [];
    for (const i of examples.keys())
      said.push((await run(process.execPath, [`example-${i}.js`], { cwd: folder, env })).stdout);
    expect(said).toHaveLength(3);
    expect(said[0]).toMatch(/^\S+ 0\.\d+ [01]\.?\d*(e-\d+)?\nmirt \S+\nknn \S+\n2 \d+ \d+\nQUERY_EMPTY .*\n$/);
    expect(said[1]).toBe('true\nCOLD\n');
    expect(Number(said[2])).toBeGreaterThanOrEqual(0);
    const [{ text: curl } = { text: '' }] = blocks.filter(({ kind }) => kind === 'sh');
    expect(JSON.parse((await run('sh', ['-ec', curl], { env })).stdout)).toMatchObject({
      data: { route: { llm: { id: expect.any(String) } } },
    });
  });
});

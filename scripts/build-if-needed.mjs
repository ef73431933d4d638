// Runs before `npm start`: builds what is missing or older than its sources, so that a checkout always runs its own code.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const newest = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => !name.startsWith('dist'))
    .map((name) => statSync(join(folder, name)))
    .reduce((latest, stat) => (stat.isFile() ? Math.max(latest, stat.mtimeMs) : latest), 0);

const buildWhenStale = (script, sources, built) => {
  if (existsSync(built) && statSync(built).mtimeMs >= newest(sources)) return;
  console.error(`building (${script}): ${existsSync(built) ? 'sources are newer' : 'first start'}`);
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
};

if (existsSync('src')) buildWhenStale('build:server', 'src', 'dist/.tsbuildinfo');
if (existsSync('web/src')) buildWhenStale('build:web', 'web', 'web/dist/index.html');

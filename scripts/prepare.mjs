// Runs after `npm ci`: builds the server, the dashboard and, where the system has libfaiss, the FAISS addon.
// An install without development packages has no compiler and uses what was built before; a published package has no
// sources either, and is complete.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const run = (...args) => {
  const { status } = spawnSync('npm', ['run', '--silent', ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
};

if (['node_modules/typescript', 'tsconfig.json', 'src', 'web/src'].every((path) => existsSync(path))) {
  run('build:native');
  run('build');
}

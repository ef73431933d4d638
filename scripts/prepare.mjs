// Runs after `npm ci`: builds the server, the dashboard and, where the system has libfaiss, the FAISS addon.
// An install without development packages has no compiler and uses what was built before.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const run = (...args) => {
  const { status } = spawnSync('npm', ['run', '--silent', ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
};

if (existsSync('node_modules/typescript') && existsSync('tsconfig.json')) {
  run('build:native');
  run('build');
}

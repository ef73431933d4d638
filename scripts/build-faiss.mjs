// Builds native/faiss where the system has FAISS; otherwise says so in one line and exits 0, because the platform then
// uses usearch. FAISS_REQUIRED=1 makes it fatal (CI), FAISS_INCLUDE_DIR names a further header folder.
import { spawnSync } from 'node:child_process';
import console from 'node:console';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { URL, fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../native/faiss', import.meta.url));
const required = process.env.FAISS_REQUIRED === '1';
const giveUp = (why) => {
  console[required ? 'error' : 'warn'](`FAISS addon not built: ${why}`);
  process.exit(required ? 1 : 0);
};

const headers = ['/usr/include', '/usr/local/include', '/opt/homebrew/include', process.env.FAISS_INCLUDE_DIR];
if (!headers.some((path) => path && existsSync(join(path, 'faiss/Index.h')))) {
  giveUp('faiss/Index.h not found (Debian, Ubuntu: apt-get install libfaiss-dev libopenblas0-pthread)');
}

// Node's own headers where they are installed, so that node-gyp does not download them.
const prefix = resolve(dirname(process.execPath), '..');
const nodedir = existsSync(join(prefix, 'include/node/node_api.h')) ? [`--nodedir=${prefix}`] : [];
// npm bundles node-gyp and names itself while it runs a script.
const npm = process.env.npm_execpath
  ? join(dirname(process.env.npm_execpath), '..')
  : join(prefix, 'lib/node_modules/npm');
const bundled = join(npm, 'node_modules/node-gyp/bin/node-gyp.js');
const [command, ...first] = existsSync(bundled) ? [process.execPath, bundled] : ['node-gyp'];
const args = [...first, 'rebuild', '-C', folder, ...nodedir];
const built = spawnSync(command, args, { encoding: 'utf8', stdio: required ? 'inherit' : 'pipe' });
if (built.status !== 0) {
  const lines = (built.stderr ?? '').split('\n').filter((line) => /error/i.test(line));
  giveUp(
    `node-gyp failed (${built.error?.message ?? lines[0] ?? `exit ${built.status}`}); FAISS_REQUIRED=1 shows all of it`,
  );
}
console.log('FAISS addon built: native/faiss/build/Release/faiss_addon.node');

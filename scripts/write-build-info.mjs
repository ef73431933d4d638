import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/** dist/build.json: the commit of the sources, from THETA_BUILD_COMMIT where a container is built without its repository. */
function commit() {
  if (process.env.THETA_BUILD_COMMIT) return process.env.THETA_BUILD_COMMIT;
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

writeFileSync(`${import.meta.dirname}/../dist/build.json`, `${JSON.stringify({ commit: commit() })}\n`);

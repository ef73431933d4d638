import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFiles } from './package-files.js';

/** Which build this is. */
export interface BuildInfo {
  readonly version: string;
  /** Of the sources; null where the build did not know it. */
  readonly commit: string | null;
  readonly node: string;
}

/** `npm run build:server` writes dist/build.json; without it the commit is not known. */
export function readBuildInfo(): BuildInfo {
  const read = (file: string): Record<string, unknown> => {
    try {
      return JSON.parse(readFileSync(join(packageFiles.root, file), 'utf8')) as Record<string, unknown>;
    } catch {
      return {};
    }
  };
  const { version } = read('package.json');
  const { commit } = read(join('dist', 'build.json'));
  return {
    version: typeof version === 'string' ? version : 'unknown',
    commit: typeof commit === 'string' ? commit : null,
    node: process.version,
  };
}

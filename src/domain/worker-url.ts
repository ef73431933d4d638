import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * The compiled JavaScript of a worker file, named relative to the module that starts it:
 * `workerUrl(import.meta.url, './x.worker.js')`. A worker thread cannot run TypeScript, so a module that itself runs
 * from src (under the test runner) is given the twin in dist; the project must have been built.
 */
export function workerUrl(importMetaUrl: string, relative: string): URL {
  const url = new URL(relative, importMetaUrl);
  if (!importMetaUrl.endsWith('.ts')) return url;
  const source = fileURLToPath(new URL('../', import.meta.url));
  const path = fileURLToPath(url);
  if (!path.startsWith(source)) return url;
  return pathToFileURL(source.replace(/src([\\/])$/, 'dist$1') + path.slice(source.length));
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Files that come with the package, found from this module wherever it is installed. */
export const packageFiles = {
  root,
  migrations: join(root, 'migrations'),
  bootstrap: join(root, 'models', 'bootstrap'),
  web: join(root, 'web', 'dist'),
} as const;

interface Manifest {
  readonly version: string;
  readonly description: string;
  readonly engines: { readonly node: string };
}

/** What package.json says of this release. */
export const packageManifest = (): Manifest => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

export const packageVersion = (): string => packageManifest().version;

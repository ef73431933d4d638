import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ThetaError } from '../domain/errors.js';
import type { AnyRouterPlugin } from './contract.js';
import { pluginInvalid, validatePlugin } from './validate.js';

/**
 * Loads a plugin from outside: a file (anything that looks like a path, against `folder`) or an installed package. Its
 * default export is the plugin and is held to the same contract. Throws FILE_UNREADABLE when it cannot be imported and
 * PLUGIN_INVALID when it does not keep the contract.
 */
export async function loadExternalPlugin(specifier: string, folder: string): Promise<AnyRouterPlugin> {
  const module = await importModule(specifier, folder);
  if (!('default' in module))
    throw pluginInvalid(specifier, 'a default export', `only ${Object.keys(module).join(', ')}`);
  return validatePlugin(module.default);
}

/** The package as `folder` has it installed, which need not be where this package is (npx, a checkout); else as this package finds it. */
function installedIn(folder: string, specifier: string): string {
  try {
    return pathToFileURL(createRequire(join(folder, 'package.json')).resolve(specifier)).href;
  } catch {
    return specifier;
  }
}

async function importModule(specifier: string, folder: string): Promise<object> {
  const path = resolve(folder, specifier);
  const isFile = /^\.{0,2}[/\\]/.test(specifier) || existsSync(path);
  try {
    return (await import(isFile ? pathToFileURL(path).href : installedIn(folder, specifier))) as object;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ThetaError('FILE_UNREADABLE', `The router plugin ${specifier} cannot be imported: ${why}`, {
      hint: isFile ? `Looked for the file ${path}.` : `Install it with \`npm install ${specifier}\`, or give a path.`,
      cause: error,
    });
  }
}

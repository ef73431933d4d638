import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadExternalPlugin } from '../../../src/plugins/external.js';
import { createRegistry } from '../../../src/plugins/registry.js';
import { routerPluginSuite } from '../../contract/router-plugin.suite.js';

const folder = join(import.meta.dirname, '../../fixtures/plugins');

describe('loadExternalPlugin', () => {
  it('loads a file by relative and by absolute path', async () => {
    const plugin = await loadExternalPlugin('./constant-router.mjs', folder);
    expect(createRegistry([plugin]).get('constant').title).toBe('Constant');
    expect(await loadExternalPlugin(join(folder, 'constant-router.mjs'), '/')).toBe(plugin);
  });

  it('refuses a module without a default export, naming what it exports', async () => {
    await expect(loadExternalPlugin('./no-default-export.mjs', folder)).rejects.toMatchObject({
      code: 'PLUGIN_INVALID',
      message: expect.stringContaining('only plugin') as string,
    });
  });

  it('refuses a package that exports something else', async () => {
    await expect(loadExternalPlugin('zod', folder)).rejects.toMatchObject({ code: 'PLUGIN_INVALID' });
  });

  it('says which package to install, or which file is missing', async () => {
    await expect(loadExternalPlugin('theta-router-no-such-plugin', folder)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      hint: expect.stringContaining('npm install theta-router-no-such-plugin') as string,
    });
    await expect(loadExternalPlugin('./missing.mjs', folder)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      hint: expect.stringContaining(join(folder, 'missing.mjs')) as string,
    });
  });
});

// Passes the same suite as the built-in ones, but for the sources that it does not keep.
routerPluginSuite(await loadExternalPlugin('./constant-router.mjs', folder), {
  importModule: () => loadExternalPlugin('./constant-router.mjs', folder),
});

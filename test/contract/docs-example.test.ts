import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { loadExternalPlugin } from '../../src/plugins/external.js';
import { routerPluginSuite } from './router-plugin.suite.js';

// The example of docs/plugins.md, written to where its imports resolve, loaded as THETA_PLUGINS would load it.
const page = readFileSync(new URL('../../docs/plugins.md', import.meta.url), 'utf8');
const example = /```js\n([\s\S]*?)```/.exec(page)?.[1];
if (example === undefined) throw new Error('docs/plugins.md has no example');
const folder = new URL('../../dist/docs-example/', import.meta.url);
const file = new URL('majority.mjs', folder);
mkdirSync(folder, { recursive: true });
writeFileSync(file, example);

const plugin = await loadExternalPlugin(file.pathname, '/');
let copies = 0;
routerPluginSuite(plugin, { importModule: () => import(`${pathToFileURL(file.pathname).href}?copy=${++copies}`) });

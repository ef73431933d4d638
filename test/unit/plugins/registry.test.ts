import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DEFAULT_ROUTER } from '../../../src/jobs/defaults.js';
import { mirt } from '../../../src/plugins/mirt/index.js';
import { random } from '../../../src/plugins/baselines/index.js';
import { BUILTIN_PLUGINS } from '../../../src/plugins/builtin.js';
import type { AnyRouterPlugin } from '../../../src/plugins/contract.js';
import { parseHyperparameters } from '../../../src/plugins/hyperparameters.js';
import { createRegistry } from '../../../src/plugins/registry.js';

const PLUGINS = fileURLToPath(new URL('../../../src/plugins', import.meta.url));
const altered = (change: Record<string, unknown>) => Object.freeze({ ...random, ...change });

describe('createRegistry', () => {
  it('holds the built-in plugins, the default first', () => {
    const registry = createRegistry(BUILTIN_PLUGINS);
    expect(registry.ids[0]).toBe(DEFAULT_ROUTER);
    expect(registry.get('knn').id).toBe('knn');
    expect(registry.has('nobody')).toBe(false);
  });

  it('lists among the built-in ones what the folders of src/plugins export', async () => {
    const folders = readdirSync(PLUGINS, { withFileTypes: true }).filter((f) =>
      existsSync(`${PLUGINS}/${f.name}/index.ts`),
    );
    const modules = folders.map(({ name }) => import(`${PLUGINS}/${name}/index.ts`) as Promise<object>);
    const exported = (await Promise.all(modules)).flatMap((module) => Object.values(module) as AnyRouterPlugin[]);
    expect(exported.map(({ id }) => id).sort()).toEqual(BUILTIN_PLUGINS.map(({ id }) => id).sort());
  });

  it('names the known routers when asked for another', () => {
    expect(() => createRegistry([random]).get('rnadom')).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_ROUTER', hint: 'Known routers: random.' }) as Error,
    );
  });

  it.each([
    ['something else than an object', 42, '(no id)', 'plain object'],
    ['an id with capitals', altered({ id: 'Random' }), 'Random', 'small letters'],
    ['another contract version', altered({ contract: 2 }), 'random', 'contract to be 1, found 2'],
    ['an object that can change', { ...random }, 'random', 'frozen'],
    ['no title', altered({ title: ' ' }), 'random', 'title'],
    ['an unknown output', altered({ output: 'points' }), 'random', '"performance" or "preference", found "points"'],
    ['a missing citation', altered({ citation: undefined }), 'random', 'citation'],
    ['no train function', altered({ train: undefined }), 'random', 'function train'],
    ['an unknown capability', altered({ capabilities: ['telepathy'] }), 'random', 'telepathy'],
    ['no schema', altered({ hyperparameters: {} }), 'random', 'zod schema'],
    ['a schema without defaults', altered({ hyperparameters: z.strictObject({ k: z.number() }) }), 'random', 'default'],
    ['a schema that takes anything', altered({ hyperparameters: z.looseObject({}) }), 'random', 'strict'],
  ])('refuses %s and says so', (_what, plugin, id, words) => {
    const attempt = () => createRegistry([plugin]);
    expect(attempt).toThrow(expect.objectContaining({ code: 'PLUGIN_INVALID' }) as Error);
    expect(attempt).toThrow(`Plugin ${id}: `);
    expect(attempt).toThrow(words);
  });

  it('refuses two plugins with one id', () => {
    expect(() => createRegistry([random, altered({ title: 'Another' })])).toThrow(/random.*twice/);
  });
});

describe('parseHyperparameters', () => {
  it('fills in defaults', () => {
    expect(parseHyperparameters(random)).toEqual({ seed: null });
    expect(parseHyperparameters(mirt, { dims: 3 })).toMatchObject({ dims: 3, learningRate: 0.002 });
  });

  it('lists name, what came and what is allowed for each wrong one', () => {
    const attempt = () => parseHyperparameters(mirt, { dims: 0, form: 'cubic', learning_rate: 1 });
    expect(attempt).toThrow(expect.objectContaining({ code: 'HYPERPARAMETER_INVALID' }) as Error);
    expect(attempt).toThrow(/dims got 0, allowed: .*>=1/);
    expect(attempt).toThrow(/form got "cubic", allowed: .*"linear"\|"monotone"/);
    expect(attempt).toThrow(/learning_rate is not known/);
  });

  it('refuses what is not an object', () => {
    expect(() => parseHyperparameters(random, 7)).toThrow(/value got 7/);
  });
});

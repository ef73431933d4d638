import { ThetaError } from '../domain/errors.js';
import type { AnyRouterPlugin } from './contract.js';
import { CONTRACT_VERSION } from './contract.js';
import { FACETS } from './facets.js';

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** PLUGIN_INVALID in the one form that all checks use. */
export function pluginInvalid(plugin: string, needs: string, found: string): ThetaError {
  return new ThetaError('PLUGIN_INVALID', `Plugin ${plugin}: needs ${needs}, found ${found}.`, {
    hint: 'The contract is src/plugins/contract.ts; test/contract/router-plugin.suite.ts checks a plugin against it.',
  });
}

/** Checks everything that can be checked before load(). Throws PLUGIN_INVALID. */
export function validatePlugin(candidate: unknown): AnyRouterPlugin {
  if (candidate === null || typeof candidate !== 'object') {
    throw pluginInvalid('(no id)', 'a plain object made by defineRouter', show(candidate));
  }
  const plugin = candidate as Record<string, unknown>;
  const id = typeof plugin['id'] === 'string' ? plugin['id'] : '(no id)';
  const check = (good: boolean, needs: string, found: unknown) => {
    if (!good) throw pluginInvalid(id, needs, show(found));
  };
  const oneOf = (field: string, values: readonly unknown[]) =>
    check(values.includes(plugin[field]), `${field} to be ${values.map(show).join(' or ')}`, plugin[field]);
  const text = (field: string) => check(isText(plugin[field]), `${field} to be a text`, plugin[field]);

  check(ID.test(id), 'an id of small letters, digits and single hyphens', plugin['id']);
  oneOf('contract', [CONTRACT_VERSION]);
  check(Object.isFrozen(plugin), 'to be frozen (defineRouter does it)', 'an object that can change');
  text('title');
  text('description');
  oneOf('maturity', ['stable', 'experimental']);
  oneOf('output', ['performance', 'preference']);
  oneOf('evaluationOnly', [true, false]);
  if (plugin['cannotOnboard'] !== undefined) text('cannotOnboard');
  check(isCitation(plugin['citation']), 'citation to be { work, deviations }', plugin['citation']);
  for (const step of ['train', 'load']) check(typeof plugin[step] === 'function', `a function ${step}`, plugin[step]);
  const capabilities = plugin['capabilities'];
  check(Array.isArray(capabilities), 'capabilities to be a list', capabilities);
  for (const c of capabilities as unknown[]) {
    check(
      typeof c === 'string' && Object.hasOwn(FACETS, c),
      `capabilities out of ${Object.keys(FACETS).join(', ')}`,
      c,
    );
  }
  checkHyperparameters(id, plugin['hyperparameters']);
  return candidate as AnyRouterPlugin;
}

/** Duck-typed: a plugin from another package may bring its own copy of zod. */
function checkHyperparameters(id: string, schema: unknown): void {
  const parse = (schema as { safeParse?: (value: unknown) => { success: boolean } } | undefined)?.safeParse;
  if (typeof parse !== 'function') throw pluginInvalid(id, 'hyperparameters to be a zod schema', show(schema));
  if (!parse.call(schema, {}).success) {
    throw pluginInvalid(id, 'a default for every hyper-parameter', 'a schema that refuses {}');
  }
  if (parse.call(schema, { 'no such hyper-parameter': 1 }).success) {
    throw pluginInvalid(id, 'hyperparameters to be a strict object', 'a schema that takes unknown names');
  }
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

function isCitation(value: unknown): boolean {
  const citation = value as { work?: unknown; deviations?: unknown } | undefined;
  return isText(citation?.work) && Array.isArray(citation?.deviations);
}

function show(value: unknown): string {
  return typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value));
}

import { configSchema, envName } from '../config.js';
import { BUILTIN_PLUGINS } from '../plugins/builtin.js';
import type { AnyRouterPlugin } from '../plugins/contract.js';
import { z } from 'zod';

interface JsonProperty {
  readonly type?: string;
  readonly anyOf?: readonly { readonly type?: string }[];
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly source?: string;
}

/** docs/reference/configuration.md, from the schema. */
export function configurationDoc(): string {
  const rows = Object.values(configSchema.shape).map((schema) => {
    const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonProperty;
    return row([`\`${envName(schema)}\``, shown(json.default), json.description ?? '']);
  });
  return [
    '# Configuration\n',
    '<!-- Generated from src/config.ts by `npm run generate:docs`. Do not edit. -->\n',
    'Settings come from environment variables. A wrong one stops the start with `CONFIG_INVALID`, naming the variable, what',
    'came and what is expected.\n',
    '| variable | default | meaning |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** docs/reference/routers.md, from the plugins. */
export function routersDoc(): string {
  return [
    '# Routers\n',
    '<!-- Generated from the plugins by `npm run generate:docs`. Do not edit. -->\n',
    'Hyper-parameters are given to `theta train --set router.name=value` and to the mutation `trainRouters`.\n',
    ...BUILTIN_PLUGINS.map(routerSection),
  ].join('\n');
}

function routerSection(plugin: AnyRouterPlugin): string {
  const json = z.toJSONSchema(plugin.hyperparameters, { io: 'input', unrepresentable: 'any' });
  const properties = Object.entries((json.properties ?? {}) as Record<string, JsonProperty>);
  const gives = plugin.output === 'performance' ? 'predicted performance P̂' : 'a preference, which is no probability';
  return [
    `## ${plugin.id}: ${plugin.title}\n`,
    `${plugin.description}\n`,
    `- from: ${plugin.citation.work}`,
    `- gives: ${gives}${plugin.evaluationOnly ? '; evaluation only' : ''}`,
    ...(plugin.capabilities.length > 0 ? [`- capabilities: ${plugin.capabilities.join(', ')}`] : []),
    ...plugin.citation.deviations.map((text) => `- departs from the work: ${text}`),
    '',
    ...(properties.length === 0
      ? []
      : [
          '| hyper-parameter | default | allowed | meaning | default from |',
          '| --- | --- | --- | --- | --- |',
          ...properties.map(([name, p]) =>
            row([`\`${name}\``, shown(p.default), allowed(p), p.description ?? '', p.source ?? '']),
          ),
          '',
        ]),
  ].join('\n');
}

function allowed(p: JsonProperty): string {
  if (p.enum) return p.enum.map((v) => `\`${String(v)}\``).join(', ');
  const low =
    p.exclusiveMinimum !== undefined ? `above ${p.exclusiveMinimum}` : p.minimum !== undefined ? `${p.minimum}` : null;
  const high = p.maximum !== undefined && p.maximum < Number.MAX_SAFE_INTEGER ? `${p.maximum}` : null;
  const range = low !== null && high !== null ? `${low} to ${high}` : (low ?? high ?? '');
  return [p.type ?? '', range].filter((part) => part !== '').join(', ');
}

const shown = (value: unknown): string =>
  value === undefined || value === '' ? '–' : `\`${JSON.stringify(value).replace(/^"|"$/g, '')}\``;
const row = (cells: readonly string[]): string => `| ${cells.map((c) => c.replace(/\|/g, '\\|')).join(' | ')} |`;

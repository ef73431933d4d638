import { configSchema, envName } from '../config.js';
import { BUILTIN_PLUGINS } from '../plugins/builtin.js';
import type { AnyRouterPlugin } from '../plugins/contract.js';
import type { HyperparameterDescription } from '../plugins/describe-hyperparameters.js';
import { describeHyperparameters } from '../plugins/describe-hyperparameters.js';
import { z } from 'zod';

interface JsonProperty {
  readonly default?: unknown;
  readonly description?: string;
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
  const hyperparameters = describeHyperparameters(plugin);
  const gives = plugin.output === 'performance' ? 'predicted performance P̂' : 'a preference, which is no probability';
  return [
    `## ${plugin.id}: ${plugin.title}\n`,
    `${plugin.description}\n`,
    `- from: ${plugin.citation.work}`,
    `- gives: ${gives}${plugin.evaluationOnly ? '; evaluation only' : ''}`,
    ...(plugin.capabilities.length > 0 ? [`- capabilities: ${plugin.capabilities.join(', ')}`] : []),
    ...plugin.citation.deviations.map((text) => `- departs from the work: ${text}`),
    '',
    ...(hyperparameters.length === 0
      ? []
      : [
          '| hyper-parameter | default | allowed | meaning | default from |',
          '| --- | --- | --- | --- | --- |',
          ...hyperparameters.map((one) =>
            row([`\`${one.name}\``, shown(one.defaultValue), allowed(one), one.meaning, one.source ?? '']),
          ),
          '',
        ]),
  ].join('\n');
}

function allowed({ kind, choices, minimum, maximum, nullable }: HyperparameterDescription): string {
  const range = minimum !== null && maximum !== null ? `${minimum} to ${maximum}` : (minimum ?? maximum);
  const values =
    kind === 'choice'
      ? choices.map((choice) => `\`${choice}\``).join(', ')
      : [kind === 'json' ? 'list or object' : kind, ...(range === null ? [] : [range])].join(', ');
  return nullable ? `${values}, or null` : values;
}

const shown = (value: unknown): string =>
  value === undefined || value === '' ? '–' : `\`${JSON.stringify(value).replace(/^"|"$/g, '')}\``;
const row = (cells: readonly string[]): string => `| ${cells.map((c) => c.replace(/\|/g, '\\|')).join(' | ')} |`;

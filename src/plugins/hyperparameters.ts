import type { z } from 'zod';
import { ThetaError } from '../domain/errors.js';
import type { RouterPlugin } from './contract.js';

/**
 * The plugin's hyper-parameters with defaults filled in. Throws HYPERPARAMETER_INVALID, which lists for each wrong one its
 * name, what came and what is allowed.
 */
export function parseHyperparameters<H>(plugin: Pick<RouterPlugin<H>, 'id' | 'hyperparameters'>, raw: unknown = {}): H {
  const parsed = plugin.hyperparameters.safeParse(raw);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => describe(issue, raw));
  throw new ThetaError('HYPERPARAMETER_INVALID', `Router ${plugin.id}: ${lines.join('; ')}.`, {
    hint: `Hyper-parameters of ${plugin.id}: ${names(plugin.hyperparameters).join(', ') || 'none'}.`,
  });
}

function describe(issue: z.core.$ZodIssue, raw: unknown): string {
  if (issue.code === 'unrecognized_keys') return `${issue.keys.join(', ')} is not known`;
  const came = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], raw);
  const shown = typeof came === 'number' ? String(came) : JSON.stringify(came);
  return `${issue.path.join('.') || 'value'} got ${shown}, allowed: ${issue.message}`;
}

const names = (schema: z.ZodType): string[] => Object.keys((schema as Partial<z.ZodObject>).shape ?? {});

import type { Parameter } from '../../../parameters/check-value';

interface Property {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly source?: string;
}

/** The parameters of a protocol, from their JSON schema; lists and objects are typed as JSON. */
export function parametersOf(schema: Record<string, unknown>): readonly Parameter[] {
  const properties = (schema['properties'] ?? {}) as Record<string, Property>;
  return Object.entries(properties).map(([name, one]) => ({
    name,
    kind: kindOf(one),
    nullable: false,
    defaultValue: one.default ?? null,
    minimum: bounded(one.minimum),
    maximum: bounded(one.maximum),
    choices: one.enum?.map(String) ?? [],
    meaning: one.description ?? '',
    source: one.source ?? null,
  }));
}

function kindOf({ type, enum: choices }: Property): Parameter['kind'] {
  if (choices) return 'CHOICE';
  if (type === 'integer') return 'INTEGER';
  if (type === 'number') return 'NUMBER';
  if (type === 'boolean') return 'BOOLEAN';
  return type === 'string' ? 'TEXT' : 'JSON';
}

/** Ends that JSON Schema gives to every integer say nothing. */
const bounded = (end: number | undefined): number | null =>
  end === undefined || Math.abs(end) >= Number.MAX_SAFE_INTEGER ? null : end;

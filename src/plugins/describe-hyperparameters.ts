import { z } from 'zod';
import type { Json } from '../domain/artifact.js';
import type { AnyRouterPlugin } from './contract.js';

export type HyperparameterKind = 'integer' | 'number' | 'boolean' | 'choice' | 'text' | 'json';

/** A hyper-parameter as its plugin declares it: enough to draw a field for it and to check what is typed. */
export interface HyperparameterDescription {
  readonly name: string;
  readonly kind: HyperparameterKind;
  /** Whether null is a value of its own, such as "chosen from the data". */
  readonly nullable: boolean;
  /** Taken where no value is given; null too where `nullable`. */
  readonly defaultValue: Json;
  /** Ends of the range, both allowed; null where there is none, and for kinds that are no numbers. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** What may be chosen; empty unless the kind is `choice`. */
  readonly choices: readonly string[];
  readonly meaning: string;
  /** Where the default comes from; null where the plugin does not say. */
  readonly source: string | null;
}

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly default?: Json;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly source?: string;
}

/** The hyper-parameters of a plugin, in the order of its declaration. */
export function describeHyperparameters({
  hyperparameters,
}: Pick<AnyRouterPlugin, 'hyperparameters'>): HyperparameterDescription[] {
  const { properties = {} } = z.toJSONSchema(hyperparameters, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties as Record<string, JsonSchema>).map(([name, schema]) => described(name, schema));
}

function described(name: string, schema: JsonSchema): HyperparameterDescription {
  const options = schema.anyOf ?? [schema];
  const values = options.filter(({ type }) => type !== 'null');
  // Several kinds of values have no field of their own; JSON takes them all.
  const [value = {}] = values;
  const kind = values.length === 1 ? kindOf(value) : 'json';
  const isNumber = kind === 'integer' || kind === 'number';
  return {
    name,
    kind,
    nullable: values.length < options.length,
    defaultValue: schema.default ?? null,
    minimum: isNumber ? bounded(value.minimum) : null,
    maximum: isNumber ? bounded(value.maximum) : null,
    choices: kind === 'choice' ? (value.enum as string[]) : [],
    meaning: schema.description ?? '',
    source: schema.source ?? null,
  };
}

function kindOf({ type, enum: choices }: JsonSchema): HyperparameterKind {
  if (choices?.every((choice) => typeof choice === 'string')) return 'choice';
  if (type === 'integer' || type === 'number' || type === 'boolean') return type;
  return type === 'string' ? 'text' : 'json';
}

/** Ends that JSON Schema gives to every integer say nothing. */
const bounded = (end: number | undefined): number | null =>
  end === undefined || Math.abs(end) >= Number.MAX_SAFE_INTEGER ? null : end;

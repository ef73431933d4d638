import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { defaultFieldResolver, isObjectType } from 'graphql';
import type { Permission } from '../domain/principal.js';
import { may } from '../domain/principal.js';
import { ThetaError } from '../domain/errors.js';
import { argumentIds, resultId } from './audited-ids.js';
import type { ApiContext } from './context.js';
import { HIDDEN_FIELDS, needsOf } from './permissions.js';

type Field = GraphQLField<unknown, ApiContext>;

/**
 * Holds every field of the root types to its permission, and notes every mutation in the audit log. In the schema, so that no
 * transport gets around it; a call of a function before a resolver, so that it costs the hot path next to nothing.
 */
export function guardSchema(schema: GraphQLSchema): void {
  // Inside of the guard: what somebody may not do at all is no change.
  for (const field of fieldsOf(schema.getMutationType())) audit(field);
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of fieldsOf(type)) guard(`${type?.name}.${field.name}`, field);
  }
  for (const [path, permission] of Object.entries(HIDDEN_FIELDS)) hide(schema, path, permission);
}

const fieldsOf = (type: GraphQLObjectType | null | undefined): Field[] => Object.values<Field>(type?.getFields() ?? {});

function guard(path: string, field: Field): void {
  const needs = needsOf(path);
  if (needs.length === 0) return;
  const check = ({ principal }: ApiContext): void => {
    if (needs.some((permission) => may(principal, permission))) return;
    throw new ThetaError(
      'FORBIDDEN',
      `${field.name} needs ${needs.join(' or ')}, which the role ${principal.role} lacks.`,
      {
        hint: 'An admin can make a key of another role; docs/security.md lists what each may do.',
      },
    );
  };
  const { subscribe, resolve = defaultFieldResolver } = field;
  if (subscribe) {
    field.subscribe = (source, args, context, info) => {
      check(context);
      return subscribe(source, args, context, info);
    };
    return;
  }
  field.resolve = (source, args, context, info) => {
    check(context);
    return resolve(source, args, context, info);
  };
}

function audit(field: Field): void {
  const { resolve = defaultFieldResolver, name: operation, args: described } = field;
  field.resolve = (source, args: Record<string, unknown>, context, info) => {
    const { principal, requestId, services } = context;
    const change = { principal, operation, ids: argumentIds(described, args), requestId };
    const work = async (): Promise<unknown> => resolve(source, args, context, info);
    return services.access.audit.audited(change, work, resultId);
  };
}

function hide(schema: GraphQLSchema, path: string, permission: Permission): void {
  const [typeName, fieldName] = path.split('.') as [string, string];
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) throw new Error(`${path} is no field.`);
  const { resolve = defaultFieldResolver } = field as Field;
  field.resolve = (source, args, context: ApiContext, info) =>
    may(context.principal, permission) ? resolve(source, args, context, info) : null;
}

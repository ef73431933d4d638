import type { GraphQLObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Principal, Role } from '../../../src/domain/principal.js';
import { ROLES, may } from '../../../src/domain/principal.js';
import { buildApiSchema } from '../../../src/resolvers/build-schema.js';
import type { ApiServices } from '../../../src/resolvers/services.js';
import { ApiContext } from '../../../src/resolvers/context.js';
import { FIELD_PERMISSIONS, needsOf } from '../../../src/resolvers/permissions.js';

const schema = buildApiSchema();
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()] as GraphQLObjectType[];
const fields = roots.flatMap((type) =>
  Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const),
);
const principal = (role: Role): Principal => ({ id: role, name: role, role, pools: null });

describe('permissions of the root fields', () => {
  it('are declared for every field of Query, Mutation and Subscription, and for nothing else', () => {
    expect(Object.keys(FIELD_PERMISSIONS).sort()).toEqual(fields.map(([path]) => path).sort());
  });

  it('default to those of an admin', () => {
    expect(needsOf('Mutation.somethingNew')).toEqual(['administer']);
  });

  it.each(ROLES)('keep a %s out of what it may not, before anything runs', async (role) => {
    // Services that fail at a touch: nothing may reach them.
    const services = new Proxy({} as ApiServices, {
      get: (_target, name) => {
        throw new Error(`${String(name)} was reached`);
      },
    });
    const context = new ApiContext(services, 'id', undefined, principal(role));
    const refused: string[] = [];
    for (const [path, field] of fields) {
      const call = (field.subscribe ?? field.resolve) as (...args: unknown[]) => unknown;
      const outcome = await Promise.resolve()
        .then(() => call(undefined, {}, context, { path: { key: field.name } }))
        .catch((thrown: { code?: string }) => thrown);
      if ((outcome as { code?: string } | null)?.code === 'FORBIDDEN') refused.push(path);
    }
    const needed = fields.filter(([path]) => {
      const needs = needsOf(path);
      return needs.length > 0 && !needs.some((one) => may(principal(role), one));
    });
    expect(refused).toEqual(needed.map(([path]) => path));
    expect(refused.length > 0).toBe(role !== 'admin');
  });
});

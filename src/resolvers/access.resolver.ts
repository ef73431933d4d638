import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { AuditFilter } from '../access/audit.js';
import type { NewKey } from '../access/keys.js';
import { poolId } from '../domain/ids.js';
import { LOCAL_PRINCIPAL, PERMISSIONS_OF } from '../domain/principal.js';
import { AuditFilterInput, CreateApiKeyInput } from '../schema/access.input.js';
import { ApiKeyType, AuditLogType, CreatedApiKeyType, MeType } from '../schema/access.type.js';
import { listCost } from '../schema/cost.js';
import type { ApiContext } from './context.js';
import { PAGE_LIMIT, checkCount } from './count.js';
import { auditView, keyView } from './views/access.view.js';

const DEFAULT_PAGE = 50;

/** Who asks, who may ask, and who changed what. */
@Resolver()
export class AccessResolver {
  @Query(() => MeType, { description: 'Whoever asks, and what he may do.' })
  async me(@Ctx() { principal, services: { access } }: ApiContext): Promise<MeType> {
    const { id, name, role, pools, limits } = principal;
    const budget = limits?.dailyBudgetUsd ?? null;
    return {
      ...{ id, name, role, pools, permissions: PERMISSIONS_OF[role] },
      requestsPerMinute: limits?.requestsPerMinute ?? null,
      dailyBudgetUsd: budget,
      leftTodayUsd: budget === null ? null : await access.spending.left(principal),
      isAuthenticated: id !== LOCAL_PRINCIPAL.id,
    };
  }

  @Query(() => [ApiKeyType], {
    complexity: listCost(20),
    description: 'Keys of the API, newest first, revoked ones too.',
  })
  async apiKeys(@Ctx() { services: { access } }: ApiContext): Promise<readonly ApiKeyType[]> {
    return (await access.keys.list()).map(keyView);
  }

  @Mutation(() => CreatedApiKeyType, {
    description: 'Makes a key. The answer has its secret, which is told this once.',
  })
  async createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'The key.' }) input: CreateApiKeyInput,
    @Ctx() { services: { access } }: ApiContext,
  ): Promise<CreatedApiKeyType> {
    const { key, secret } = await access.keys.create(toNewKey(input));
    return { key: keyView(key), secret };
  }

  @Mutation(() => ApiKeyType, { description: 'Ends a key for ever, with the sign-ins that were made with it.' })
  async revokeApiKey(
    @Arg('id', () => ID, { description: 'Id of the key.' }) id: string,
    @Ctx() { services: { access } }: ApiContext,
  ): Promise<ApiKeyType> {
    return keyView(await access.keys.revoke(id));
  }

  @Query(() => AuditLogType, {
    complexity: listCost(DEFAULT_PAGE, 'first', 10),
    description: 'Changes, newest first: every mutation, by whom and when.',
  })
  async auditLog(
    @Arg('filter', () => AuditFilterInput, { nullable: true, description: 'Which changes; all when absent.' })
    filter: AuditFilterInput | null | undefined,
    @Arg('first', () => Int, { nullable: true, description: 'Page size, 1 to 500; 50 when absent.' })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: 'endCursor of the page before.' })
    after: string | null | undefined,
    @Ctx() { services: { access } }: ApiContext,
  ): Promise<AuditLogType> {
    const size = checkCount('first', first, PAGE_LIMIT) ?? DEFAULT_PAGE;
    const found = await access.audit.scan(toFilter(filter ?? {}), size + 1, after ?? undefined);
    return auditView(found, size, after ?? undefined);
  }
}

const toNewKey = (input: CreateApiKeyInput): NewKey => ({
  name: input.name,
  role: input.role,
  pools: input.pools?.map(poolId),
  requestsPerMinute: input.requestsPerMinute ?? undefined,
  dailyBudgetUsd: input.dailyBudgetUsd ?? undefined,
  expiresAt: input.expiresAt?.getTime(),
});

const toFilter = ({ principal, operation, from, to }: AuditFilterInput): AuditFilter => ({
  principal: principal ?? undefined,
  operation: operation ?? undefined,
  from: from?.getTime(),
  to: to?.getTime(),
});

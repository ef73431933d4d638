import type { AuditEntry } from '../../access/audit.js';
import type { ApiKey } from '../../access/types.js';
import type { ApiKeyType, AuditLogType } from '../../schema/access.type.js';

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

export const keyView = (key: ApiKey): ApiKeyType => ({
  ...key,
  createdAt: new Date(key.createdAt),
  expiresAt: date(key.expiresAt),
  revokedAt: date(key.revokedAt),
  lastUsedAt: date(key.lastUsedAt),
});

/** `found` holds one entry more than the page where another page follows. */
export function auditView(found: readonly AuditEntry[], size: number, after: string | undefined): AuditLogType {
  const nodes = found.slice(0, size).map((entry) => ({ ...entry, at: new Date(entry.at) }));
  return {
    nodes,
    pageInfo: {
      hasNextPage: found.length > size,
      hasPreviousPage: after !== undefined,
      startCursor: nodes[0]?.id ?? null,
      endCursor: nodes.at(-1)?.id ?? null,
    },
  };
}

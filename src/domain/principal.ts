import type { PoolId } from './ids.js';

/** What somebody may do: `read` looks at what is stored, `route` asks for decisions, `operate` changes, `administer` decides who may. */
export type Permission = 'read' | 'route' | 'operate' | 'administer';

/** A router is an application: it asks, and sees nothing of what others asked. */
export const PERMISSIONS_OF = {
  viewer: ['read'],
  router: ['route'],
  operator: ['read', 'route', 'operate'],
  admin: ['read', 'route', 'operate', 'administer'],
} as const satisfies Record<string, readonly Permission[]>;

export type Role = keyof typeof PERMISSIONS_OF;

export const ROLES = Object.keys(PERMISSIONS_OF) as readonly Role[];

/** Whoever a request comes from. */
export interface Principal {
  /** Id of the API key, `jwt:` and the subject of a token, `admin` for the key of the environment, `local` without authentication. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly role: Role;
  /** Candidate pools it may route over; null for any. */
  readonly pools: readonly PoolId[] | null;
  /** None where absent. */
  readonly limits?: PrincipalLimits | undefined;
}

export interface PrincipalLimits {
  /** Null for any number. */
  readonly requestsPerMinute: number | null;
  /** USD of a day in UTC; null for any sum. */
  readonly dailyBudgetUsd: number | null;
}

/** Where there is no authentication the server listens on loopback only, and whoever reaches it may do everything. */
export const LOCAL_PRINCIPAL: Principal = { id: 'local', name: 'local', role: 'admin', pools: null };

export const may = ({ role }: Principal, permission: Permission): boolean =>
  (PERMISSIONS_OF[role] as readonly Permission[]).includes(permission);

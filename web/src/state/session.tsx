import { createContext, useContext } from 'react';
import type { Permission, Session } from '../api/session';

/** Where nobody is asked everybody may do everything; the server decides in any case. */
export const SessionContext = createContext<Session | null>(null);

export const useSession = (): Session | null => useContext(SessionContext);

/** Which roles have a permission, for people. */
const ROLES: Record<Permission, string> = {
  read: 'viewer',
  route: 'operator',
  operate: 'operator',
  administer: 'admin',
};

/** Why a change is not offered; null where it is. */
export function useWhyNot(permission: Permission): string | null {
  const me = useSession()?.me;
  if (!me || me.permissions.includes(permission)) return null;
  return `Needs a key of the role ${ROLES[permission]}; yours is ${me.role}.`;
}

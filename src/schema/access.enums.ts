import type { Permission, Role } from '../domain/principal.js';
import { describedEnum } from './enums.js';

type Names<T extends string> = { readonly [K in Uppercase<T>]: Lowercase<K> & T };

export const RoleEnum = describedEnum(
  'Role',
  'What a key is for.',
  { VIEWER: 'viewer', ROUTER: 'router', OPERATOR: 'operator', ADMIN: 'admin' } as const satisfies Names<Role>,
  {
    VIEWER: 'Looks at everything that is stored, and changes nothing.',
    ROUTER: 'An application: asks for decisions and gives feedback, and sees nothing of what others asked.',
    OPERATOR: 'Looks, asks and changes: LLMs, pools, prices, training, versions.',
    ADMIN: 'An operator who also makes and revokes keys, and reads the audit log.',
  },
);

export const PermissionEnum = describedEnum(
  'Permission',
  'What may be done; each field of the root types needs one.',
  {
    READ: 'read',
    ROUTE: 'route',
    OPERATE: 'operate',
    ADMINISTER: 'administer',
  } as const satisfies Names<Permission>,
  {
    READ: 'Looking at what is stored: decisions, analytics, training.',
    ROUTE: 'Asking for decisions, and saying what came of them.',
    OPERATE: 'Changing LLMs, pools, prices and routers; training and evaluation.',
    ADMINISTER: 'Keys and the audit log.',
  },
);

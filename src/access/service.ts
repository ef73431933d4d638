import type { AuditLog } from './audit.js';
import type { KeyService } from './keys.js';
import type { Spending } from './spending.js';

/** Who may do what, and who did. */
export interface AccessService {
  readonly keys: KeyService;
  readonly spending: Spending;
  readonly audit: AuditLog;
}

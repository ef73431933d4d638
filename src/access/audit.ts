import type { Clock } from '../domain/clock.js';
import { ThetaError } from '../domain/errors.js';
import type { Principal, Role } from '../domain/principal.js';

/** One change: by whom, when, what. Ids only: no texts, no secrets. */
export interface AuditEntry {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly principal: string;
  readonly principalName: string;
  readonly role: Role;
  /** Field of Mutation, or signIn. */
  readonly operation: string;
  /** Ids that it was asked with. */
  readonly ids: readonly string[];
  /** OK, or the code of the error; null where the server ended before it knew. */
  readonly outcome: string | null;
  /** Id of what came of it. */
  readonly result: string | null;
  readonly requestId: string;
}

export interface AuditFilter {
  readonly principal?: string | undefined;
  readonly operation?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface AuditRepository {
  add(entry: AuditEntry): Promise<void>;
  end(id: string, outcome: string, result: string | null): Promise<void>;
  /** Newest first, those older than the entry of id `after`. Throws PAGE_INVALID for an unknown one. */
  scan(filter: AuditFilter, first: number, after?: string): Promise<readonly AuditEntry[]>;
  prune(before: number): Promise<void>;
}

export interface AuditedChange {
  readonly principal: Principal;
  readonly operation: string;
  readonly ids: readonly string[];
  readonly requestId: string;
}

export interface AuditLog {
  /**
   * Notes a change before it is made, makes it, and notes what came of it before it is answered: what has been committed
   * is in the log, whenever the server ends. Without a database there is no note, and no change.
   */
  audited<T>(change: AuditedChange, work: () => Promise<T>, resultOf?: (made: T) => string | null): Promise<T>;
  scan: AuditRepository['scan'];
  /** Deletes what is older than the retention. */
  prune(): Promise<void>;
}

export interface AuditDeps {
  readonly repository: AuditRepository;
  readonly clock: Pick<Clock, 'now'>;
  readonly newId: () => string;
  readonly keepDays: number;
  readonly onError: (error: unknown) => void;
}

const DAY_MS = 86_400_000;

export function createAuditLog({ repository, clock, newId, keepDays, onError }: AuditDeps): AuditLog {
  return {
    async audited({ principal, operation, ids, requestId }, work, resultOf = () => null) {
      const id = newId();
      const who = { principal: principal.id, principalName: principal.name, role: principal.role };
      await repository.add({ id, at: clock.now(), ...who, operation, ids, outcome: null, result: null, requestId });
      // The change itself stands, whether or not its outcome can be noted.
      const end = (outcome: string, result: string | null) => repository.end(id, outcome, result).catch(onError);
      try {
        const made = await work();
        await end('OK', resultOf(made));
        return made;
      } catch (thrown) {
        await end(thrown instanceof ThetaError ? thrown.code : 'INTERNAL', null);
        throw thrown;
      }
    },
    scan: (...asked) => repository.scan(...asked),
    prune: () => repository.prune(clock.now() - keepDays * DAY_MS),
  };
}

import type { FastifyInstance } from 'fastify';

/** Which build serves. */
export interface VersionText {
  readonly version: string;
  /** Of the sources; null where the build did not know it. */
  readonly commit: string | null;
  readonly node: string;
}

/** GET /version. */
export function versionRoute(app: FastifyInstance, { version, commit, node }: VersionText): void {
  app.get('/version', { config: { access: 'known' } }, () => ({ version, commit, node }));
}

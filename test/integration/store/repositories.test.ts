import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scratch } from './support/databases.js';
import { databases } from './support/databases.js';
import { sha256 } from './support/records.js';
import { accessSuite } from './suites/access.suite.js';
import { anchorsSuite } from './suites/anchors.suite.js';
import { catalogueChangesSuite } from './suites/catalogue-changes.suite.js';
import { catalogueSuite } from './suites/catalogue.suite.js';
import type { StoreContext } from './suites/context.js';
import { shipped } from './suites/context.js';
import { decisionsSuite } from './suites/decisions.suite.js';
import { evaluationsSuite } from './suites/evaluations.suite.js';
import { feedbackSuite } from './suites/feedback.suite.js';
import { gatewayCallsSuite } from './suites/gateway-calls.suite.js';
import { forgetSuite } from './suites/forget.suite.js';
import { refitsSuite } from './suites/refits.suite.js';
import { shadowsSuite } from './suites/shadows.suite.js';
import { responsesSuite } from './suites/responses.suite.js';
import { routerSetsSuite } from './suites/router-sets.suite.js';
import { trafficSuite } from './suites/traffic.suite.js';
import { vectorsSuite } from './suites/vectors.suite.js';

for (const database of databases) {
  describe.skipIf(database.skipped !== null)(`store on ${database.name}`, { timeout: 120_000 }, () => {
    let scratch: Scratch;
    const at = { now: 100 * 86_400_000 } as StoreContext;

    beforeAll(async () => {
      scratch = await database.scratch();
      const clock = { now: () => at.now, monotonic: () => performance.now() };
      const blobSources = [async (digest: string) => (digest === sha256(shipped) ? shipped : null)];
      at.store = await scratch.open({ clock, blobSources });
    });
    afterAll(async () => {
      await at.store?.close();
      await scratch?.drop();
    });

    it('answers that it is healthy', async () => {
      expect(await at.store.health()).toBeGreaterThan(0);
    });

    catalogueSuite(at);
    routerSetsSuite(at);
    responsesSuite(at);
    decisionsSuite(at);
    feedbackSuite(at);
    shadowsSuite(at);
    gatewayCallsSuite(at);
    evaluationsSuite(at);
    refitsSuite(at);
    vectorsSuite(at);
    anchorsSuite(at);
    trafficSuite(at);
    forgetSuite(at);
    catalogueChangesSuite(at);
    accessSuite(at);
  });
}

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Server } from './start-server.js';
import { startServer } from './start-server.js';

let server: Server;
beforeAll(async () => {
  server = await startServer();
}, 120_000);
afterAll(() => server.stop());

interface Figures {
  readonly queries: number;
  readonly pairs: number;
  readonly before: { readonly ece: number; readonly brier: number };
  readonly after: { readonly ece: number; readonly brier: number };
}
const FIGURES = '{ queries pairs before { ece brier } after { ece brier } }';

it('gives the held-out figures of a version as its routers have them', { timeout: 60_000 }, async () => {
  const { routerSets, routers } = await server.graphql<{
    routerSets: { serving: boolean; calibrations: { router: string; calibration: Figures }[] }[];
    routers: { id: string; output: string; calibration: Figures | null }[];
  }>(`{
    routerSets { serving calibrations { router calibration ${FIGURES} } }
    routers { id output calibration ${FIGURES} }
  }`);
  const calibrations = routerSets.find(({ serving }) => serving)?.calibrations ?? [];
  const calibrated = routers.filter(({ calibration }) => calibration !== null);
  expect(calibrated.length).toBeGreaterThan(5);
  expect(calibrated.every(({ output }) => output === 'PERFORMANCE')).toBe(true);
  expect(calibrations).toEqual(calibrated.map(({ id, calibration }) => ({ router: id, calibration })));
});

it('lists every router that serves among those that can be trained', async () => {
  const { installedRouters, routers } = await server.graphql<{
    installedRouters: { id: string; evaluationOnly: boolean }[];
    routers: { id: string }[];
  }>('{ installedRouters { id evaluationOnly hyperparameters { name defaultValue } } routers { id } }');
  const trainable = installedRouters.filter(({ evaluationOnly }) => !evaluationOnly);
  expect(trainable.map(({ id }) => id)).toEqual(expect.arrayContaining(routers.map(({ id }) => id)));
});

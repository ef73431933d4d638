import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Server } from '../server/start-server.js';
import { startServer } from '../server/start-server.js';
import { chartsDrawn, hasChromium, keepScreenshot, launch, openPage, sidewaysScroll } from './browser.js';

describe.skipIf(!hasChromium())('the traffic page', { timeout: 90_000 }, () => {
  let server: Server;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('draws what the server decided', async () => {
    const inputs = Array.from({ length: 30 }, (_, i) => ({ query: `Explain tax law, part ${i}`, alpha: (i % 4) / 3 }));
    await server.graphql(`query($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { __typename } }`, { inputs });
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/traffic?range=1h');
    await page.getByText('Decisions over time').waitFor();
    await chartsDrawn(page);
    expect(await page.getByRole('region', { name: 'In this time' }).innerText()).toContain('30');
    await keepScreenshot(page, 'traffic');
    expect(await sidewaysScroll(page)).toBe(0);
    expect(complaints).toEqual([]);
    await open.close();
  });
});

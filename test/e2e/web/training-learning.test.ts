import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runTheta } from '../../fixtures/run-theta.js';
import { scoredQueries } from '../../fixtures/scored-queries.js';
import type { Server } from '../server/start-server.js';
import { startServer } from '../server/start-server.js';
import { accessibilityFaults, hasChromium, keepScreenshot, launch, openPage, sidewaysScroll } from './browser.js';

describe.skipIf(!hasChromium())('learning and refitting in a browser', { timeout: 240_000 }, () => {
  let server: Server;
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), 'theta-learning-'));
  const serving = async () =>
    (
      await server.graphql<{ routerSets: { version: string; serving: boolean }[] }>(
        '{ routerSets { version serving } }',
      )
    ).routerSets.find((one) => one.serving)?.version ?? '';
  beforeAll(async () => {
    const queries = scoredQueries(600, 1, ['gpt-3.5-turbo-1106', 'claude-instant-v1', 'gemma-2-9b-it']);
    await writeFile(join(folder, 'train.jsonl'), queries);
    await runTheta(folder, ['import', 'train.jsonl', '--source', 'mine']);
    server = await startServer({ THETA_DATA: join(folder, 'data') });
    browser = await launch();
    // A small version serves: a refit trains what the serving one has.
    const shipped = await serving();
    await server.graphql(
      'mutation { trainRouters(input: { label: "small", routers: ["mirt", "knn"], promote: true }) { id } }',
    );
    await vi.waitFor(async () => expect(await serving()).not.toBe(shipped), { timeout: 120_000, interval: 500 });
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('makes an update from feedback that serves once it is approved', async () => {
    const { routeMany } = await server.graphql<{ routeMany: { id: string }[] }>(
      'query ($inputs: [RouteInput!]!) { routeMany(inputs: $inputs) { ... on RoutingDecision { id } } }',
      { inputs: Array.from({ length: 6 }, (_, i) => ({ query: `sum of ${i} apples`, router: 'mirt' })) },
    );
    await server.graphql(
      'mutation ($inputs: [RecordFeedbackInput!]!) { recordFeedbackBatch(inputs: $inputs) { error { code } } }',
      { inputs: routeMany.map(({ id }) => ({ decisionId: id, score: 0, reporter: 'tester' })) },
    );
    const before = await serving();
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/training');
    const feedback = page.getByRole('region', { name: 'Feedback' });
    await feedback.getByText('of 6 read').waitFor({ timeout: 60_000 });
    await feedback.getByRole('button', { name: 'Learn from it' }).click();
    await page.getByText('Learn from 6 new statements?').waitFor();
    await page.getByRole('button', { name: 'Make a version' }).click();
    const update = page.getByTestId('update');
    await update.waitFor({ timeout: 60_000 });
    expect(await update.innerText()).toContain('Waits for approval');
    // Six statements are fewer than the limit asks for.
    expect(await update.getByText('Beyond').count()).toBeGreaterThan(0);
    expect(await serving()).toBe(before);
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepScreenshot(page, 'training-feedback');
    await update.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('It is beyond a limit').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await expect.poll(serving, { timeout: 60_000 }).not.toBe(before);
    await update.waitFor({ state: 'detached', timeout: 60_000 });
    await page.getByRole('region', { name: 'Serving now' }).getByText('feedback of').waitFor({ timeout: 60_000 });
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('refits, and shows the report with its conditions and intervals', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/training');
    await page.getByRole('button', { name: 'Refit now' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Refit' }).click();
    // What serves was trained on all that is stored.
    await expect.poll(() => dialog.innerText(), { timeout: 30_000 }).toContain('REFIT_NOTHING_NEW');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Refit' }).click();
    await page.waitForURL(/\/training\/jobs\//);
    await page.getByRole('link', { name: 'Its report' }).click({ timeout: 180_000 });
    await page.getByRole('heading', { name: 'The candidate was not promoted' }).waitFor();
    const { refits } = await server.graphql<{
      refits: { report: { checks: { text: string }[]; routers: { router: string }[] } }[];
    }>('{ refits(first: 1) { report { checks { text } routers { router } } } }');
    const report = refits[0]?.report;
    for (const { text } of report?.checks ?? [])
      expect(await page.getByRole('listitem').filter({ hasText: text }).count()).toBe(1);
    const routers = page.getByRole('group', { name: 'Routers of both versions' }).locator('tbody tr');
    expect(await routers.count()).toBe(report?.routers.length);
    expect(report?.routers.length).toBeGreaterThan(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await keepScreenshot(page, 'training-refit');
    expect(complaints).toEqual([]);
    await open.close();
  });
});

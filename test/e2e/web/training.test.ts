import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTheta } from '../../fixtures/run-theta.js';
import { scoredQueries } from '../../fixtures/scored-queries.js';
import type { Server } from '../server/start-server.js';
import { startServer } from '../server/start-server.js';
import {
  accessibilityFaults,
  chartsDrawn,
  hasChromium,
  keepScreenshot,
  launch,
  openPage,
  PHONE,
  sidewaysScroll,
} from './browser.js';

/** Light and dark have no fault, and nothing scrolls sideways. */
async function expectSound(page: Page, name: string) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepScreenshot(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await sidewaysScroll(page)).toBe(0);
}

const jobId = (page: Page) => decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');

describe.skipIf(!hasChromium())('the training pages in a browser', { timeout: 240_000 }, () => {
  let server: Server;
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), 'theta-training-'));
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
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Trains knn and mirt through the API and gives the version; the same seed gives the same embedder and held-out queries. */
  const trained = async (label: string, epochs: number) => {
    const { trainRouters } = await server.graphql<{ trainRouters: { id: string } }>(
      'mutation ($input: TrainRoutersInput!) { trainRouters(input: $input) { id } }',
      { input: { label, routers: ['mirt', 'knn'], hyperparameters: [{ router: 'mirt', values: { epochs } }] } },
    );
    const job = async () =>
      (
        await server.graphql<{ job: { status: string; version: string } }>(
          'query ($id: ID!) { job(id: $id) { status version } }',
          { id: trainRouters.id },
        )
      ).job;
    await expect.poll(async () => (await job()).status, { timeout: 90_000 }).toBe('SUCCEEDED');
    return (await job()).version;
  };

  it('starts a training from what routers declare, follows its curves, and cancels it', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/training');
    await page.getByRole('link', { name: 'Start a training' }).click();
    const start = page.getByRole('button', { name: 'Start the training' });
    await page.getByRole('checkbox', { name: /MIRT-Router/ }).check();
    expect(page.url()).toContain('routers=mirt');
    expect(await start.isDisabled()).toBe(true);
    await page.getByLabel('Label (needed)').fill('a long one');
    await page.getByRole('checkbox', { name: /^mine/ }).check();
    expect(page.url()).toContain('sources=mine');
    await page.locator('summary', { hasText: 'MIRT-Router' }).click();
    const epochs = page.getByLabel('epochs', { exact: true });
    expect(await epochs.getAttribute('placeholder')).toBe('Default: 200');
    await epochs.fill('99999');
    await expect
      .poll(() => page.locator('p.problem').first().textContent())
      .toBe('Expected a whole number from 1 to 10,000, got 99999.');
    expect(await start.isDisabled()).toBe(true);
    await expectSound(page, 'training-start');
    await epochs.fill('10000');
    await page.getByLabel('patience', { exact: true }).fill('10000');
    await page.getByLabel('learningRate', { exact: true }).fill('0.000001');
    await start.click();
    await page.waitForURL(/\/training\/jobs\//);
    await page.getByRole('heading', { name: 'Loss and validation' }).waitFor({ timeout: 60_000 });
    await chartsDrawn(page);
    // The chart goes on without a reload: its sentence names more epochs than a moment ago.
    const steps = async () =>
      Number(/over (\d+) epochs/.exec((await page.getByTestId('chart').getAttribute('aria-label')) ?? '')?.[1]);
    const before = await steps();
    expect(before).toBeGreaterThan(0);
    await expect.poll(steps, { timeout: 30_000 }).toBeGreaterThan(before);
    expect(await page.getByTestId('chart').getAttribute('aria-label')).toContain('Validation loss from');
    const { job } = await server.graphql<{ job: { request: { hyperparameters: object; sources: string[] } } }>(
      'query ($id: ID!) { job(id: $id) { request { hyperparameters sources } } }',
      { id: jobId(page) },
    );
    expect(job.request).toEqual({
      hyperparameters: { mirt: { epochs: 10_000, patience: 10_000, learningRate: 0.000_001 } },
      sources: ['mine'],
    });
    await expectSound(page, 'training-job-running');
    await page.getByRole('button', { name: 'Cancel a long one' }).click();
    await page.getByRole('button', { name: 'Stop it' }).click();
    await expect.poll(() => page.getByTestId('outcome').textContent(), { timeout: 30_000 }).toBe('Nothing was stored');
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('says why the server refuses, with what to do', async () => {
    const { page, ...open } = await openPage(browser, server.url);
    await page.goto('/training/new?routers=hybrid-llm');
    await page.getByLabel('Label (needed)').fill('refused');
    await page.locator('summary', { hasText: 'hyper-parameters' }).click();
    // Each value is in its range; that they do not fit together only the server knows.
    await page.getByLabel('thresholdTarget', { exact: true }).fill('0.5');
    await page.getByRole('button', { name: 'Start the training' }).click();
    const alert = page.getByRole('alert');
    await expect.poll(() => alert.textContent()).toContain('HYPERPARAMETER_INVALID');
    expect(await alert.textContent()).toContain('Hyper-parameters of hybrid-llm:');
    await open.close();
  });

  it('leads from a finished training to its version, its diff, a promotion and back', async () => {
    const shipped = await serving();
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/training/new?routers=mirt%2Cknn');
    await page.getByLabel('Label (needed)').fill('first');
    await page.getByRole('button', { name: 'Start the training' }).click();
    await page.getByRole('link', { name: 'Its version' }).click({ timeout: 90_000 });
    await page.getByRole('heading', { name: 'On held-out queries' }).waitFor();
    const first = jobId(page);
    await chartsDrawn(page);
    const { routerSets } = await server.graphql<{
      routerSets: { version: string; calibrations: { router: string; calibration: { queries: number } }[] }[];
    }>('{ routerSets { version calibrations { router calibration { queries } } } }');
    const known = routerSets.find(({ version }) => version === first)?.calibrations ?? [];
    expect(known.length).toBe(2);
    await page.getByText(`${known[0]?.calibration.queries} queries, `).first().waitFor();
    await expectSound(page, 'training-version');

    await page.getByRole('link', { name: 'Diff with what serves' }).click();
    await page.getByText('different embedders').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Promote first' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Promote' }).click();
    await expect.poll(serving, { timeout: 30_000 }).toBe(first);

    await page.goto('/training');
    await page.getByRole('button', { name: 'Roll back' }).waitFor();
    await expectSound(page, 'training');
    await page.getByRole('button', { name: 'Roll back' }).click();
    await page.getByText(shipped).first().waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click();
    await expect.poll(serving, { timeout: 30_000 }).toBe(shipped);
    await page.getByRole('button', { name: 'Roll back' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('group', { name: 'Promotions' }).innerText()).toContain('Rolled back to');
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('shows what two versions decide otherwise, as the API says it', async () => {
    const [from, to] = [await trained('3 epochs', 3), await trained('200 epochs', 200)];
    const { versionDiff } = await server.graphql<{
      versionDiff: { abilities: unknown[]; decisions: { router: string; changed: number; probes: number }[] | null };
    }>(
      `query ($from: ID!, $to: ID!) { versionDiff(from: $from, to: $to) {
        abilities { router } decisions { router changed probes } } }`,
      { from, to },
    );
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/training/diff');
    await page.getByText('Choose two versions').waitFor();
    await page.getByLabel('From', { exact: true }).selectOption(from);
    await page.getByLabel('To', { exact: true }).selectOption(to);
    expect(page.url()).toContain(`from=${from}&to=${to}`);
    await page
      .getByRole('heading', { name: `Abilities that moved (${versionDiff.abilities.length.toLocaleString('en')})` })
      .waitFor({ timeout: 60_000 });
    expect(versionDiff.abilities.length).toBeGreaterThan(10);
    expect(versionDiff.decisions).not.toBeNull();
    await page.getByRole('heading', { name: 'mirt: choices that move' }).waitFor();
    await chartsDrawn(page);
    const mirt = versionDiff.decisions?.find(({ router }) => router === 'mirt');
    const moved = page.getByRole('region', { name: 'mirt: choices that move' });
    const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
    expect(await moved.innerText()).toContain(percent.format(mirt?.changed ?? NaN));
    await expectSound(page, 'training-diff');
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('fits a phone', async () => {
    const version = await serving();
    const phone = await openPage(browser, server.url, PHONE);
    for (const path of [
      '/training',
      '/training/new?routers=mirt',
      `/training/versions/${version}`,
      '/training/jobs/x',
    ]) {
      await phone.page.goto(path);
      await phone.page.locator('h1').waitFor();
      await phone.page.waitForLoadState('networkidle');
      expect([path, await sidewaysScroll(phone.page)]).toEqual([path, 0]);
      await keepScreenshot(phone.page, `phone-${path.slice(1).replace(/[^a-z]+/g, '-')}`.slice(0, 40));
    }
    expect(await accessibilityFaults(phone.page)).toEqual([]);
    await phone.page.getByText('This server knows no job of that id').waitFor();
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });
});

describe.skipIf(!hasChromium())('the training page of a fresh server', { timeout: 120_000 }, () => {
  let server: Server;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('says what to run to be able to train', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/training');
    await page.getByText('There is nothing to train on yet').waitFor();
    expect(await page.locator('pre.command').innerText()).toContain('npx theta import');
    expect(await page.getByRole('link', { name: 'Start a training' }).count()).toBe(0);
    await page.getByText('Nobody has said anything yet').waitFor({ timeout: 30_000 });
    await expectSound(page, 'training-fresh');
    await page.goto('/training/new');
    await page.getByText('There is nothing to train on yet').waitFor();
    expect(complaints).toEqual([]);
    await open.close();
  });
});

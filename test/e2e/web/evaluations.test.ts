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

const LLMS = ['gpt-3.5-turbo-1106', 'claude-instant-v1', 'gemma-2-9b-it'] as const;

interface Difference {
  readonly router: string;
  readonly against: string;
  readonly alpha: number | null;
  readonly verdict: string;
  readonly sentence: string;
  readonly difference: { readonly metric: string };
}

describe.skipIf(!hasChromium())('the evaluation pages in a browser', { timeout: 240_000 }, () => {
  let server: Server;
  let browser: Browser;
  /** The report that the first test makes. */
  let made = '';
  const folder = mkdtempSync(join(tmpdir(), 'theta-evaluations-'));
  beforeAll(async () => {
    await writeFile(join(folder, 'a.jsonl'), scoredQueries(240, 1, [...LLMS], [0.004, 0.003, 0.001]));
    await writeFile(join(folder, 'b.jsonl'), scoredQueries(120, 2, [...LLMS], [0.004, 0.003, 0.001]));
    await runTheta(folder, ['import', 'a.jsonl', '--source', 'tickets']);
    await runTheta(folder, ['import', 'b.jsonl', '--source', 'held']);
    server = await startServer({ THETA_DATA: join(folder, 'data') });
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const expectSound = async (page: Page, name: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await accessibilityFaults(page)).toEqual([]);
      await keepScreenshot(page, `${name}-${colorScheme}`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await sidewaysScroll(page)).toBe(0);
  };

  it('starts an evaluation, watches it, and draws what its report holds', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/evaluations');
    await page.getByText('Nothing was measured yet').waitFor();
    await page.getByRole('link', { name: 'Start an evaluation' }).click();
    const trainOn = page.getByRole('group', { name: 'Train on' });
    await trainOn.getByRole('checkbox', { name: /^tickets/ }).check();
    await page.getByRole('group', { name: 'Score on' }).getByRole('checkbox', { name: /^held/ }).check();
    const routers = page.getByRole('group', { name: 'Routers' });
    await routers.getByRole('checkbox', { name: /k nearest neighbours/ }).check();
    await routers.getByRole('checkbox', { name: /MIRT-Router/ }).check();
    await page.getByLabel('α, weights of performance').fill('0.8, 2');
    await page.getByText('Expected numbers from 0 to 1').waitFor();
    expect(await page.getByRole('button', { name: 'Start the evaluation' }).isDisabled()).toBe(true);
    await page.getByLabel('α, weights of performance').fill('0.8, 0.5');
    await page.getByLabel('Label').fill('kNN and MIRT');
    await expectSound(page, 'evaluation-start');
    await page.getByRole('button', { name: 'Start the evaluation' }).click();
    await page.waitForURL(/\/training\/jobs\//);
    await page.getByRole('link', { name: 'Its report' }).click({ timeout: 120_000 });
    await page.waitForURL(/\/evaluations\/[^/]+$/);
    made = new URL(page.url()).pathname.split('/').at(-1) ?? '';

    await page.getByRole('heading', { name: 'Performance over total cost (test)' }).waitFor();
    await chartsDrawn(page);
    const { evaluation } = await server.graphql<{
      evaluation: { verdict: string; differences: Difference[]; report: { breakdowns: { router: string }[] } };
    }>(
      `query ($id: ID!) { evaluation(id: $id) { verdict report { breakdowns { router } }
        differences { router against alpha verdict sentence difference { metric } } } }`,
      { id: made },
    );
    expect(await page.getByText(evaluation.verdict).count()).toBeGreaterThan(0);
    const shown = evaluation.differences.filter((d) => d.difference.metric === 'reward' && d.alpha === 0.8);
    expect(shown.length).toBeGreaterThan(1);
    const words = page.getByRole('group', { name: 'Paired differences' });
    const against = shown.filter((d) => d.against === 'best-single');
    expect(against.length).toBeGreaterThan(1);
    for (const { sentence } of against) expect(await words.innerText()).toContain(sentence);
    expect(await words.locator('tbody tr').count()).toBe(against.length);
    for (const title of ['Reliability of P̂', 'Predictions', 'Performance by task', 'Which LLMs answer']) {
      expect(await page.getByRole('heading', { name: title, exact: true }).count()).toBe(1);
    }
    // Another α, in the URL, shows other sentences.
    await page.getByLabel('α, weight of performance').selectOption('0.5');
    expect(page.url()).toContain('alpha=0.5');
    const at = evaluation.differences.find(
      (d) => d.difference.metric === 'reward' && d.alpha === 0.5 && d.against === 'best-single',
    );
    await expect.poll(() => words.innerText()).toContain(at?.sentence ?? 'a sentence');
    await page.reload();
    await expect.poll(() => words.innerText()).toContain(at?.sentence ?? 'a sentence');
    await chartsDrawn(page);
    await page.waitForTimeout(500);
    await page.getByTestId('chart').first().screenshot({ path: 'build/screenshots/evaluation-cost.png' });
    await expectSound(page, 'evaluation');
    // The files are still where they were.
    for (const kind of ['html', 'csv', 'json']) {
      expect((await fetch(`${server.url}/evaluations/${made}.${kind}`)).status).toBe(200);
    }
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('cancels one, and says what the server refuses', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/evaluations/new?protocol=main&sources=tickets&tested=tickets');
    await page.getByRole('button', { name: 'Start the evaluation' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('BAD_USER_INPUT');
    // Twenty folds of every router take minutes.
    await page.goto('/evaluations/new?protocol=main');
    await page.getByLabel('Folds').fill('20');
    await page.getByRole('button', { name: 'Start the evaluation' }).click();
    await page.waitForURL(/\/training\/jobs\//);
    await page.getByRole('progressbar').waitFor();
    await page.goto('/evaluations');
    await page.getByRole('heading', { name: 'Under way' }).waitFor();
    await page.getByRole('button', { name: 'Cancel main' }).click();
    await page.getByRole('button', { name: 'Stop it' }).click();
    await page.getByRole('heading', { name: 'Under way' }).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('lists reports, fits a phone, and knows what is not there', async () => {
    const phone = await openPage(browser, server.url, PHONE);
    await phone.page.goto('/evaluations');
    await phone.page.getByRole('link', { name: 'kNN and MIRT', exact: true }).click();
    await phone.page.getByRole('heading', { name: 'Which LLMs answer' }).waitFor();
    await chartsDrawn(phone.page);
    await phone.page.waitForTimeout(500);
    expect(await sidewaysScroll(phone.page)).toBe(0);
    expect(await accessibilityFaults(phone.page)).toEqual([]);
    await keepScreenshot(phone.page, 'evaluation-phone');
    for (const path of ['/evaluations', '/evaluations/new', '/evaluations/none']) {
      await phone.page.goto(path);
      await phone.page.locator('h1').waitFor();
      await phone.page.waitForLoadState('networkidle');
      expect([path, await sidewaysScroll(phone.page)]).toEqual([path, 0]);
    }
    await phone.page.getByText('No such report is stored').waitFor();
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });
});

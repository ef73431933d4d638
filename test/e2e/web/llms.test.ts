import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTheta } from '../../fixtures/run-theta.js';
import { scoredQueries } from '../../fixtures/scored-queries.js';
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
import { startServer } from '../server/start-server.js';
import type { Server } from '../server/start-server.js';

const COMPARED = 'gpt-4-1106-preview,gemma-2-9b-it';

describe.skipIf(!hasChromium())('the LLMs pages in a browser', { timeout: 180_000 }, () => {
  let server: Server;
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), 'theta-llms-'));
  beforeAll(async () => {
    const queries = scoredQueries(120, 1, ['gpt-3.5-turbo-1106', 'claude-instant-v1', 'gemma-2-9b-it']);
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

  it('lists what the API lists, filters by the URL, and compares', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    const { llms } = await server.graphql<{ llms: { name: string }[] }>('{ llms(pool: "llmrouter") { name } }');
    await page.goto(`/llms?pool=llmrouter&compare=${COMPARED}`);
    const rows = page.getByRole('group', { name: /^LLMs, prices/ }).locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(llms.length);
    await page.getByLabel('Search').fill('gemma-2');
    await expect.poll(() => rows.count()).toBe(1);
    expect(page.url()).toContain('search=gemma-2');
    await page.goto(`/llms?compare=${COMPARED}`);
    await page.getByRole('heading', { name: 'Abilities of the compared LLMs' }).waitFor();
    await chartsDrawn(page);
    await page.waitForTimeout(500);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await accessibilityFaults(page)).toEqual([]);
      await keepScreenshot(page, `llms-${colorScheme}`);
    }
    await page.goto('/llms?pool=nowhere');
    await expect.poll(() => page.getByRole('alert').first().textContent()).toContain('UNKNOWN_POOL');
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('shows one LLM and changes its price', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/llms/meta%2Fllama-2-70b-chat');
    await page.getByRole('button', { name: 'Set a price' }).click();
    await page.getByLabel('Input, USD per million tokens').fill('0.5');
    await page.getByLabel('Output, USD per million tokens').fill('0.75');
    await page.getByRole('button', { name: 'Save price' }).click();
    await expect.poll(() => page.locator('.problem').first().textContent()).toContain('expected some text');
    await page.getByLabel('Source of the price').fill('a test');
    await page.getByRole('button', { name: 'Save price' }).click();
    await page.getByRole('heading', { name: 'Prices over time' }).waitFor();
    const { llm } = await server.graphql<{ llm: { price: { outputPerMillion: number } } }>(
      '{ llm(id: "meta/llama-2-70b-chat") { price { outputPerMillion } } }',
    );
    expect(llm.price.outputPerMillion).toBe(0.75);
    await page.getByText('Rests on').waitFor();
    await chartsDrawn(page);
    await page.waitForTimeout(500);
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepScreenshot(page, 'llm-page');
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('updates facts, retires an LLM with a reason, and reinstates it', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    const known = async () =>
      (
        await server.graphql<{ llm: { family: string | null; status: string; retirement: { reason: string } | null } }>(
          '{ llm(id: "claude-v2") { family status retirement { reason } } }',
        )
      ).llm;
    const before = await known();
    await page.goto('/llms/claude-v2');
    await page.getByRole('button', { name: 'Update facts' }).click();
    await page.getByLabel('Family').fill('Claude of old');
    await page.getByRole('button', { name: 'Save facts' }).click();
    await expect.poll(known).toEqual({ ...before, family: 'Claude of old' });

    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Retire', exact: true }).click();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Retire', exact: true }).click();
    // Without a reason the server refuses, and nothing changes.
    await dialog.getByRole('button', { name: 'Retire' }).click();
    await dialog
      .getByText(/reason/)
      .last()
      .waitFor();
    expect((await known()).status).toBe(before.status);
    await dialog.getByLabel('Reason').fill('its provider is gone');
    await dialog.getByRole('button', { name: 'Retire' }).click();
    await page.getByText(/its provider is gone/).waitFor();
    expect(await known()).toMatchObject({ status: 'RETIRED', retirement: { reason: 'its provider is gone' } });

    await page.getByRole('button', { name: 'Reinstate', exact: true }).click();
    await dialog.getByRole('button', { name: 'Reinstate' }).click();
    await page.getByRole('button', { name: 'Retire', exact: true }).waitFor();
    expect(await known()).toEqual({ ...before, family: 'Claude of old' });
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('walks from a profile to a pool that chooses the LLM', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/llms/new');
    await page.getByLabel('Id (needed)').fill('acme/new 1');
    await page.getByLabel('Developer (needed)').fill('Acme');
    await page.getByLabel('Profile (needed)').fill('A small LLM for chat, good at arithmetic.');
    await page.getByLabel('Input, USD per million tokens').fill('0.01');
    await page.getByLabel('Output, USD per million tokens').fill('0.01');
    await page.getByLabel('Source of the price').fill('price list');
    await page.getByRole('button', { name: 'Register' }).click();
    await expect.poll(() => page.locator('.problem').first().textContent()).toContain('expected up to 200');
    await page.getByLabel('Id (needed)').fill('acme/new-1');
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByRole('link', { name: 'Choose anchor queries' }).click();
    await page.getByLabel('How many').fill('40');
    await expect.poll(() => page.getByRole('button', { name: 'Download 40 as JSONL' }).count()).toBe(1);
    await page
      .getByLabel(/^Score on/)
      .first()
      .fill('1');
    await page.getByRole('button', { name: 'Submit 1 score' }).click();
    await page.getByRole('heading', { name: 'What is known, answer by answer' }).waitFor();
    const { anchorQueries } = await server.graphql<{ anchorQueries: { id: string }[] }>(
      '{ anchorQueries(input: { llm: "acme/new-1", count: 40 }) { id } }',
    );
    const choose = (lines: readonly string[]) =>
      page.getByLabel('File of answers').setInputFiles({
        name: 'answers.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(lines.join('\r\n')),
      });
    await choose(['id,performance', 'q1']);
    await page.getByText('answers.csv: line 2: expected 2 fields, as the head has, got 1.').waitFor();
    await choose(['id,performance', ...anchorQueries.map(({ id }) => `"${id}",1`)]);
    await page.getByRole('button', { name: 'Submit 40 answers' }).click();
    await page.getByText('40 answers submitted.').waitFor();
    await keepScreenshot(page, 'llms-anchors');
    await page.getByRole('link', { name: 'See what is known now' }).click();
    await page.reload();
    const { calibration } = await server.graphql<{ calibration: { responses: number } }>(
      '{ calibration(llm: "acme/new-1") { responses } }',
    );
    expect(calibration.responses).toBe(41);
    await page.getByTestId('advice').waitFor();
    await chartsDrawn(page);
    await keepScreenshot(page, 'llms-posterior');
    await page.getByRole('link', { name: 'Preview it in a pool' }).click();
    await page.getByText('Share of traffic').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepScreenshot(page, 'llms-preview');
    await page.getByRole('link', { name: 'Go on to enable it' }).click();
    await page.getByRole('button', { name: 'Add to default' }).click();
    const allow = page.getByRole('checkbox');
    if (await allow.count()) await allow.check();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByTestId('enabled').waitFor();
    const { route } = await server.graphql<{ route: { ranking: { llm: { id: string } }[] } }>(
      '{ route(input: { query: "add apples total?" }) { ... on RoutingDecision { ranking { llm { id } } } } }',
    );
    expect(route.ranking.map(({ llm }) => llm.id)).toContain('acme/new-1');
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('holds 200 LLMs with long names on a laptop and a phone', async () => {
    const inputs = Array.from({ length: 200 }, (_, i) => ({
      id: `vendor/${'x'.repeat(150)}-${i}`,
      name: `${'An LLM with quite a long name '.repeat(3)}${i}`,
      developer: `Vendor ${i % 7}`,
      profile: `LLM number ${i} for chat.`,
      price: { inputPerMillion: i / 10, outputPerMillion: i / 5, source: 'a test' },
    }));
    const REGISTER = 'mutation ($inputs: [RegisterLlmInput!]!) { registerLlms(inputs: $inputs) { id } }';
    await server.graphql(REGISTER, { inputs });
    for (const [name, device] of [
      ['laptop', undefined],
      ['phone', PHONE],
    ] as const) {
      const { page, complaints, ...open } = await openPage(browser, server.url, device);
      await page.goto(`/llms?compare=${inputs[0]?.id},${inputs[1]?.id}`);
      await page.getByRole('heading', { name: 'Abilities of all LLMs' }).waitFor();
      await chartsDrawn(page);
      await page.waitForTimeout(500);
      await keepScreenshot(page, `llms-200-${name}`);
      expect(await sidewaysScroll(page)).toBe(0);
      await page.goto(`/llms/${encodeURIComponent(inputs[0]?.id ?? '')}`);
      await page.getByRole('heading', { name: 'Pools' }).waitFor();
      expect(await sidewaysScroll(page)).toBe(0);
      expect(complaints).toEqual([]);
      await open.close();
    }
  });
});

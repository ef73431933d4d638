import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Server } from '../server/start-server.js';
import { startServer } from '../server/start-server.js';
import {
  accessibilityFaults,
  chartsDrawn,
  hasChromium,
  keepScreenshot,
  launch,
  LAPTOP,
  openPage,
  PHONE,
  sidewaysScroll,
} from './browser.js';
import { decideMany, everydayTraffic, score } from './logged-decisions.js';

const EXPLORED = ['claude-v2', 'qwen2.5-7b-instruct', 'gpt-4-1106-preview'];

/** Waits until nothing is under way and every chart has drawn. */
async function settled(page: Page): Promise<void> {
  await expect.poll(() => page.locator('.placeholder, [aria-busy=true]').count(), { timeout: 60_000 }).toBe(0);
  await chartsDrawn(page);
}

describe.skipIf(!hasChromium())('the page What if', { timeout: 180_000 }, () => {
  let server: Server;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('says how to get a log where there is none', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/what-if?alpha=0.2');
    await page.getByText('No logged decision fits').waitFor();
    expect(await page.getByTestId('empty').innerText()).toContain('theta route');
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('moves α, a router and a price on logged decisions, and says what the API says', async () => {
    await everydayTraffic(server, 80);
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/what-if?tag=billing');
    await page.getByText('Nothing is different yet').waitFor();
    await page.getByRole('heading', { name: 'Cost and performance over α' }).waitFor();

    const slider = page.getByLabel(/Weight of performance/);
    await slider.fill('0.1');
    const short = page.getByRole('region', { name: 'In short' });
    await short.waitFor();
    await settled(page);
    expect(page.url()).toContain('alpha=0.1');
    const whatIf = async (change: object) =>
      (
        await server.graphql<{
          whatIf: { text: string; changed: number; mix: object[]; examples: { id: string }[] };
        }>('query ($input: WhatIfInput!) { whatIf(input: $input) { text changed mix { llm } examples { id } } }', {
          input: { filter: { tag: 'billing' }, examples: 20, ...change },
        })
      ).whatIf;
    const cheap = await whatIf({ alpha: 0.1 });
    expect(cheap.changed).toBeGreaterThan(0);
    expect(await short.innerText()).toContain(cheap.text);
    expect(await page.getByRole('region', { name: 'By recorded scores' }).innerText()).toContain('NO_EXPLORATION');
    const mix = page.getByRole('region', { name: 'Mix of LLMs' });
    await mix.locator('summary').click();
    await mix.getByRole('button', { name: 'Show as table' }).click();
    await expect.poll(() => mix.locator('tbody tr').count()).toBe(cheap.mix.length);

    await page.getByLabel('Change a price').selectOption('gpt-4-1106-preview');
    const price = page.getByRole('group', { name: /^GPT-4/ });
    await price.getByLabel('out').fill('');
    await price.getByLabel('in').fill('0');
    await price.getByLabel('out').fill('0');
    await expect.poll(() => page.url()).toContain('prices=gpt-4-1106-preview%3D0%2C0');
    await page.getByLabel('Router', { exact: true }).selectOption('knn');
    await expect.poll(() => page.url()).toContain('router=knn');
    await settled(page);
    const prices = [{ llm: 'gpt-4-1106-preview', inputPerMillion: 0, outputPerMillion: 0 }];
    const { text } = await whatIf({ alpha: 0.1, router: 'knn', prices });
    await expect.poll(() => short.innerText(), { timeout: 30_000 }).toContain(text);
    // A link is all of it.
    await page.reload();
    await expect.poll(() => short.innerText(), { timeout: 30_000 }).toContain(text);
    expect(await slider.inputValue()).toBe('0.1');
    expect(await price.getByLabel('in').inputValue()).toBe('0');

    await page.getByRole('button', { name: /^Price of GPT-4/ }).click();
    await page.getByRole('button', { name: 'Each decision its own α' }).click();
    await page.getByLabel('Router', { exact: true }).selectOption('As logged');
    await page.getByText('Nothing is different yet').waitFor();
    expect(page.url()).toMatch(/\/what-if\?tag=billing$/);

    await page.goto('/what-if?tag=billing&alpha=0.1');
    const link = page.getByRole('group', { name: 'Changed decisions' }).getByRole('link').first();
    expect(await link.getAttribute('href')).toBe(`/traffic/${cheap.examples[0]?.id}`);
    await link.click();
    await page.getByRole('heading', { name: 'Decision' }).waitFor();
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('keeps the old answer on show while a newer one is under way, and the newest wins', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/what-if?alpha=0.1');
    const short = page.getByRole('region', { name: 'In short' });
    await short.waitFor({ timeout: 60_000 });
    await settled(page);
    const old = await short.innerText();
    // Questions about α = 0.9 wait; what is asked after them is answered at once.
    let release = () => undefined as void;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('"alpha":0.9')) await held;
      await route.continue().catch(() => undefined);
    });
    const slider = page.getByLabel(/Weight of performance/);
    await slider.fill('0.9');
    await page.locator('[aria-busy=true]').first().waitFor();
    expect(await short.innerText()).toBe(old);
    await slider.fill('0');
    await expect.poll(() => page.locator('[aria-busy=true]').count(), { timeout: 60_000 }).toBe(0);
    const newest = await short.innerText();
    expect(newest).not.toBe(old);
    release();
    await page.waitForTimeout(300);
    expect(await short.innerText()).toBe(newest);
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('shows refusals of the API with what to do', async () => {
    const { page, ...open } = await openPage(browser, server.url);
    for (const [search, code] of [
      ['alpha=7', 'ALPHA_OUT_OF_RANGE'],
      ['router=nobody', 'UNKNOWN_ROUTER'],
      ['pool=nowhere', 'UNKNOWN_POOL'],
      ['prices=gpt-4-1106-preview=-1,2', 'PRICE_INVALID'],
    ]) {
      await page.goto(`/what-if?${search}`);
      await expect.poll(() => page.getByRole('alert').first().textContent()).toContain(code);
    }
    await page.goto('/what-if?alpha=much&prices=;=;%25=1,2&limit=all');
    await expect.poll(() => page.getByRole('alert').first().textContent()).toContain('UNKNOWN_LLM');
    await open.close();
  });

  it.each([
    ['light', LAPTOP],
    ['dark', { ...LAPTOP, colorScheme: 'dark' }],
    ['phone', PHONE],
  ] as const)(
    'has no accessibility fault and no sideways scroll: %s, with estimates from scores',
    async (name, device) => {
      if (name === 'light') {
        const inputs = Array.from({ length: 360 }, (_, i) => ({
          query: `Explored question ${i}`,
          llms: EXPLORED,
          exploration: 1,
          tags: ['explored'],
        }));
        await score(server, await decideMany(server, inputs), (llm) => (llm.startsWith('gpt') ? 0.9 : 0.5));
      }
      const { page, complaints, ...open } = await openPage(browser, server.url, device);
      await page.goto('/what-if?tag=explored&alpha=0.2&prices=gpt-4-1106-preview=5,15');
      await page.getByRole('group', { name: 'Estimates' }).waitFor({ timeout: 60_000 });
      await settled(page);
      expect(await page.getByRole('group', { name: 'Estimates' }).innerText()).toContain('Doubly robust');
      await page.waitForTimeout(400);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
      await keepScreenshot(page, `what-if-${name}`);
      expect(complaints).toEqual([]);
      await open.close();
    },
  );
});

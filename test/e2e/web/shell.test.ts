import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGE_PATHS } from '../../../src/server/http/static-files.js';
import { startServer } from '../server/start-server.js';
import type { Server } from '../server/start-server.js';
import { accessibilityFaults, hasChromium, launch, LAPTOP, openPage, PHONE, sidewaysScroll } from './browser.js';

it('names the same paths as the server', () => {
  const routes = readFileSync('web/src/routes.ts', 'utf8');
  const inPage = [...routes.matchAll(/path: '([^']+)'(, nested: true)?/g)].flatMap(([, path, nested]) =>
    nested ? [path, `${path}/*`] : [path],
  );
  expect(inPage.sort()).toEqual(['/', ...PAGE_PATHS].sort());
});

describe.skipIf(!hasChromium())('the frame of the dashboard in a browser', { timeout: 90_000 }, () => {
  let server: Server;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('leads to every page by keyboard and by address', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/');
    const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
    const titles = (await links.allTextContents()).filter((title) => title !== 'GraphiQL');
    expect(titles.length).toBeGreaterThan(1);
    for (const title of titles) {
      const link = links.filter({ hasText: new RegExp(`^${title}$`) });
      await link.focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => link.getAttribute('aria-current')).toBe('page');
      await page.locator('h1').waitFor({ state: 'attached' });
      expect(await page.locator('h1').count()).toBe(1);
      const address = page.url();
      await page.goto(address);
      await expect.poll(() => link.getAttribute('aria-current')).toBe('page');
      expect(await page.title()).toContain('ThetaRouter');
    }
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('skips to the content, and says where nothing is', async () => {
    const { page, ...open } = await openPage(browser, server.url);
    await page.goto('/');
    await page.locator('h1').waitFor({ state: 'attached' });
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.goto('/llms/no/such/llm');
    await page.locator('h1').waitFor({ state: 'attached' });
    await open.close();
  });

  it('keeps the colours that were chosen', async () => {
    const { page, ...open } = await openPage(browser, server.url);
    const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    await page.goto('/');
    await page.getByLabel('Colours').selectOption('dark');
    await expect.poll(ground).toBe('rgb(18, 20, 22)');
    await page.reload();
    await expect.poll(ground).toBe('rgb(18, 20, 22)');
    await page.getByLabel('Colours').selectOption('light');
    await expect.poll(ground).toBe('rgb(246, 246, 243)');
    await open.close();
  });

  it('says when a page cannot be loaded, and loads it when asked again', async () => {
    const { page, ...open } = await openPage(browser, server.url);
    await page.goto('/');
    await page.locator('h1').waitFor({ state: 'attached' });
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.getByRole('link', { name: 'Traffic' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('PAGE_NOT_LOADED');
    await page.unroute('**/assets/*.js');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('Traffic');
    await open.close();
  });

  it.each([
    ['a laptop', LAPTOP],
    ['a phone', PHONE],
  ])('has no accessibility fault and no sideways scroll on %s', async (_what, options) => {
    const { page, ...open } = await openPage(browser, server.url, options);
    for (const path of PAGE_PATHS.filter((one) => !one.endsWith('*'))) {
      await page.goto(path);
      await page.locator('h1').waitFor({ state: 'attached' });
      expect(await accessibilityFaults(page), path).toEqual([]);
      expect(await sidewaysScroll(page), path).toBe(0);
    }
    await open.close();
  });
});

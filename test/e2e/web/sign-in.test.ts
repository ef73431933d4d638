import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../server/start-server.js';
import type { Server } from '../server/start-server.js';
import {
  accessibilityFaults,
  hasChromium,
  keepScreenshot,
  launch,
  openPage,
  PHONE,
  sidewaysScroll,
} from './browser.js';

const ADMIN_KEY = 'browser-test-admin-key-0123456789abcdef';

describe.skipIf(!hasChromium())('signing in to the dashboard', { timeout: 90_000 }, () => {
  let server: Server;
  let browser: Browser;
  let viewer: string;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer({ THETA_AUTH: 'keys', THETA_ADMIN_KEY: ADMIN_KEY }), launch()]);
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_KEY}` },
      body: JSON.stringify({ query: 'mutation { createApiKey(input: { name: "Guest", role: VIEWER }) { secret } }' }),
    });
    const { data } = (await response.json()) as { data: { createApiKey: { secret: string } } };
    viewer = data.createApiKey.secret;
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('shows a form, then the pages and who looks at them, and signs out', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/llms');
    await expect.poll(() => page.locator('h1').textContent()).toBe('Sign in');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await keepScreenshot(page, 'sign-in');
    expect(complaints).toEqual([]);

    // The answer 401 to a wrong key is what the browser itself notes.
    await page.getByLabel('API key').fill('theta_wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('unknown');
    complaints.length = 0;

    await page.getByLabel('API key').fill(ADMIN_KEY);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('h1').textContent()).toBe('LLMs');
    await page.getByText('first key').waitFor();
    await page.getByRole('link', { name: 'Traffic' }).click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('Traffic');
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepScreenshot(page, 'signed-in');
    // The cookie is for the server alone.
    expect(await page.evaluate('document.cookie')).toBe('');
    await page.reload();
    await expect.poll(() => page.locator('h1').textContent()).toBe('Traffic');
    expect(complaints).toEqual([]);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('Sign in');
    await page.goto('/training');
    await expect.poll(() => page.locator('h1').textContent()).toBe('Sign in');
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('offers a viewer no change, and says why', async () => {
    const { page, ...open } = await openPage(browser, server.url, PHONE);
    await page.goto('/training');
    await page.getByLabel('API key').fill(viewer);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('Training and versions');
    await page.goto('/llms/GPT-4o');
    const retire = page.getByRole('button', { name: 'Retire' });
    await retire.waitFor();
    expect(await retire.isDisabled()).toBe(true);
    expect(await retire.getAttribute('title')).toContain('operator');
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepScreenshot(page, 'signed-in-viewer-phone');
    await open.close();
  });

  it('asks to sign in again when the sign-in has ended', async () => {
    const { page, ...open } = await openPage(browser, server.url);
    await page.goto('/');
    await page.getByLabel('API key').fill(ADMIN_KEY);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(() => page.locator('h1').textContent()).not.toBe('Sign in');
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Traffic' }).click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('Sign in');
    await open.close();
  });

  it('keeps its secrets out of the log', () => {
    expect(server.output()).toContain('listening');
    for (const secret of [ADMIN_KEY, viewer]) expect(server.output()).not.toContain(secret);
  });
});

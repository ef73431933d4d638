import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launch, openPage } from './browser.js';
import { startServer } from '../server/start-server.js';
import type { Server } from '../server/start-server.js';

describe.skipIf(!hasChromium())('GraphiQL in a browser', { timeout: 60_000 }, () => {
  let server: Server;
  let browser: Browser;
  beforeAll(async () => {
    server = await startServer();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('runs each of its example operations', async () => {
    const open = await openPage(browser, server.url);
    const { page, complaints } = open;
    await page.goto('/graphiql');
    const tabs = page.locator('.graphiql-tab-button');
    await tabs.first().waitFor();
    const titles = (await tabs.allTextContents()).map((title) => title.trim());
    expect(titles).toEqual(['Route', 'Compare', 'RouteMany', 'QueryProfile', 'Catalogue', 'Decisions']);

    for (const [i, title] of titles.entries()) {
      await tabs.nth(i).click();
      await expect.poll(() => page.locator('.graphiql-query-editor').textContent()).toContain(`query ${title}`);
      expect(await run(page, title)).toEqual({ hasData: true, errors: undefined });
      await expect.poll(() => page.locator('.graphiql-response').textContent()).toContain('"data"');
    }
    expect(complaints).toEqual([]);
    await open.close();
  });
});

/** Presses the run button and returns what the server answered to the operation of that name. */
async function run(page: Page, title: string): Promise<{ hasData: boolean; errors: unknown }> {
  const answer = page.waitForResponse((response) => {
    const body = response.request().postDataJSON() as { query?: string } | null;
    return response.url().endsWith('/graphql') && (body?.query ?? '').includes(`query ${title} `);
  });
  await page.getByRole('button', { name: /Execute query/ }).click();
  const { data, errors } = (await (await answer).json()) as { data?: object | null; errors?: unknown };
  return { hasData: Boolean(data), errors };
}

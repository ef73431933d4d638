import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTheta } from '../../fixtures/run-theta.js';
import { scoredQueries } from '../../fixtures/scored-queries.js';
import { hasChromium, launch, openPage } from './browser.js';
import { startServer } from '../server/start-server.js';
import type { Server } from '../server/start-server.js';

const PATIENT = { timeout: 30_000 };
/** A training in a thread beside a browser and other tests. */
const TRAINED = { timeout: 120_000 };

describe.skipIf(!hasChromium())('GraphiQL in a browser', { timeout: 240_000 }, () => {
  let server: Server;
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), 'theta-graphiql-'));
  beforeAll(async () => {
    const queries = scoredQueries(200, 1, ['gpt-3.5-turbo-1106', 'claude-instant-v1', 'gemma-2-9b-it']);
    await writeFile(join(folder, 'train.jsonl'), queries);
    await runTheta(folder, ['import', 'train.jsonl', '--source', 'mine']);
    server = await startServer({ THETA_DATA: join(folder, 'data') });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('runs each of its example operations', async () => {
    const open = await openPage(browser, server.url);
    const { page, complaints } = open;
    await page.goto('/graphiql');
    const tabs = page.locator('.graphiql-tab-button');
    await tabs.first().waitFor();
    const titles = (await tabs.allTextContents()).map((title) => title.trim());
    const queries = ['Route', 'Compare', 'RouteMany', 'QueryProfile', 'Catalogue', 'Decisions'];
    expect(titles).toEqual([...queries, 'Jobs']);

    for (const [i, title] of queries.entries()) {
      await tabs.nth(i).click();
      await expect.poll(() => page.locator('.graphiql-query-editor').textContent()).toContain(`query ${title}`);
      expect(await run(page, title)).toEqual({ hasData: true, errors: undefined });
      await expect.poll(() => page.locator('.graphiql-response').textContent()).toContain('"data"');
    }
    expect(complaints).toEqual([]);
    await open.close();
  });
  it('shows a subscription as it goes, until it is stopped', async () => {
    const open = await openPage(browser, server.url);
    const { page, complaints } = open;
    await page.goto('/graphiql');
    const editor = () => page.locator('.graphiql-query-editor').textContent();
    await expect.poll(editor, PATIENT).toContain('query Route');
    await page.locator('.graphiql-tab-button', { hasText: 'Jobs' }).click();
    await expect.poll(editor, PATIENT).toContain('subscription Jobs');
    const sent: string[] = [];
    const sockets: string[] = [];
    let closed = false;
    page.on('websocket', (socket) => {
      sockets.push(socket.url());
      socket.on('framesent', ({ payload }) => sent.push(String(payload)));
      socket.on('close', () => (closed = true));
    });
    const execute = page.getByRole('button', { name: /Execute query/ });
    const isAsked = async () => {
      // GraphiQL ignores the button until both of its editors are there, which takes a busy machine a while.
      if (sent.length === 0 && (await execute.isVisible())) await execute.click();
      return sent.some((text) => text.includes('jobChanges'));
    };
    await expect.poll(isAsked, PATIENT).toBe(true);
    expect(sockets).toEqual([`${server.url.replace('http', 'ws')}/graphql`]);
    await server.graphql('mutation { trainRouters(input: { label: "seen", routers: ["knn"] }) { id } }');
    const shown = () => page.locator('.graphiql-response').textContent();
    await expect.poll(shown, TRAINED).toMatch(/"kind": "TRAINING",\s*"status": "SUCCEEDED"/);
    expect(closed).toBe(false);
    await page.getByRole('button', { name: /Stop query/ }).click();
    await expect.poll(() => closed, PATIENT).toBe(true);
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

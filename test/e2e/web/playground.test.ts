import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  accessibilityFaults,
  chartsDrawn,
  hasChromium,
  keepScreenshot,
  LAPTOP,
  launch,
  openPage,
  PHONE,
  sidewaysScroll,
  SMALL_PHONE,
} from './browser.js';
import type { WatchedPage } from './browser.js';
import { startServer } from '../server/start-server.js';
import type { Server } from '../server/start-server.js';

const QUERY = 'Prove that the square root of 2 is irrational.';

interface Routed {
  route: { llm: { name: string }; score: number };
}
/** What the API answers to the same request, to hold the page against. */
const ROUTE = `query ($input: RouteInput!) { route(input: $input) { ... on RoutingDecision { llm { name } score } } }`;

describe.skipIf(!hasChromium())('the playground in a browser', { timeout: 60_000 }, () => {
  let server: Server;
  let browser: Browser;
  let open: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    server = await startServer();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    open = await openPage(browser, server.url);
    page = open.page;
  });
  afterEach(() => open.close());

  const chosen = (on: Page = page) => on.getByTestId('chosen');
  const answer = async (input: object) => (await server.graphql<Routed>(ROUTE, { input })).route;

  it('routes a typed query with the keyboard and shows what the API decides', async () => {
    await page.goto('/');
    await page.getByRole('heading', { name: 'Which LLM should answer this?' }).waitFor();
    await page.getByLabel('Query', { exact: true }).fill(QUERY);
    await page.keyboard.press('Control+Enter');

    const expected = await answer({ query: QUERY });
    await expect.poll(() => chosen().textContent()).toBe(expected.llm.name);
    expect(await page.getByTestId('explanation').textContent()).toContain(expected.llm.name);
    const logged = page.getByTestId('logged');
    await expect.poll(() => logged.textContent()).toContain(`Logged: ${expected.llm.name}`);
    const id = (await logged.getByRole('link').getAttribute('href'))?.split('/').at(-1);
    const found = await server.graphql<{ decision: { llm: { name: string } } }>(
      `{ decision(id: "${id}") { llm { name } } }`,
    );
    expect(found.decision.llm.name).toBe(expected.llm.name);
    expect(await page.getByTestId('latency').textContent()).toMatch(/in [\d.]+ ms on the server/);
    expect(open.complaints).toEqual([]);
  });

  it('decides while a query is typed, and logs nothing of it', async () => {
    const total = async () =>
      (await server.graphql<{ decisions: { totalCount: number } }>('{ decisions { totalCount } }')).decisions
        .totalCount;
    const before = await total();
    await page.goto('/');
    await page.getByLabel('Query', { exact: true }).pressSequentially('Name the capital of Australia', { delay: 5 });
    await chosen().waitFor();
    expect(new URL(page.url()).hash).toContain('q=Name');
    expect(await page.getByTestId('logged').count()).toBe(0);
    expect(await total()).toBe(before);
    expect(open.complaints).toEqual([]);
  });

  it('moves α without asking the server, and shows where the choice flips', async () => {
    await page.goto(`/#q=${encodeURIComponent(QUERY)}`);
    await chosen().waitFor();
    const flips = page.getByTestId('flips').locator('span');
    const titles: string[] = [];
    for (const flip of await flips.all()) titles.push((await flip.getAttribute('title')) ?? '');
    expect(titles.length).toBeGreaterThan(1);
    await page.context().setOffline(true);
    const slider = page.getByLabel('Weight of performance');
    for (const title of titles) {
      const [, name, from, to] = /^(.*): α from ([\d.]+) to ([\d.]+)$/.exec(title) as unknown as string[];
      const middle = ((Number(from) + Number(to)) / 2).toFixed(2);
      await slider.fill(middle);
      await expect.poll(() => chosen().textContent()).toBe(name);
      // The server, asked beside the page, agrees.
      expect((await answer({ query: QUERY, alpha: Number(middle) })).llm.name).toBe(name);
    }
    await open.close();
  });

  it('draws what the query needs, and has no accessibility fault, light and dark, laptop and phone', async () => {
    const looks = [
      ['laptop', LAPTOP],
      ['laptop-dark', { ...LAPTOP, colorScheme: 'dark' as const }],
      ['phone', PHONE],
    ] as const;
    for (const [name, device] of looks) {
      const look = await openPage(browser, server.url, device);
      await look.page.goto(`/#q=${encodeURIComponent(QUERY)}`);
      await look.page.getByRole('heading', { name: 'Abilities that the query needs' }).waitFor();
      await chartsDrawn(look.page);
      expect(await accessibilityFaults(look.page), name).toEqual([]);
      expect(await sidewaysScroll(look.page), name).toBe(0);
      await keepScreenshot(look.page, `playground-${name}`);
      expect(look.complaints, name).toEqual([]);
      await look.close();
    }
  });

  it('gives the data of a chart away: table, CSV, PNG, SVG and the query', async () => {
    await page.goto(`/#q=${encodeURIComponent(QUERY)}`);
    const title = 'Abilities that the query needs';
    const card = page.locator('.chart-card', { hasText: title });
    await card.waitFor();
    await chartsDrawn(page);
    const menu = card.locator('summary');
    const take = async (item: string) => {
      await menu.click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        card.getByRole('button', { name: item }).click(),
      ]);
      return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
    };
    const csv = await take('Download data (CSV)');
    expect(csv.name).toBe('abilities-that-the-query-needs.csv');
    expect(csv.bytes.toString().split('\r\n')).toHaveLength(10);
    const png = await take('Download PNG');
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(png.bytes.length).toBeGreaterThan(5_000);
    const svg = await take('Download SVG');
    expect(svg.bytes.toString()).toMatch(/^<svg[^]*<\/svg>\s*$/);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await menu.click();
    await card.getByRole('button', { name: 'Copy GraphQL query' }).click();
    await expect
      .poll(() => page.evaluate<string>('navigator.clipboard.readText()'))
      .toContain('query Needs($text: String!');
    await menu.click();
    await card.getByRole('button', { name: 'Show as table' }).click();
    await card.getByRole('table').waitFor();
    expect(await card.getByRole('row').count()).toBe(9);
    expect(open.complaints).toEqual([]);
  });

  it('ranks every candidate, best score first', async () => {
    await page.goto(`/#q=${encodeURIComponent(QUERY)}&pool=default`);
    await page.getByRole('button', { name: /Show all 20 candidates/ }).click();
    const rows = page.getByTestId('ranking').getByRole('listitem');
    expect(await rows.count()).toBe(20);
    expect(await rows.first().textContent()).toContain(await chosen().textContent());
    const scores = (await page.locator('[data-testid=ranking] .row-score').allTextContents()).map((text) =>
      Number(text.replace('Score', '').replace('−', '-')),
    );
    expect(scores).toHaveLength(20);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(open.complaints).toEqual([]);
  });

  it('shows every router side by side', async () => {
    await page.goto(`/#q=${encodeURIComponent(QUERY)}`);
    const { routers } = await server.graphql<{ routers: { title: string }[] }>('{ routers { title } }');
    await page.getByTestId('comparison').waitFor();
    const rows = await page.getByTestId('comparison').getByRole('listitem').allTextContents();
    expect(rows).toHaveLength(routers.length);
    routers.forEach(({ title }) => expect(rows.some((row) => row.includes(title))).toBe(true));
  });

  it('follows α, moved with the keyboard, and keeps it in the URL', async () => {
    await page.goto(`/#q=${encodeURIComponent(QUERY)}`);
    await chosen().waitFor();
    await page.getByLabel('Weight of performance').focus();
    for (const [key, alpha] of [
      ['Home', 0],
      ['End', 1],
    ] as const) {
      await page.keyboard.press(key);
      const expected = await answer({ query: QUERY, alpha });
      await expect.poll(() => chosen().textContent()).toBe(expected.llm.name);
      await expect.poll(() => page.locator('.results').getAttribute('aria-busy')).toBe('false');
      expect(new URL(page.url()).hash).toContain(`alpha=${alpha}`);
    }
    expect(open.complaints).toEqual([]);
  });

  it('restores a link: query, pool, router and α', async () => {
    const fragment = new URLSearchParams({ q: QUERY, pool: 'routerbench', router: 'knn', alpha: '0.35' });
    await page.goto(`/#${fragment.toString()}`);
    const expected = await answer({ query: QUERY, pool: 'routerbench', router: 'knn', alpha: 0.35 });
    await expect.poll(() => chosen().textContent()).toBe(expected.llm.name);
    expect(await page.getByTestId('latency').textContent()).toContain('Decided by knn');
    expect(await page.getByLabel('Query', { exact: true }).inputValue()).toBe(QUERY);
    await expect.poll(() => page.getByLabel('Candidate pool').inputValue()).toBe('routerbench');
    expect(await page.getByLabel('Router', { exact: true }).inputValue()).toBe('knn');
    expect(await page.getByLabel('Weight of performance').inputValue()).toBe('0.35');
  });

  it('goes back to the query before', async () => {
    await page.goto('/');
    const text = page.getByLabel('Query', { exact: true });
    await page.getByRole('button', { name: 'Math' }).click();
    const first = await text.inputValue();
    expect(first).not.toBe('');
    await page.getByRole('button', { name: '中文' }).click();
    await expect.poll(() => text.inputValue()).not.toBe(first);
    await page.goBack();
    await expect.poll(() => text.inputValue()).toBe(first);
    expect(open.complaints).toEqual([]);
  });

  it('shows a coded error with what to do, and recovers from it', async () => {
    await page.goto(`/#q=${encodeURIComponent(QUERY)}&router=nowhere`);
    const alert = page.getByRole('alert');
    await expect.poll(() => alert.textContent()).toContain('UNKNOWN_ROUTER');
    const preset = page.getByLabel('Router', { exact: true });
    await preset.selectOption({ index: 1 });
    await chosen().waitFor();
    expect(await alert.count()).toBe(0);
  });

  it('refuses a query that is too long without losing it', async () => {
    const long = 'word '.repeat(8000);
    await page.goto('/');
    await page.getByLabel('Query', { exact: true }).fill(long);
    await page.getByRole('button', { name: 'Route' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('QUERY_TOO_LONG');
    await page.reload();
    await expect.poll(() => page.getByLabel('Query', { exact: true }).inputValue()).toBe(long);
  });

  it('says that it is offline, and asks again when it is back', async () => {
    await page.goto('/');
    await page.getByRole('heading', { name: 'Routers on this server' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Trivia' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/UNREACHABLE/);
    expect(await page.getByRole('alert').textContent()).toContain('offline');
    await page.context().setOffline(false);
    await chosen().waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it.each([
    ['a phone', PHONE],
    ['a small phone', SMALL_PHONE],
  ])('fits the width of %s', async (_name, device) => {
    const phone = await openPage(browser, server.url, device);
    const unbroken = 'https://example.org/' + 'x'.repeat(300);
    await phone.page.goto(`/#q=${encodeURIComponent(unbroken)}&pool=all`);
    await phone.page.getByRole('button', { name: /Show all/ }).click();
    expect(await sidewaysScroll(phone.page)).toBe(0);
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });

  it('follows the light and dark preference', async () => {
    const lightness: number[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto('/');
      const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      lightness.push(Number(/\d+/.exec(ground)?.[0]));
    }
    expect(lightness[0]).toBeGreaterThan(200);
    expect(lightness[1]).toBeLessThan(60);
  });
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Server } from '../server/start-server.js';
import { startServer } from '../server/start-server.js';
import {
  LAPTOP,
  PHONE,
  accessibilityFaults,
  chartsDrawn,
  hasChromium,
  keepScreenshot,
  launch,
  openPage,
  sidewaysScroll,
} from './browser.js';

/** Queries of the shipped set have no text, so their ids name them. */
const found = (page: Page) => page.getByTestId('found').getByRole('button', { name: /[0-9a-f]{16}/ });

describe.skipIf(!hasChromium())('the queries page', { timeout: 180_000 }, () => {
  let server: Server;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    // The map in its last layout, so that pictures are of that.
    const isComing = async () =>
      (await server.graphql<{ queryMap: { state: string } }>('{ queryMap { state } }')).queryMap.state === 'COMPUTING';
    while (await isComing()) await new Promise((resolve) => setTimeout(resolve, 1000));
  }, 260_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  const ready = async (page: Page) => {
    await page.getByRole('heading', { name: 'Map of the queries' }).waitFor({ timeout: 60_000 });
    await page.getByRole('heading', { name: 'Difficulty', exact: true }).waitFor({ timeout: 60_000 });
    await page.getByRole('group', { name: 'Clusters and their abilities' }).waitFor({ timeout: 60_000 });
    await chartsDrawn(page);
  };

  it('goes from a text to a similar query, its neighbours and its cluster, all of it in the URL', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/queries');
    await ready(page);
    expect(await page.getByTestId('layout').innerText()).toMatch(/Laid out by UMAP\. Trustworthiness 0\.9\d of 1/);
    await keepScreenshot(page, 'queries');

    const text = 'A train leaves at 3 pm with 60 km/h. How far is it at 5 pm?';
    await page.getByRole('searchbox', { name: 'Text' }).fill(text);
    await page.getByRole('button', { name: 'Find' }).click();
    await found(page).first().waitFor();
    expect(await found(page).count()).toBe(10);
    // The text stays out of what is sent as an address.
    expect(new URL(page.url()).hash).toContain('train');
    expect(new URL(page.url()).search).toBe('');

    await found(page).first().click();
    const selected = page.getByTestId('selected');
    await selected.waitFor();
    const id = new URL(page.url()).searchParams.get('query') as string;
    expect(await selected.innerText()).toContain(id);
    const { similarQueries } = await server.graphql<{
      similarQueries: { query: { query: { task: string }; performance: object[] } };
    }>(
      `query ($id: ID) { similarQueries(input: { query: $id }) { query { query { task } performance { performance } } } }`,
      {
        id,
      },
    );
    expect(await selected.innerText()).toContain(similarQueries.query.query.task);
    expect(await selected.getByRole('listitem').count()).toBe(similarQueries.query.performance.length);

    await selected.getByRole('button', { name: /^\d+$/ }).click();
    await page.getByTestId('cluster').waitFor();
    expect(new URL(page.url()).searchParams.get('cluster')).toMatch(/^\d+$/);
    await page.getByRole('button', { name: 'Show on the map' }).click();
    await page.getByRole('radio', { name: 'Cluster' }).isChecked();
    await keepScreenshot(page, 'queries-selected');
    expect(await accessibilityFaults(page)).toEqual([]);

    // A link restores it all, and going back undoes it step by step.
    const link = page.url();
    await page.reload();
    await ready(page);
    await page.getByTestId('selected').waitFor();
    await page.getByTestId('cluster').waitFor();
    expect(await page.getByRole('searchbox', { name: 'Text' }).inputValue()).toBe(text);
    expect(page.url()).toBe(link);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    expect(await page.getByTestId('selected').count()).toBe(0);
    expect(complaints).toEqual([]);
    await open.close();
  });

  it.each(['difficulty', 'llm', 'cluster'])('colours the map by %s', async (colour) => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto(`/queries?colour=${colour}&points=1000`);
    await ready(page);
    await expect.poll(() => page.getByText('is being worked out').count(), { timeout: 60_000 }).toBe(0);
    await page.getByLabel(/^Highlight one/).waitFor();
    const options = await page
      .getByLabel(/^Highlight one/)
      .locator('option')
      .count();
    expect(options).toBeGreaterThan(3);
    await keepScreenshot(page, `queries-by-${colour}`);
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('selects the query of a point that is clicked', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    const { queryMap } = await server.graphql<{ queryMap: { ids: string[] } }>(
      '{ queryMap(input: { limit: 1 }) { ids } }',
    );
    // A selected query is drawn as a pin; its table names it, and a click on the picture keeps or changes the selection.
    await page.goto(`/queries?query=${queryMap.ids[0]}&points=20000`);
    await ready(page);
    await page.getByTestId('selected').waitFor();
    const map = page.getByRole('img', { name: /queries laid out by UMAP/ });
    const box = (await map.boundingBox()) as { x: number; y: number; width: number; height: number };
    const before = page.url();
    // Some of these hundred places are points: 19,000 fill a good part of the picture.
    for (let i = 0; i < 100 && page.url() === before; i++) {
      await page.mouse.click(
        box.x + box.width * (0.3 + 0.04 * (i % 10)),
        box.y + box.height * (0.2 + 0.06 * Math.floor(i / 10)),
      );
    }
    expect(page.url()).not.toBe(before);
    const id = new URL(page.url()).searchParams.get('query') as string;
    await expect.poll(() => page.getByTestId('selected').innerText(), { timeout: 15_000 }).toContain(id);
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('stores corrected clusters as a new version, asking first', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/queries?cluster=0');
    await ready(page);
    const serving = async () =>
      (
        await server.graphql<{ routerSets: { version: string; serving: boolean; label: string }[] }>(
          '{ routerSets { version serving label } }',
        )
      ).routerSets;
    const before = await serving();
    const editor = page.getByTestId('cluster');
    const box = editor.getByRole('checkbox').first();
    const was = await box.isChecked();
    await box.setChecked(!was);
    await page.getByText('Changed and not stored: cluster 0.').waitFor();
    await page.getByRole('button', { name: 'Store a new version…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Store corrections of cluster 0?' });
    // Without a label it is refused, and says why.
    await dialog.getByRole('button', { name: 'Store' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.getByRole('alert').innerText()).toContain('label');
    await keepScreenshot(page, 'queries-correct');
    await dialog.getByLabel('Label (needed)').fill('cluster 0 corrected');
    await dialog.getByRole('button', { name: 'Store' }).click();
    const stored = page.getByTestId('stored');
    await stored.waitFor({ timeout: 60_000 });
    const [made, ...more] = (await serving()).filter(({ version }) => before.every((one) => one.version !== version));
    expect([made?.label, made?.serving, more]).toEqual(['cluster 0 corrected', false, []]);
    expect(await stored.innerText()).toContain(made?.version);

    await stored.getByRole('button', { name: 'Let it serve…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Let it serve' }).click();
    await expect.poll(() => stored.innerText(), { timeout: 60_000 }).toContain('serves now');
    expect((await serving()).find((one) => one.serving)?.version).toBe(made?.version);
    await expect.poll(() => box.isChecked(), { timeout: 30_000 }).toBe(!was);
    await page.getByRole('row', { name: /operator/ }).waitFor();
    // The refusal of the first try is an error answer of the API, which browsers do not complain of.
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('says what is wrong with a link, and that the device is offline', async () => {
    const { page, ...open } = await openPage(browser, server.url);
    await page.goto('/queries?task=juggling&query=nobody&cluster=99999');
    await page.getByText('No training query has the task "juggling".').waitFor();
    await page.getByText('No training query has the id "nobody".').waitFor();
    await page.getByText('There is no cluster 99999 in this version.').waitFor();
    await page.context().setOffline(true);
    await page.getByText('This device is offline').waitFor();
    await open.close();
  });

  it.each([
    ['on a phone', PHONE, 'light'],
    ['in the dark', LAPTOP, 'dark'],
  ] as const)('has no faults %s', async (where, viewport, colorScheme) => {
    const { page, complaints, ...open } = await openPage(browser, server.url, { ...viewport, colorScheme });
    await page.goto('/queries?cluster=1#q=Write+a+poem+about+the+sea');
    await ready(page);
    await found(page).first().click();
    await page.getByTestId('selected').waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await keepScreenshot(page, `queries-${where.replaceAll(' ', '-')}`);
    await open.close();
  });
});

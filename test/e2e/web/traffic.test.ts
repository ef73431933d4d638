import { readFile } from 'node:fs/promises';
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
import { decideMany, everydayTraffic } from './logged-decisions.js';

const SAFE = 'gpt-4-1106-preview';
/** Decisions of the seed. */
const ALL = 240;

interface Figures {
  readonly decisions: number;
  readonly reference: { readonly savedUsd: number } | null;
  readonly abstention: { readonly decisions: number; readonly abstained: number } | null;
}

describe.skipIf(!hasChromium())('the traffic page', { timeout: 180_000 }, () => {
  let server: Server;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([
      startServer({ THETA_SAFE_LLM: SAFE, THETA_ABSTAIN_BELOW: '0.02' }),
      launch(),
    ]);
    await everydayTraffic(server, ALL);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const totals = async (filter: object, reference: string | null = null): Promise<Figures> =>
    (
      await server.graphql<{ traffic: { totals: Figures } }>(
        `query ($input: TrafficInput) { traffic(input: $input) { totals {
          decisions reference { savedUsd } abstention { decisions abstained } } } }`,
        { input: { filter, reference } },
      )
    ).traffic.totals;
  const shown = (page: Page) => page.getByRole('region', { name: 'In this time' });
  const valueOf = async (page: Page, term: string | RegExp): Promise<string> =>
    shown(page)
      .locator('div', { has: page.locator('dt', { hasText: term }) })
      .locator('dd.number')
      .last()
      .innerText();
  const settled = async (page: Page) => {
    await expect.poll(() => page.locator('.placeholder, [aria-busy=true]').count(), { timeout: 30_000 }).toBe(0);
    await chartsDrawn(page);
  };

  it('says what the API says under every filter, from a link and from the controls', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    const { decisions } = await server.graphql<{ decisions: { nodes: { llmId: string }[] } }>(
      '{ decisions(first: 1) { nodes { llmId } } }',
    );
    const [llm] = decisions.nodes.map(({ llmId }) => llmId);
    const links: readonly (readonly [search: string, filter: object, label: string, option: string])[] = [
      ['router=mirt', { router: 'mirt' }, 'Router', 'mirt'],
      ['pool=default', { pool: 'default' }, 'Pool', 'default'],
      [`llm=${llm}`, { llm }, 'LLM', llm ?? ''],
      ['abstained=yes', { abstained: true }, 'Abstention', 'yes'],
      ['abstained=no', { abstained: false }, 'Abstention', 'no'],
    ];
    for (const [search, filter, label, option] of links) {
      const { decisions: wanted } = await totals(filter);
      expect(wanted, search).toBeGreaterThan(0);
      await page.goto(`/traffic?range=6h&${search}`);
      await shown(page).waitFor();
      await settled(page);
      expect(await valueOf(page, 'Decisions'), search).toBe(String(wanted));
      expect(await page.getByLabel(label, { exact: true }).inputValue()).toBe(option);
      await page.goto('/traffic?range=6h');
      await page.getByLabel(label, { exact: true }).selectOption(option);
      await expect.poll(() => page.url()).toContain(search);
      await expect.poll(() => valueOf(page, 'Decisions')).toBe(String(wanted));
    }
    await page.goto('/traffic?range=6h');
    await page.getByLabel('Tag').fill('billing');
    await expect.poll(() => page.url()).toContain('tag=billing');
    await expect.poll(() => valueOf(page, 'Decisions')).toBe(String(ALL / 3));
    await page.getByLabel('Tag').fill('nobody');
    await page.getByText('No decisions in this time').waitFor();
    await page.goto('/traffic?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z');
    await page.getByText('No decisions in this time').waitFor();
    expect(await page.getByLabel('Time', { exact: true }).inputValue()).toBe('as in the link');
    expect(complaints).toEqual([]);
    // The browser notes the status of a refusal, so this comes last.
    await page.goto('/traffic?bucket=FORTNIGHT');
    await expect.poll(() => page.getByRole('alert').first().textContent()).toContain('BAD_USER_INPUT');
    await open.close();
  });

  it('filters by a click on a group, and the way back undoes it', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/traffic?range=6h&group=ROUTER');
    const groups = page.getByRole('group', { name: 'Figures by Router' });
    await expect.poll(() => groups.locator('tbody tr').count()).toBe(4);
    await groups.getByRole('button', { name: 'knn' }).click();
    await expect.poll(() => page.url()).toContain('router=knn');
    await expect.poll(() => valueOf(page, 'Decisions')).toBe(String(ALL / 4));
    await page.goBack();
    await expect.poll(() => valueOf(page, 'Decisions')).toBe(String(ALL));
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('compares spend with the LLM of choice; every chart gives its table, files and query', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url, {
      ...LAPTOP,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.goto('/traffic?range=6h');
    await page.getByLabel('Reference LLM').selectOption(SAFE);
    await expect.poll(() => page.url()).toContain(`reference=${SAFE}`);
    const saved = (await totals({}, SAFE)).reference?.savedUsd ?? Number.NaN;
    await expect.poll(() => valueOf(page, /^Saved against/)).toMatch(/^−?\$/);
    const figure = Number((await valueOf(page, /^Saved against/)).replace('−', '-').replace(/[$,]/g, ''));
    expect(Math.abs(figure - saved)).toBeLessThan(Math.abs(saved) / 100);
    await settled(page);
    const titles = ['Decisions over time', 'Expected spend', 'Latency', 'Feedback and abstentions'];
    for (const title of titles) {
      const chart = page.getByRole('region', { name: title });
      const choose = async (item: string) => {
        await chart.locator('summary').click();
        await chart.getByRole('button', { name: item }).click();
      };
      for (const [item, ending, start] of [
        ['Download PNG', 'png', '\u0089PNG'],
        ['Download SVG', 'svg', '<svg'],
        ['Download data (CSV)', 'csv', 'Begin,'],
      ] as const) {
        const download = page.waitForEvent('download');
        await choose(item);
        const file = await download;
        expect(file.suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`));
        expect((await readFile(await file.path())).toString('latin1').slice(0, start.length), title).toBe(start);
      }
      await choose('Copy GraphQL query');
      await expect.poll(() => page.evaluate<string>('navigator.clipboard.readText()')).toContain('query Traffic');
      await choose('Show as table');
      await chart.getByRole('columnheader', { name: 'Begin' }).waitFor();
    }
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('pages through decisions, shows one with its feedback, and leads back to the same list', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/traffic?range=6h&tag=code');
    const list = page.getByRole('region', { name: 'Decisions', exact: true });
    const first = list.locator('tbody tr').first().getByRole('link');
    await first.waitFor();
    const newest = await first.getAttribute('href');
    await list.getByRole('button', { name: 'Older' }).click();
    await expect.poll(() => first.getAttribute('href')).not.toBe(newest);
    await list.getByRole('button', { name: 'Newer' }).click();
    await expect.poll(() => first.getAttribute('href')).toBe(newest);
    await first.click();
    await page.getByRole('heading', { name: 'Ranking' }).waitFor();
    expect(await page.getByRole('group', { name: 'Ranking' }).locator('tr.chosen').count()).toBe(1);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Back to the traffic' }).click();
    await expect.poll(() => page.url()).toContain('/traffic?range=6h&tag=code');

    const scored = await everydayTraffic(server, 1);
    await page.goto(`/traffic/${scored[0]?.id}`);
    await expect
      .poll(() => page.getByRole('region', { name: 'Feedback' }).innerText())
      .toMatch(/reporter 0, .*: score [01]/);
    await page.goto('/traffic/01a00000-0000-7000-8000-000000000000');
    await page.getByText('No such decision is logged').waitFor();
    // The server refuses such an address, but a link inside the page can lead to it.
    await page.evaluate(`history.pushState(null, '', '/traffic/100%'); dispatchEvent(new PopStateEvent('popstate'))`);
    await expect.poll(() => page.locator('.page-head .number').textContent()).toBe('100%');
    expect(await page.getByText('This page broke').count()).toBe(0);
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('listens to decisions as they are made, those that fit the filters of now', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/traffic?range=6h&tag=live-a');
    const live = page.getByRole('region', { name: 'Live' });
    const state = page.getByTestId('live-state');
    await live.getByRole('button', { name: 'Listen' }).click();
    await expect.poll(() => state.innerText()).toBe('listening');
    const make = (tag: string, n: number) =>
      decideMany(
        server,
        Array.from({ length: n }, (_, i) => ({ query: `Live ${tag} ${i}`, tags: [tag] })),
      );
    await make('live-b', 2);
    await make('live-a', 3);
    await expect.poll(() => live.locator('tbody tr').count()).toBe(3);
    expect(await state.innerText()).toBe('listening, 3 since you began');
    await page.getByLabel('Tag').fill('live-b');
    await expect.poll(() => page.url()).toContain('tag=live-b');
    await expect.poll(() => live.locator('tbody tr').count()).toBe(0);
    await expect.poll(() => state.innerText()).toBe('listening');
    await make('live-a', 1);
    await make('live-b', 40);
    await expect.poll(() => state.innerText()).toBe('listening, 40 since you began');
    // The table holds the newest.
    expect(await live.locator('tbody tr').count()).toBe(30);
    expect(await live.innerText()).toContain('Live live-b 39');
    await live.getByRole('button', { name: 'Clear' }).click();
    await live.getByRole('button', { name: 'Pause' }).click();
    await make('live-b', 1);
    await page.waitForTimeout(300);
    expect(await state.innerText()).toBe('paused');
    expect(await live.locator('tbody tr').count()).toBe(0);
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('looks for drift when asked, and says what it found', async () => {
    const { page, complaints, ...open } = await openPage(browser, server.url);
    await page.goto('/traffic?range=6h&tag=support');
    const drift = page.getByRole('region', { name: 'Drift' });
    await drift.getByText('Nobody has looked yet.').waitFor();
    await drift.getByRole('button', { name: 'Look now' }).click();
    const { drift: found } = await server.graphql<{ drift: { text: string } }>(
      '{ drift(input: { tag: "support" }) { text } }',
    );
    await expect.poll(() => drift.getByRole('status').innerText(), { timeout: 30_000 }).toContain(found.text);
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('keeps what it has while the server cannot be reached, and asks again by itself', async () => {
    const { page, ...open } = await openPage(browser, server.url);
    await page.goto('/traffic?range=6h');
    await shown(page).waitFor();
    await settled(page);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect.poll(() => page.getByRole('alert').first().textContent()).toContain('UNREACHABLE');
    expect(Number(await valueOf(page, 'Decisions'))).toBeGreaterThanOrEqual(ALL);
    await page.context().setOffline(false);
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    await open.close();
  });

  it('holds 200 LLMs with long names', async () => {
    const inputs = Array.from({ length: 200 }, (_, i) => ({
      id: `vendor/${'x'.repeat(150)}-${i}`,
      name: `${'An LLM with quite a long name '.repeat(3)}${i}`,
      developer: `Vendor ${i % 7}`,
      profile: `LLM number ${i} for chat.`,
      price: { inputPerMillion: 1 + i / 10, outputPerMillion: 1 + i / 5, source: 'a test' },
    }));
    await server.graphql('mutation ($inputs: [RegisterLlmInput!]!) { registerLlms(inputs: $inputs) { id } }', {
      inputs,
    });
    // Each of 30 is chosen a few times.
    await decideMany(
      server,
      Array.from({ length: 120 }, (_, i) => ({
        query: `A question for a newcomer ${i}`,
        llms: [inputs[i % 30]?.id],
        abstain: { enabled: false },
        tags: ['newcomers', `a-tag-of-some-length-${'y'.repeat(60)}-${i % 3}`],
      })),
    );
    for (const device of [LAPTOP, PHONE]) {
      const { page, complaints, ...open } = await openPage(browser, server.url, device);
      await page.goto(`/traffic?range=6h&tag=newcomers&reference=${encodeURIComponent(inputs[0]?.id ?? '')}`);
      await shown(page).waitFor();
      await settled(page);
      expect(await valueOf(page, 'Decisions')).toBe('120');
      await page.getByRole('group', { name: 'Figures by LLM' }).getByText('21 others').waitFor();
      expect(await sidewaysScroll(page)).toBe(0);
      await keepScreenshot(page, `traffic-200-${device === PHONE ? 'phone' : 'laptop'}`);
      expect(complaints).toEqual([]);
      await open.close();
    }
  });

  it.each([
    ['light', LAPTOP],
    ['dark', { ...LAPTOP, colorScheme: 'dark' }],
    ['phone', PHONE],
  ] as const)('has no accessibility fault and no sideways scroll: %s', async (name, device) => {
    const { page, complaints, ...open } = await openPage(browser, server.url, device);
    await page.goto(`/traffic?range=1h&reference=${SAFE}`);
    await shown(page).waitFor();
    await settled(page);
    await page.waitForTimeout(500);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await keepScreenshot(page, `traffic-${name}`);
    expect(complaints).toEqual([]);
    await open.close();
  });

  it('has its controls in one row at one height', async () => {
    const { page, ...open } = await openPage(browser, server.url);
    await page.goto('/traffic');
    await page.getByLabel('Tag').waitFor();
    const heights = await page.locator('.filters select, .filters input').evaluateAll((all) =>
      // The elements are the browser's, whose types a test of the server does not have.
      (all as unknown as { getBoundingClientRect: () => { height: number } }[]).map(
        (one) => one.getBoundingClientRect().height,
      ),
    );
    expect(new Set(heights).size).toBe(1);
    await open.close();
  });
});

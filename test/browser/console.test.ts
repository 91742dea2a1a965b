import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { consoleReport, hostileReport, seedReport, seedSurroundings } from '../support/console-estate.ts';
import { type ConsoleServer, startConsole, TOKEN } from '../support/console-server.ts';
import { HOSTILE_STRINGS } from '../support/hostile-strings.ts';
import { CONTRAST_PROBLEMS, EXCESS_WIDTHS, FOCUSED, foreignRead, GROUND, UNNAMED } from './page-probes.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const REPORT = consoleReport();
/** For a browser and its pages: how fast they are is no subject here. */
const PATIENCE_MS = 120_000;

let browser: Browser;
let shots: string;
before(async () => {
  assert.ok(existsSync(CHROMIUM), `Chromium is needed at ${CHROMIUM}: apt-get install chromium`);
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS, timeout: PATIENCE_MS });
  shots = await mkdtemp(join(tmpdir(), 'assay-console-'));
});
after(() => browser.close());

async function seeded(report = REPORT): Promise<ConsoleServer> {
  const server = await startConsole();
  await seedSurroundings(server.store, report);
  await seedReport(server.store, report);
  return server;
}

/** A signed-in page; whatever the browser complains about is collected. */
async function open(
  server: ConsoleServer,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly complaints: string[]; readonly at: (path: string) => string }> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.name));
  page.on('requestfailed', (request) => {
    // Leaving a page ends what it still loads; that is nobody's fault.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(request.url());
  });
  page.on('dialog', (dialog) => complaints.push(`dialog ${dialog.message()}`));
  const at = (path: string): string => `http://127.0.0.1:${server.port}${path}`;
  await page.goto(at(`/?token=${TOKEN}`));
  return { page, complaints, at };
}

/** Does what leads to another page, and waits until that is there: what is counted on it must be whole. */
async function follow(page: Page, act: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()]);
}

function pathsOf(report = REPORT): readonly string[] {
  return [
    '/',
    '/inventory',
    `/apis/${report.apis[7]!.id}`,
    `/endpoints/${report.endpoints[0]!.id}`,
    '/findings',
    `/findings/${report.findings[0]!.id}`,
    '/changes',
    '/corrections',
    '/jobs',
  ];
}

interface Focused {
  readonly text: string;
  readonly id: string;
  readonly href: string;
  readonly outline: string;
}

function focused(page: Page): Promise<Focused> {
  return page.evaluate<Focused>(FOCUSED);
}

describe('console in a browser', () => {
  it('leads from the overview to a decision that stays', async () => {
    await using server = await seeded();
    const { page, complaints, at } = await open(server);
    assert.equal(page.url(), at('/'));
    assert.match((await page.textContent('h1')) ?? '', /% of APIs are managed/);

    const unmanaged = page.locator('a.figure', { hasText: 'on no gateway' });
    const promised = Number(await unmanaged.locator('.amount').textContent());
    await follow(page, () => unmanaged.click());
    assert.equal(await page.locator('table.inventory tbody tr').count(), promised);

    await follow(page, () =>
      page.locator('.facets a', { hasText: 'Unauthenticated sensitive endpoint' }).click(),
    );
    assert.equal(await page.locator('table.inventory tbody tr').count(), 1);
    await follow(page, () => page.locator('table.inventory tbody th a').click());

    const waterfall = page.locator('table.waterfall');
    assert.ok(await waterfall.isVisible());
    const steps = await waterfall.locator('tbody tr').count();
    assert.equal(await waterfall.locator('svg.bar').count(), steps + 1);
    assert.match((await waterfall.locator('tfoot').textContent()) ?? '', /grade F.*40/);
    assert.ok(await page.getByText('What raises it to C').isVisible());
    await page.screenshot({ path: join(shots, 'api.png'), fullPage: true });

    await follow(page, () =>
      page.locator('#findings ~ .scroll a', { hasText: 'Sensitive data without authentication' }).click(),
    );
    await page.getByLabel('Reason').fill('Behind the office network <b>only</b>');
    await page.getByLabel('Decided by').fill('Ada');
    await follow(page, () => page.getByRole('button', { name: 'Accept the risk' }).click());
    assert.match(page.url(), /#decision$/);
    assert.equal(await page.locator('.lead .tag.status-accepted').count(), 1);
    assert.ok(await page.getByText('Behind the office network <b>only</b>').isVisible());
    const [decision] = [...(await server.store.findingDecisions()).values()];
    assert.deepEqual([decision?.status, decision?.person], ['accepted', 'Ada']);

    await page.goto(at('/inventory?finding=unauthenticated-sensitive-endpoint'));
    assert.ok(await page.getByText('No API matches these filters.').isVisible());
    await page.goBack();
    await page.reload();
    await follow(page, () => page.getByRole('button', { name: 'Reopen' }).click());
    assert.equal(await page.locator('.lead .tag.status-open').count(), 1);
    assert.equal((await server.store.findingDecisions()).size, 0);
    assert.deepEqual(complaints, []);
  });

  it('filters, sorts and searches by address, and the address can be shared', async () => {
    await using server = await seeded();
    const { page, complaints, at } = await open(server);
    await page.goto(at('/inventory'));
    await follow(page, () => page.getByRole('columnheader', { name: 'Calls' }).getByRole('link').click());
    assert.equal(
      await page.getByRole('columnheader', { name: 'Calls' }).getAttribute('aria-sort'),
      'descending',
    );
    assert.match((await page.locator('table.inventory tbody th').first().textContent()) ?? '', /Catalog/);
    await page.getByRole('searchbox').fill('orders');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=orders/);
    assert.match(page.url(), /sort=-calls/);
    assert.equal(await page.locator('table.inventory tbody tr').count(), 3);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText('Export CSV').click(),
    ]);
    assert.equal(download.suggestedFilename(), 'assay-apis.csv');
    assert.deepEqual(
      complaints.filter((one) => !one.includes('inventory.csv')),
      [],
    );
  });

  it('works with the keyboard alone, and shows where it is', async () => {
    await using server = await seeded();
    const { page, complaints, at } = await open(server);
    await page.goto(at('/inventory'));
    await page.keyboard.press('Tab');
    assert.equal((await focused(page)).text, 'Skip to content');
    assert.ok(((await page.locator('.skip').boundingBox())?.x ?? -1) >= 0);
    await page.keyboard.press('Enter');
    await page.locator('#main:focus').waitFor();
    assert.equal((await focused(page)).id, 'main');
    let reached = '';
    for (let presses = 0; presses < 80 && !reached.startsWith('/apis/'); presses += 1) {
      await page.keyboard.press('Tab');
      const { href, outline } = await focused(page);
      assert.equal(outline, 'solid', href);
      reached = href;
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/apis\//);
    assert.deepEqual(complaints, []);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`reaches the contrast of WCAG AA on every page, fits its width, and has one heading, in ${colorScheme}`, async () => {
      await using server = await seeded();
      const { page, complaints, at } = await open(server, { colorScheme });
      const ground = await page.evaluate<string>(GROUND);
      assert.equal(ground, colorScheme === 'light' ? 'rgb(246, 247, 249)' : 'rgb(16, 21, 28)');
      for (const path of pathsOf()) {
        await page.goto(at(path));
        await page.screenshot({
          path: join(shots, `${path.split('/')[1] || 'overview'}-${colorScheme}.png`),
          fullPage: true,
        });
        assert.deepEqual(await page.evaluate<string[]>(CONTRAST_PROBLEMS), [], path);
        assert.equal(await page.locator('h1').count(), 1, path);
        const widths = await page.evaluate<number[]>(EXCESS_WIDTHS);
        assert.deepEqual(
          widths.filter((over) => over > 0),
          [],
          path,
        );
        assert.equal(await page.evaluate<number>(UNNAMED), 0, path);
      }
      assert.deepEqual(complaints, []);
    });
  }

  it('does not scroll sideways on a telephone', async () => {
    await using server = await seeded();
    const { page, at } = await open(server, { viewport: { width: 390, height: 800 } });
    for (const path of pathsOf()) {
      await page.goto(at(path));
      const [over = 0] = await page.evaluate<number[]>(EXCESS_WIDTHS);
      assert.ok(over <= 0, `${path} is ${over} px too wide`);
    }
  });

  it('leads from what a person corrected to the correction and back, by keyboard too', async () => {
    await using server = await seeded();
    const { page, complaints, at } = await open(server);
    const label = REPORT.endpoints.find(({ path }) => path.endsWith('/labels/{labelId}'))!;
    await page.goto(at(`/endpoints/${label.id}`));
    assert.ok(await page.getByText('express, freight, standard').isVisible());
    await page.screenshot({ path: join(shots, 'endpoint.png'), fullPage: true });
    await follow(page, () => page.getByRole('link', { name: 'label-kinds' }).click());
    assert.match(page.url(), /\/corrections#rule-label-kinds$/);
    assert.equal(await page.locator('nav [aria-current=page]').textContent(), 'Corrections');
    const row = page.locator('tr:target');
    assert.match((await row.textContent()) ?? '', /Carriers name their labels/);
    const link = row.getByRole('link');
    assert.ok(!(await link.isVisible()));
    await row.locator('summary').focus();
    await page.keyboard.press('Enter');
    await link.waitFor();
    await page.screenshot({ path: join(shots, 'corrections.png'), fullPage: true });
    await follow(page, () => link.click());
    assert.ok(page.url().endsWith(`/endpoints/${label.id}`));
    assert.deepEqual(complaints, []);
  });

  it('runs nothing that traffic wrote', async () => {
    const markup = HOSTILE_STRINGS.filter(
      (text) => /[<'{]/.test(text) && /alert|svg|style|constructor/.test(text),
    );
    for (const text of markup) {
      const report = hostileReport(text);
      await using server = await seeded(report);
      const { page, complaints, at } = await open(server);
      for (const path of pathsOf(report)) {
        await page.goto(at(path));
        assert.equal(await page.locator('script, img, style, iframe').count(), 0, path);
      }
      assert.deepEqual(complaints, [], text);
      await page.context().close();
    }
  });

  it('keeps a foreign page from framing it, reading it or writing through it', async () => {
    await using server = await seeded();
    const { page, at } = await open(server);
    const { createServer } = await import('node:http');
    const id = REPORT.findings[0]!.id;
    const foreign = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(
        `<iframe src="${at('/')}"></iframe><form method="post" action="${at(`/findings/${id}/decision`)}"><input name="status" value="accepted"><input name="reason" value="x"><input name="person" value="x"><button>go</button></form>`,
      );
    });
    await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
    try {
      const address = foreign.address();
      assert.ok(address !== null && typeof address === 'object');
      // Another site, not only another port: the browser sends no SameSite=Strict cookie from there.
      await page.goto(`http://localhost:${address.port}/`);
      const frame = page.frames()[1];
      assert.ok(!((await frame?.content()) ?? '').includes('APIs are managed'));
      const read = await page.evaluate<unknown>(foreignRead(at('/api/v1/apis')));
      assert.equal(read, 'refused');
      await follow(page, () => page.getByRole('button').click());
      assert.equal((await server.store.findingDecisions()).size, 0);
      assert.ok(!(await page.content()).includes('shop.example'));
      // The same site on another port does send the cookie; the origin check holds.
      await page.goto(`http://127.0.0.1:${address.port}/`);
      await follow(page, () => page.getByRole('button').click());
      assert.match((await page.textContent('h1')) ?? '', /Refused/);
      assert.equal((await server.store.findingDecisions()).size, 0);
    } finally {
      foreign.closeAllConnections();
      foreign.close();
    }
  });
});

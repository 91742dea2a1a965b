import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { parseAllDocuments } from 'yaml';
import { type CliRun, MAIN, ROOT, runCli } from '../support/cli.ts';
import { startApicurio } from '../support/services/apicurio.ts';
import { type BackstageServer, startBackstage } from '../support/services/backstage.ts';
import { NotRun, printNotRun } from '../support/services/not-run.ts';
import { freePort } from '../support/services/ports.ts';
import { startPostgres } from '../support/services/postgres.ts';
import { startProcess } from '../support/services/process.ts';

/** Recorded traffic into real registries, by command line: run, plan, publish, and a console that one of them reads. */

const QUICKSTART = join(ROOT, 'examples/quickstart');
const BIN_TIMEOUT_MS = 120_000;
/** How long the catalog may take to process what it was given. */
const SHOWN_WITHIN_MS = 120_000;

/** What a platform says, read as it comes. */
type Json = ReturnType<typeof JSON.parse>;

interface ListedApi {
  readonly id: string;
  readonly management: string;
  readonly grade: { readonly letter: string };
}

const postgres = await startPostgres();
const backstage = postgres instanceof NotRun ? postgres : await startBackstage(postgres);
const apicurio = await startApicurio();

async function stopAll(): Promise<void> {
  for (const server of [apicurio, backstage, postgres]) if (!(server instanceof NotRun)) await server.stop();
}

if (backstage instanceof NotRun || apicurio instanceof NotRun) {
  for (const server of [backstage, apicurio]) if (server instanceof NotRun) printNotRun(server);
  await stopAll();
} else suite(backstage, apicurio.url);

function suite(catalog: BackstageServer, apicurioUrl: string): void {
  describe('the quickstart in real registries', () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-registries-'));
    before(async () => {
      writeFileSync(join(folder, 'assay.yaml'), await configText());
      await assay('run', '--once', '--only', 'sync');
      await assay('run', '--once', '--only', 'pull');
      await assay('run', '--once', '--only', 'assess');
    });
    after(async () => {
      rmSync(folder, { recursive: true, force: true });
      await stopAll();
    });

    async function configText(): Promise<string> {
      const port = await freePort();
      const quickstart = readFileSync(join(QUICKSTART, 'assay.yaml'), 'utf8')
        .replace('sqlite:../../data/quickstart.db', 'sqlite:./assay.db')
        .replaceAll(/\b(gateways|logs)\//g, `${QUICKSTART}/$1/`)
        .replace('127.0.0.1:8080', `127.0.0.1:${port}`);
      return `${quickstart}
registries:
  - { id: registry, connector: apicurio, url: "${apicurioUrl}", publish: { definitions: true } }
  - { id: catalog, connector: backstage, url: "${catalog.url}", token: "\${env:CATALOG_TOKEN}" }
  - { id: file, connector: backstage, delivery: served, namespace: file }
`;
    }

    async function assay(...args: readonly string[]): Promise<CliRun> {
      const run = await runCli(args, { cwd: folder, env: { CATALOG_TOKEN: catalog.token } });
      assert.equal(run.code, 0, `assay ${args.join(' ')}\n${run.stdout}${run.stderr}`);
      return run;
    }

    async function listed(): Promise<readonly ListedApi[]> {
      const { stdout } = await assay('apis', 'list', '--json');
      return (JSON.parse(stdout) as { readonly items: readonly ListedApi[] }).items;
    }

    async function get(url: string, token?: string): Promise<Json> {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const answer = await fetch(url, { headers });
      assert.equal(answer.status, 200, url);
      return answer.json();
    }

    /** What the catalog shows, once it has processed that many: it takes what it is given and looks at it later. */
    async function inCatalog(count: number): Promise<Json> {
      const filter = 'kind=api,metadata.namespace=default';
      const url = `${catalog.url}/api/catalog/entities/by-query?filter=${filter}&limit=500`;
      for (const endMs = Date.now() + SHOWN_WITHIN_MS; ; await delay(250)) {
        const shown = await get(url, catalog.token);
        if (shown.totalItems >= count || Date.now() > endMs) return shown;
      }
    }

    it('plans, publishes, and then has nothing to do', async () => {
      const { stdout: planned } = await assay('plan');
      process.stdout.write(planned.replace(/^[+~-] .*\n|^ .*\n/gm, ''));
      for (const id of ['registry', 'catalog'])
        assert.match(planned, new RegExp(`^Registry ${id}: [1-9]\\d* to create, 0 unchanged\\.$`, 'm'));
      await assay('publish');
      const { stdout: again } = await assay('plan');
      process.stdout.write(again);
      for (const id of ['registry', 'catalog', 'file'])
        assert.match(again, new RegExp(`^Registry ${id}: nothing to do, [1-9]\\d* unchanged\\.$`, 'm'));
      const { stdout } = await assay('publish', '--json');
      for (const { result } of (JSON.parse(stdout) as { items: Json[] }).items)
        assert.deepEqual([result?.counts?.created ?? 0, result?.counts?.updated ?? 0], [0, 0]);
    });

    it('shows the same APIs with the same letters on every platform', async () => {
      const apis = new Map((await listed()).map((api) => [api.id, api]));
      const found = await get(`${apicurioUrl}/apis/registry/v3/search/artifacts?groupId=assay&limit=500`);
      assert.ok(found.count > 5, `${found.count} artifacts`);
      for (const { labels } of found.artifacts) {
        const api = apis.get(labels['assay-api']);
        assert.deepEqual(
          [labels['assay-grade'], labels['assay-management']],
          [api?.grade.letter, api?.management],
        );
      }
      const shown = await inCatalog(found.count);
      assert.equal(shown.totalItems, found.count);
      for (const { metadata } of shown.items) {
        const api = apis.get(metadata.annotations['assay/api-id']);
        assert.deepEqual(metadata.labels, {
          'assay/management': api?.management,
          'assay/grade': api?.grade.letter,
        });
      }
      process.stdout.write(table(shown.items));
    });

    it('publishes the observed definitions where the configuration says so, and only there', async () => {
      const versions = await get(`${apicurioUrl}/apis/registry/v3/search/versions?groupId=assay&limit=500`);
      assert.ok(versions.count > 5, `${versions.count} versions`);
      const [{ artifactId, version }] = versions.versions;
      const path = `/groups/assay/artifacts/${artifactId}/versions/${version}/content`;
      const document = await get(`${apicurioUrl}/apis/registry/v3${path}`);
      assert.equal(document.openapi, '3.1.0');
      assert.ok(Object.keys(document.paths).length > 0);
      const filter = 'kind=api,metadata.labels.assay/management=unmanaged';
      const { items } = await get(
        `${catalog.url}/api/catalog/entities/by-query?filter=${filter}`,
        catalog.token,
      );
      assert.ok(items.length > 0);
      for (const { spec } of items) assert.deepEqual(JSON.parse(spec.definition).paths, {});
    });

    it('serves the catalog from the console, without sign-in and with its tag', async () => {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      await using _console = await startProcess({
        name: 'assay console',
        command: process.execPath,
        args: [MAIN, 'console', '--listen', `127.0.0.1:${port}`],
        cwd: folder,
        env: { CATALOG_TOKEN: catalog.token },
        ready: async () => (await fetch(`${url}/readyz`)).status < 600,
        timeoutMs: BIN_TIMEOUT_MS,
      });
      const first = await fetch(`${url}/registry/file/catalog-info.yaml`);
      assert.equal(first.status, 200);
      const entities: readonly Json[] = parseAllDocuments(await first.text()).map((one) => one.toJS());
      const { artifacts } = await get(
        `${apicurioUrl}/apis/registry/v3/search/artifacts?groupId=assay&limit=500`,
      );
      assert.deepEqual(
        entities.map(({ metadata }) => metadata.annotations['assay/api-id']).sort(),
        artifacts.map(({ labels }: Json) => labels['assay-api']).sort(),
      );
      const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
      assert.equal((await fetch(`${url}/registry/file/catalog-info.yaml`, { headers })).status, 304);
      assert.equal((await fetch(`${url}/registry/catalog/catalog-info.yaml`)).status, 404, 'it is pushed');
      assert.equal((await fetch(`${url}/api/v1/apis`)).status, 401);
    });
  });
}

function table(items: readonly Json[]): string {
  const rows = items.map(({ metadata }) => [
    metadata.labels['assay/grade'],
    metadata.labels['assay/management'].padEnd(9),
    metadata.title,
  ]);
  return `In Backstage:\n${rows.map((row) => `  ${row.join('  ')}\n`).join('')}`;
}

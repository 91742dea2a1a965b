import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import type { Finding, Report, ReportApi } from '../../src/model/generated/report.ts';
import { type CliRun, type CliSettings, MAIN, ROOT, runCli as runProcess } from '../support/cli.ts';
import { testAgainstManifest } from '../support/quickstart-manifest.ts';

/** Every command as a user runs it, in a process of its own, over one store that a cycle of the quickstart filled. */

const QUICKSTART = join(ROOT, 'examples/quickstart');
const folder = mkdtempSync(join(tmpdir(), 'assay-cli-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);
const config = at('assay.yaml');

/** Modules are compiled once for all of these processes, and by a suite that keeps a cache, for the next run too. */
const CACHE = { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? at('compiled') };

function runCli(args: readonly string[], settings: CliSettings = {}): Promise<CliRun> {
  return runProcess(args, { cwd: folder, ...settings, env: { ...CACHE, ...settings.env } });
}

async function ok(args: readonly string[], settings: CliSettings = {}): Promise<CliRun> {
  const run = await runCli(args, settings);
  assert.equal(run.code, 0, `assay ${args.join(' ')}\n${run.stderr}`);
  return run;
}

async function refused(args: readonly string[], code: number, message: RegExp): Promise<CliRun> {
  const run = await runCli(args);
  assert.equal(run.code, code, `assay ${args.join(' ')}\n${run.stderr}`);
  assert.match(run.stderr, message);
  assert.equal(run.stdout, '', 'nothing on standard output');
  assert.doesNotMatch(run.stderr, /\n\s+at /, 'a mistake of the user shows no stack');
  return run;
}

async function json<T>(args: readonly string[]): Promise<T> {
  return JSON.parse((await ok([...args, '--json'])).stdout) as T;
}

interface List<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

const list = async <T>(args: readonly string[]): Promise<readonly T[]> => {
  const found = await json<List<T>>(args);
  assert.deepEqual(Object.keys(found), ['items', 'next']);
  return found.items;
};

/** Children of a group run side by side, for a machine of two cores. */
const TWO_AT_A_TIME = { concurrency: 2 } as const;

/** Begins what colours a terminal. */
const ESCAPE = '\u001b';

/** Enough for the tests that only need some calls. */
const SMALL_LINES = 400;

let cycle: CliRun;
let report: Report;

before(async () => {
  cpSync(join(QUICKSTART, 'gateways'), at('gateways'), { recursive: true });
  cpSync(join(QUICKSTART, 'logs'), at('logs'), { recursive: true });
  const log = readFileSync(at('logs/edge-haproxy.log'), 'utf8');
  writeFileSync(
    at('logs/small.log'),
    log
      .split(/(?<=\n)/)
      .slice(0, SMALL_LINES)
      .join(''),
  );
  const text = readFileSync(join(QUICKSTART, 'assay.yaml'), 'utf8');
  writeFileSync(config, text.replace('sqlite:../../data/quickstart.db', 'sqlite:./data/cli.db'));
  cycle = await ok(['run', '--once']);
  copyFileSync(at('data/cli.db'), at('data/decisions.db'));
  writeFileSync(at('decisions.yaml'), readFileSync(config, 'utf8').replace('cli.db', 'decisions.db'));
  await ok(['report', '-f', 'json', '-o', 'report.json']);
  report = JSON.parse(readFileSync(at('report.json'), 'utf8')) as Report;
});

describe('the commands', TWO_AT_A_TIME, () => {
  describe('help and usage', TWO_AT_A_TIME, () => {
    test('assay --help names every command', async () => {
      const { stdout } = await ok(['--help']);
      for (const name of Object.keys(COMMANDS)) assert.match(stdout, new RegExp(`^ {2}${name} `, 'm'));
      assert.equal((await ok(['help', 'why'])).stdout, (await ok(['why', '--help'])).stdout);
    });

    test('--version is that of the package', async () => {
      const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
      assert.equal((await ok(['--version'])).stdout, `${version}\n`);
    });

    const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
      [['frobnicate'], /no command "frobnicate".*assay --help/],
      [['apis', 'list', '--colour'], /Unknown option --colour\. See: assay apis --help/],
      [['apis', 'list', '--letter'], /--letter needs a value \(LETTER\)/],
      [['apis', 'list', '--letter', 'X'], /--letter as one of A, B, C/],
      [['findings', 'list', '--severity', 'bad'], /info, low, medium, high, critical/],
      [['run', 'once'], /"once" is not understood here/],
      [['run', '--once', '--only', 'tidy'], /no job "tidy"; choose sync, pull/],
      [['why', 'GET'], /absolute URL/],
      [['next', '--limit', '0'], /whole number from 1/],
      [['changes', '--since', 'monday'], /12h or 7d/],
      [['report', '-f', 'pdf'], /table, json or csv/],
      [['grade', 'api.shop.example/orders/v1', '--what-if', 'nonsense=pass'], /RULE=pass; the rules: /],
      [['apis', 'show', 'nowhere.example'], /No API fits "nowhere\.example"/],
      [['findings', 'accept', 'fi_nothing'], /needs --reason and --by/],
    ];
    for (const [args, message] of mistakes) {
      test(`assay ${args.join(' ')} is refused in one line`, async () => {
        const { stderr } = await refused(args, 2, message);
        assert.equal(stderr.trim().split('\n').length, 1);
      });
    }
  });

  describe('configuration', TWO_AT_A_TIME, () => {
    for (const profile of ['kong', 'graylog', 'amplify-graylog', 'openapi']) {
      test(`init --profile ${profile} writes a configuration that validates`, async () => {
        const file = at(`${profile}.yaml`);
        await ok(['init', '--profile', profile, '-c', file]);
        assert.equal(statSync(file).mode & 0o777, 0o600);
        mkdirSync(at('secrets'), { recursive: true });
        for (const name of ['graylog', 'amplify-read.pem', 'amplify-publish.pem'])
          writeFileSync(at(`secrets/${name}`), 'planted-secret-0816');
        await ok(['validate', '-c', file], { env: { KONG_ADMIN_TOKEN: 'planted-token-0815' } });
      });
    }

    test('init never overwrites', async () => {
      const before = readFileSync(config, 'utf8');
      await refused(['init'], 2, /exists already.*nothing was changed/);
      assert.equal(readFileSync(config, 'utf8'), before);
    });

    test('validate tells every problem at once, with line, pointer and fix', async () => {
      const file = at('broken.yaml');
      writeFileSync(
        file,
        [
          'version: 1',
          'store: { url: "sqlite:./x.db" }',
          'schedul: { pull: "* * * * *" }',
          'schedule: { sync: "every hour" }',
          'sources:',
          '  - { id: a, connector: files, mapping: nginx-json, paths: ["${env:ASSAY_TEST_NOT_SET}"], observes: edge }',
          '',
        ].join('\n'),
      );
      const { code, stdout } = await runCli(['validate', '-c', file]);
      assert.equal(code, 2);
      assert.match(stdout, /broken\.yaml:3 \/schedul .*Did you mean "schedule"/);
      assert.match(stdout, /broken\.yaml:4 \/schedule\/sync /);
      assert.match(stdout, /broken\.yaml:6 \/sources\/0\/paths\/0 .*ASSAY_TEST_NOT_SET/);
      const asJson = await runCli(['validate', '-c', file, '--json']);
      const found = JSON.parse(asJson.stdout) as { valid: boolean; problems: readonly { pointer: string }[] };
      assert.equal(found.valid, false);
      assert.equal(found.problems.length, stdout.trim().split('\n').length);
      const started = await runCli(['run', '--once', '-c', file]);
      assert.equal(started.code, 2);
      assert.match(started.stderr, /3 problems; nothing was started/);
    });

    test('config print names origins and hides secrets', async () => {
      const file = at('secret.yaml');
      await ok(['init', '-c', file]);
      const settings = { env: { KONG_ADMIN_TOKEN: 'planted-token-0815' } };
      const { stdout, stderr } = await ok(['config', 'print', '-c', file], settings);
      assert.match(stdout, /^\/gateways\/0\/token = \[secret\] {2}\(\$\{env:KONG_ADMIN_TOKEN\}\)$/m);
      assert.match(stdout, /^\/store\/url = "sqlite:\.\/data\/assay\.db" {2}\(line \d+\)$/m);
      assert.match(stdout, /^\/schedule\/jitter = "10s" {2}\(default\)$/m);
      const asJson = await ok(['config', 'print', '-c', file, '--json'], settings);
      for (const text of [stdout, stderr, asJson.stdout]) assert.doesNotMatch(text, /planted-token/);
    });

    test('the environment overrides the file, and config print says so', async () => {
      const { stdout } = await ok(['config', 'print'], { env: { ASSAY_STORE_URL: 'sqlite:./other.db' } });
      assert.match(stdout, /^\/store\/url = "sqlite:\.\/other\.db" {2}\(environment ASSAY_STORE_URL\)$/m);
    });

    test('a missing configuration is one line with a fix', async () => {
      await refused(['run', '--once', '-c', at('none.yaml')], 2, /none\.yaml cannot be read.*assay init/);
    });
  });

  /** A configuration with one source that has its file and one whose files are missing. */
  function configWithSources(name: string, paths: readonly string[]): string {
    const file = at(`${name}.yaml`);
    const sources = paths.map(
      (path, i) =>
        `  - { id: s${i}, connector: files, mapping: haproxy-http, paths: ["${path}"], observes: edge, defaults: { zone: UTC }, options: { captureRequest: [host] } }`,
    );
    writeFileSync(
      file,
      [
        'version: 1',
        `store: { url: "sqlite:./data/${name}.db" }`,
        'assessment: { asOf: latest-call }',
        'sources:',
        ...sources,
        '',
      ].join('\n'),
    );
    return file;
  }

  describe('doctor', TWO_AT_A_TIME, () => {
    test('all is well: each source, gateway, the store and the clock', async () => {
      interface Entry {
        readonly kind: string;
        readonly id: string;
        readonly ok: boolean;
        readonly items: readonly { readonly message: string }[];
      }
      const entries = await list<Entry>(['doctor']);
      assert.ok(entries.every((entry) => entry.ok));
      assert.deepEqual(
        entries.map(({ kind, id }) => `${kind} ${id}`),
        [
          'store store',
          'clock clock',
          'gateway kong-prod',
          'gateway support-desk',
          'gateway definitions',
          'source edge-nginx',
          'source edge-haproxy',
          'source kong-logs',
          'source lake',
          'source lake-mesh',
        ],
      );
      assert.match(
        (await ok(['doctor'])).stdout,
        /source kong-logs: \d+ of the first \d+ records became calls/,
      );
    });

    test('one of two sources missing is 3, the only one missing is 4', async () => {
      const some = await runCli(
        ['doctor', '-c', configWithSources('half', ['logs/small.log', 'logs/nowhere-*.log'])],
        { cwd: folder },
      );
      assert.equal(some.code, 3);
      assert.match(some.stdout, /^ok {4}source s0: /m);
      assert.match(some.stdout, /^FAIL {2}source s1: /m);
      const none = await runCli(['doctor', '-c', configWithSources('none', ['logs/nowhere-*.log'])], {
        cwd: folder,
      });
      assert.equal(none.code, 4);
    });

    test('a file of another format fails, naming what was tried to read it', async () => {
      writeFileSync(at('logs/poem.log'), 'Roses are red\nviolets are blue\n');
      const run = await runCli(['doctor', '-c', configWithSources('poem', ['logs/poem.log'])]);
      assert.equal(run.code, 4);
      assert.match(run.stdout, /FAIL {2}source s0: 0 of the first 2 records .*haproxy-http.*assay analyze/);
    });
  });

  describe('exit codes of a cycle', TWO_AT_A_TIME, () => {
    test('3: one of two sources cannot be read, and the rest is assessed', async () => {
      const file = configWithSources('partial', ['logs/small.log', 'logs/nowhere-*.log']);
      const run = await runCli(['run', '--once', '-c', file]);
      assert.equal(run.code, 3, run.stderr);
      assert.match(run.stderr, /Pulling source s1: partial .*No file matches/);
      assert.match(run.stdout, /% of APIs are managed/);
    });

    test('4: nothing answers', async () => {
      const file = at('unreachable.yaml');
      writeFileSync(
        file,
        'version: 1\nstore: { url: "sqlite:./data/unreachable.db" }\ngateways:\n  - { id: k, connector: kong, files: [missing.yaml], hosts: [a.example] }\n',
      );
      const run = await runCli(['run', '--once', '-c', file]);
      assert.equal(run.code, 4, run.stderr);
    });

    test('70: the store is no database', async () => {
      const file = configWithSources('garbage', ['logs/small.log']);
      writeFileSync(
        at('data/garbage.db'),
        'this is a poem, not a database, and it is long enough to be looked at'.repeat(20),
      );
      const run = await runCli(['run', '--once', '-c', file]);
      assert.equal(run.code, 70, run.stderr);
      assert.match(run.stderr, /cannot be opened as an Assay database/);
    });

    test('2: a command that needs the store before there is one', async () => {
      const file = configWithSources('empty', ['logs/small.log']);
      await refused(['apis', 'list', '-c', file], 2, /does not exist yet.*assay run --once/);
    });
  });

  testAgainstManifest(() => ({ table: cycle.stdout, report }));

  describe('run --once', () => {
    test('the review opens with the sentence that matters and states how fresh each source is', () => {
      const lines = cycle.stdout.trim().split('\n');
      assert.match(lines[0] ?? '', /^\d+ % of calls and \d+ % of APIs are managed; .*\.$/);
      assert.match(cycle.stdout, /^Sources at \d{4}-.*Z:$/m);
      for (const source of ['edge-nginx', 'edge-haproxy', 'kong-logs', 'lake', 'lake-mesh'])
        assert.match(cycle.stdout, new RegExp(`^  ${source} +last call \\d{4}-\\S+Z, lag 0 s$`, 'm'));
      assert.match(
        cycle.stdout,
        /Some checks could not run:\n {2}.* missing on \d+ APIs?; \d+ would leave U/,
      );
    });

    test('progress goes to standard error, one plain line per step when it is no terminal', () => {
      assert.match(cycle.stderr, /^Syncing gateway kong-prod: done \(13 apis\)$/m);
      assert.match(
        cycle.stderr,
        /^Pulling source lake: done \(\d+ pages, 10,195 received, 10,195 mapped\)$/m,
      );
      assert.match(cycle.stderr, /^Publishing to registry built-in: done \(20 created/m);
      assert.ok(!cycle.stderr.includes(ESCAPE));
    });

    test('recorded traffic is not stale relative to itself', () => {
      assert.deepEqual(
        report.apis.filter((api) => api.flags.includes('stale')),
        [],
      );
    });

    test('--only pull starts from the cursors: nothing is counted twice', async () => {
      const { items } = await json<List<{ job: string; outcome: string; counts: { received: number } }>>([
        'run',
        '--once',
        '--only',
        'pull',
        '-q',
      ]);
      assert.deepEqual(
        items.map(({ job, outcome, counts }) => [job, outcome, counts.received]),
        Array.from({ length: 5 }, () => ['pull', 'succeeded', 0]),
      );
    });
  });

  describe('apis', TWO_AT_A_TIME, () => {
    test('list: the same objects as the report, filtered', async () => {
      assert.deepEqual(await list<ReportApi>(['apis', 'list']), report.apis);
      const zombies = await list<ReportApi>(['apis', 'list', '--flag', 'zombie', '--letter', 'b']);
      assert.deepEqual(
        zombies.map((api) => api.basePath),
        ['/cart/v1'],
      );
      const unmanaged = await list<ReportApi>(['apis', 'list', '--management', 'unmanaged']);
      assert.deepEqual(
        unmanaged,
        report.apis.filter((api) => api.management === 'unmanaged'),
      );
      assert.ok(unmanaged.length >= 4);
    });

    test('a filtered table keeps the sentence about the whole', async () => {
      const { stdout, stderr } = await ok(['apis', 'list', '--management', 'unmanaged']);
      const whole = await ok(['apis', 'list']);
      assert.equal(stdout.split('\n')[0], whole.stdout.split('\n')[0]);
      assert.match(stderr, /of 20 APIs\./);
      assert.doesNotMatch(stdout, /^\S+ [^\n]* managed /m);
    });

    test('show by place, by id and by the start of the id', async () => {
      const orders = report.apis.find((api) => api.basePath === '/orders/v1');
      assert.ok(orders);
      interface Shown {
        readonly api: ReportApi;
        readonly endpoints: readonly { readonly api: string }[];
        readonly findings: readonly Finding[];
      }
      const shown = await json<Shown>(['apis', 'show', 'api.shop.example/orders/v1']);
      assert.deepEqual(shown.api, orders);
      assert.equal(shown.endpoints.length, report.endpoints.filter((one) => one.api === orders.id).length);
      const text = (await ok(['apis', 'show', orders.id])).stdout;
      assert.match(text, /^Grade F \(\d+\), managed$/m);
      assert.match(text, /^Why: Registered as "orders-api"/m);
      assert.match(text, /^ {2}GET +\/orders\/v1\/orders\/\{orderId\} .* auth required/m);
      assert.equal((await ok(['apis', 'show', orders.id.slice(0, 12)])).stdout, text);
    });

    test('openapi writes the observed definition as JSON or YAML, to standard output or a file', async () => {
      const { stdout } = await ok(['apis', 'openapi', 'api.shop.example/orders/v1']);
      const document = JSON.parse(stdout) as {
        readonly openapi: string;
        readonly info: { readonly title: string; readonly version: string };
        readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
      };
      assert.deepEqual([document.openapi, document.info.version], ['3.1.0', 'v1']);
      assert.ok(document.paths['/orders/v1/orders/{orderId}']?.['get'] !== undefined);
      const file = at('orders.openapi.yaml');
      const written = await ok(['apis', 'openapi', 'api.shop.example/orders/v1', '--yaml', '-o', file]);
      assert.deepEqual([written.stdout, written.stderr.trim()], ['', `Wrote ${file}.`]);
      const yaml = readFileSync(file, 'utf8');
      assert.doesNotMatch(yaml, /[&*]a\d/, 'no aliases');
      assert.deepEqual(parse(yaml), document);
      assert.equal(statSync(file).mode & 0o777, 0o600);
    });

    test('openapi names what is missing', async () => {
      await refused(['apis', 'openapi'], 2, /Name the API/);
      await refused(
        ['apis', 'openapi', 'api.shop.example/order/v1'],
        2,
        /No API fits "api\.shop\.example\/order\/v1"[^]*Did you mean api\.shop\.example\/orders\/v1\?/,
      );
      await refused(['apis', 'openapi', 'api_x', '--from', 'saved.json'], 2, /keeps no schemas/);
      await refused(['apis', 'openapi', 'api_x', '-c', at('nowhere.yaml')], 2, /nowhere\.yaml/);
      await refused(
        ['apis', 'openapi', 'api.shop.example/orders/v1', '-o', at('no/such/folder')],
        2,
        /cannot be written/,
      );
    });
  });

  describe('findings', TWO_AT_A_TIME, () => {
    test('list: the same objects, filtered; the text opens with the counts', async () => {
      assert.deepEqual(await list<Finding>(['findings', 'list']), report.findings);
      const critical = await list<Finding>(['findings', 'list', '--severity', 'critical']);
      assert.ok(critical.length > 0 && critical.every((finding) => finding.severity === 'critical'));
      const { stdout } = await ok(['findings', 'list', '--severity', 'critical']);
      assert.match(stdout, new RegExp(`^${critical.length} findings: ${critical.length} critical\\.\n`));
      assert.equal(stdout.trim().split('\n').length, critical.length + 1);
    });

    test('accept, suppress and reopen survive the next assessment', async () => {
      // A store of its own: the groups beside this one compare with the report of the cycle.
      const own = ['-c', at('decisions.yaml')];
      const [first, second] = report.findings.filter((finding) => finding.severity === 'critical');
      assert.ok(first && second);
      await ok([
        'findings',
        'accept',
        first.id,
        '--reason',
        'internal only',
        '--by',
        'kim',
        '--for',
        '90d',
        ...own,
      ]);
      await ok(['findings', 'suppress', second.id, '--reason', 'test data', '--by', 'kim', ...own]);
      await ok(['run', '--once', '--only', 'assess', '-q', ...own]);
      const statusOf = async (id: string): Promise<string> =>
        (await json<Finding>(['findings', 'show', id, ...own])).status;
      assert.equal(await statusOf(first.id), 'accepted');
      assert.equal(await statusOf(second.id), 'false-positive');
      assert.match((await ok(['findings', 'list', ...own])).stdout, /; 2 accepted or suppressed\./);
      await ok(['findings', 'reopen', first.id, ...own]);
      await ok(['findings', 'reopen', second.id, ...own]);
      await ok(['run', '--once', '--only', 'assess', '-q', ...own]);
      assert.equal(await statusOf(first.id), 'open');
      assert.equal(await statusOf(second.id), 'open');
    });

    test('show prints rule, counts, samples and controls', async () => {
      const [critical] = report.findings.filter((finding) => finding.severity === 'critical');
      const { stdout } = await ok(['findings', 'show', critical?.id ?? '']);
      for (const part of ['Rule: ', 'Counts: ', 'Thresholds: ', 'Controls: '])
        assert.ok(stdout.includes(part));
    });
  });

  describe('grade, next, why, changes', TWO_AT_A_TIME, () => {
    test('grade --explain adds up to the score, --what-if raises it', async () => {
      interface Explained {
        readonly grade: ReportApi['grade'];
        readonly explanation: {
          readonly steps: readonly { readonly points: number; readonly score: number }[];
        };
        readonly whatIf: { readonly letter: string; readonly value: number };
      }
      const asked = [
        'grade',
        'api.shop.example/invoices/v1',
        '--what-if',
        'unauthenticated-sensitive-endpoint=pass',
      ];
      const { grade, explanation, whatIf } = await json<Explained>(asked);
      assert.equal(grade.letter, 'F');
      assert.equal(explanation.steps.at(-1)?.score, grade.score);
      assert.equal(
        explanation.steps.reduce((sum, step) => sum + step.points, 0),
        grade.score,
      );
      assert.ok(whatIf.value > (grade.score ?? 0));
      const { stdout } = await ok([...asked, '--explain']);
      assert.match(stdout, /^api\.shop\.example\/invoices\/v1: F \(\d+ of 100\), \d+ % of rubric assay-1@/m);
      assert.match(stdout, /^ +\+100 +100 {2}every API starts here$/m);
      assert.match(stdout, /^If unauthenticated-sensitive-endpoint passed: [A-E] \(\d+\)\.$/m);
    });

    test('next: greatest priority first, letter now and after, cut at the limit', async () => {
      interface Action {
        readonly priority: number;
        readonly before: { readonly score: number };
        readonly after: { readonly score: number };
      }
      const actions = await list<Action>(['next', '--limit', '5']);
      assert.equal(actions.length, 5);
      assert.deepEqual(
        actions,
        [...actions].sort((a, b) => b.priority - a.priority),
      );
      assert.ok(actions.every(({ before: now, after: then }) => then.score >= now.score));
      assert.match((await ok(['next', '--limit', '1'])).stdout, /^[A-FU] -> [A-F] {2}\S+ {2}.*\n {8}\S/);
    });

    test('why: a managed call, an unmanaged one, and one that was never seen', async () => {
      interface Why {
        readonly management: string;
        readonly template: string | null;
        readonly reason: { readonly code: string };
      }
      const managed = await json<Why>(['why', 'GET', 'https://api.shop.example/orders/v1/orders/17']);
      assert.deepEqual([managed.management, managed.template], ['managed', '/orders/v1/orders/{orderId}']);
      const unmanaged = await json<Why>(['why', 'get', 'http://legacy.shop.example/api/v1/customers/17']);
      assert.deepEqual(
        [unmanaged.management, unmanaged.template],
        ['unmanaged', '/api/v1/customers/{customerId}'],
      );
      const never = await json<Why>(['why', 'GET', 'https://nowhere.example/x']);
      assert.deepEqual(
        [never.management, never.template, never.reason.code],
        ['unmanaged', null, 'not-registered'],
      );
      assert.match(
        (await ok(['why', 'GET', 'https://nowhere.example/x'])).stdout,
        /Template: no such call was seen/,
      );
    });

    test('changes: of the whole time, and of a part of it', async () => {
      assert.deepEqual(await list(['changes', '--since', '400d']), report.changes);
      const { stdout, stderr } = await ok(['changes', '--since', '1d']);
      assert.ok(stdout.length > 0 || /No change in this time\./.test(stderr));
    });
  });

  describe('report, diff', TWO_AT_A_TIME, () => {
    test('report -f csv: one row per API, endpoint, finding', async () => {
      const rows = async (name: string): Promise<number> =>
        (await ok(['report', '-f', 'csv', '--rows', name])).stdout.trim().split('\r\n').length - 1;
      assert.equal(await rows('apis'), report.apis.length);
      assert.equal(await rows('endpoints'), report.endpoints.length);
      assert.equal(await rows('findings'), report.findings.length);
    });

    test('report -o writes for the owner only, and --from reads it back', async () => {
      await ok(['report', '-f', 'table', '-o', 'table.txt']);
      assert.equal(statSync(at('table.txt')).mode & 0o777, 0o600);
      const { stdout } = await ok(['report', '--from', 'report.json']);
      assert.equal(stdout, readFileSync(at('table.txt'), 'utf8'));
      await refused(['report', '--from', 'assay.yaml'], 2, /cannot be read as JSON/);
      await refused(['report', '-o', 'no/such/folder/x'], 2, /cannot be written/);
    });

    test('diff --fail-on worse: 1 when worse, 0 when equal or better', async () => {
      const worse = {
        ...report,
        apis: report.apis.map((api) =>
          api.grade.letter === 'A' ? { ...api, grade: { ...api.grade, letter: 'E', score: 52 } } : api,
        ),
      };
      writeFileSync(at('worse.json'), JSON.stringify(worse));
      const run = await runCli(['diff', 'report.json', 'worse.json', '--fail-on', 'worse']);
      assert.equal(run.code, 1);
      assert.match(run.stdout, /^~ .*: A -> E \(worse\)$/m);
      await ok(['diff', 'report.json', 'worse.json']);
      await ok(['diff', 'worse.json', 'report.json', '--fail-on', 'worse']);
      const same = await json<{ grades: readonly unknown[] }>(['diff', 'report.json', 'report.json']);
      assert.deepEqual(same.grades, []);
    });
  });

  describe('analyze', TWO_AT_A_TIME, () => {
    const LOG = 'logs/small.log';

    test('the table, the format found, and three next commands; nothing is written', async () => {
      const { stdout, stderr } = await ok([
        'analyze',
        LOG,
        '--option',
        'captureRequest=host',
        '--zone',
        'UTC',
        '--gateway',
        'gateways/kong.yaml@api.shop.example',
      ]);
      assert.match(stdout.trim(), /^\d+ % of calls and \d+ % of APIs are managed/);
      assert.match(stderr, /small\.log: haproxy-http/);
      const after = stderr.split('Next:\n')[1]?.trim().split('\n') ?? [];
      assert.equal(after.length, 3);
      assert.ok(after.every((line) => /^ *assay /.test(line)));
    });

    test('standard input gives the same document as the file', async () => {
      const options = ['--option', 'captureRequest=host', '--zone', 'UTC', '--json'];
      const { run: fromFile, ...file } = JSON.parse(
        (await ok(['analyze', LOG, ...options])).stdout,
      ) as Report;
      const stdin = readFileSync(at(LOG));
      const { run: piped, ...pipe } = JSON.parse(
        (await ok(['analyze', '-', ...options], { stdin })).stdout,
      ) as Report;
      assert.ok(fromFile && piped);
      assert.deepEqual(pipe, file);
    });

    test('the first signal ends what waits for standard input', async () => {
      const child = spawn(process.execPath, [MAIN, 'analyze', '-'], {
        cwd: folder,
        env: { ...process.env, ...CACHE },
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      child.stdin.write(readFileSync(at(LOG)));
      // Long enough to boot; a signal before that would end it as well, but by itself.
      await sleep(2500);
      child.kill('SIGINT');
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
      clearTimeout(late);
      assert.deepEqual([code, signal], [130, null]);
    });

    test('a missing file, an unknown format and a missing option are refused', async () => {
      await refused(['analyze', 'logs/nowhere.log'], 2, /logs\/nowhere\.log: No file matches/);
      writeFileSync(at('logs/verse.log'), 'Roses are red\nviolets are blue\n');
      writeFileSync(at('logs/wide.log'), Buffer.from(`\uFEFF${'{"status":200}\n'}`, 'utf16le'));
      await refused(['analyze', 'logs/wide.log', '--format', 'nginx-json'], 2, /UTF-16; .*iconv/);
      await refused(['analyze', 'logs/verse.log'], 2, /no format that is known; .*kong-http-log 0\/2/);
      await refused(['analyze', LOG, '--zone', 'UTC', '--format', 'nginx-combined'], 2, /--host/);
      await refused(['analyze', LOG, '--gateway', 'gateways/none.yaml'], 2, /cannot be read/);
    });

    test('a damaged file is analyzed as far as it goes, and the code says 3', async () => {
      const packed = gzipSync(readFileSync(at(LOG)));
      writeFileSync(at('logs/cut.log.gz'), packed.subarray(0, packed.length >> 1));
      const run = await runCli([
        'analyze',
        'logs/cut.log.gz',
        '--option',
        'captureRequest=host',
        '--zone',
        'UTC',
      ]);
      assert.equal(run.code, 3, run.stderr);
      assert.match(run.stderr, /^assay: logs\/cut\.log\.gz:\d+: The file is damaged/m);
      assert.match(run.stdout, /% of APIs are managed/);
    });
  });

  describe('connectors and mappings', TWO_AT_A_TIME, () => {
    test('connectors list, docs', async () => {
      const found = await list<{ id: string }>(['connectors', 'list']);
      assert.deepEqual(
        found.map(({ id }) => id).sort(),
        readdirSync(join(ROOT, 'connectors'), { withFileTypes: true })
          .filter((one) => one.isDirectory())
          .map((one) => one.name)
          .sort(),
      );
      assert.equal(
        (await ok(['connectors', 'docs', 'kong'])).stdout,
        readFileSync(join(ROOT, 'connectors/kong/README.md'), 'utf8'),
      );
      await refused(['connectors', 'docs', 'apigee'], 2, /no connector "apigee"/);
    });

    test('mappings list, test', async () => {
      const found = await list<{ id: string; required: readonly string[] }>(['mappings', 'list']);
      for (const id of [
        'assay-call',
        'kong-http-log',
        'resurface',
        'nginx-json',
        'nginx-combined',
        'haproxy-http',
        'envoy-json',
      ])
        assert.ok(
          found.some((mapping) => mapping.id === id),
          id,
        );
      const { stdout } = await ok(['mappings', 'test', join(ROOT, 'mappings/calls/nginx-json.yaml')]);
      assert.match(stdout, /^ok {4}minimal \(\d+ records\)$/m);
      assert.match(stdout, /^\d+ passed, 0 failed$/m);
      await refused(['mappings', 'test', 'nothing.yaml'], 2, /cannot be read/);
    });

    test('mappings explain: the format found and the call made', async () => {
      const [line = ''] = readFileSync(at('logs/small.log'), 'utf8').split('\n');
      const { stdout } = await ok(['mappings', 'explain', line]);
      assert.match(stdout, /^mapping haproxy-http/);
      assert.match(stdout, /^call: [A-Z]+ \S+\/\S* \d{3}$/m);
      await refused(['mappings', 'explain', 'Roses are red'], 2, /No format makes a call/);
    });
  });

  describe('what goes where', TWO_AT_A_TIME, () => {
    test('-q leaves standard error empty', async () => {
      assert.equal((await ok(['run', '--once', '--only', 'sync', '-q'])).stderr, '');
      assert.equal((await ok(['findings', 'list', '-q'])).stderr, '');
      assert.equal((await ok(['apis', 'list', '--flag', 'zombie', '-q'])).stderr, '');
    });

    test('colour on request only, and never under NO_COLOR', async () => {
      const stdoutWith = async (env: Readonly<Record<string, string>>): Promise<string> =>
        (await ok(['apis', 'list'], { env })).stdout;
      assert.ok((await stdoutWith({ NO_COLOR: '', FORCE_COLOR: '1' })).includes(`${ESCAPE}[1;31mF `));
      assert.ok(!(await stdoutWith({ NO_COLOR: '1', FORCE_COLOR: '1' })).includes(ESCAPE));
      assert.ok(!(await stdoutWith({ NO_COLOR: '', FORCE_COLOR: '' })).includes(ESCAPE));
    });
  });
});

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Finding, Report, ReportEndpoint } from '../../../src/model/generated/report.ts';
import { type CliRun, runCli as runProcess } from '../../support/cli.ts';

/** Corrections as people use them: files in a folder, one command line after the other over one store. */

const folder = mkdtempSync(join(tmpdir(), 'assay-rules-e2e-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

function runCli(args: readonly string[]): Promise<CliRun> {
  return runProcess(args, { cwd: folder, env: { NODE_COMPILE_CACHE: at('compiled') } });
}

async function ok(...args: readonly string[]): Promise<CliRun> {
  const run = await runCli(args);
  assert.equal(run.code, 0, `assay ${args.join(' ')}\n${run.stderr}`);
  return run;
}

const json = async <T>(...args: readonly string[]): Promise<T> =>
  JSON.parse((await ok(...args, '--json')).stdout) as T;

/** One call record of the native format. */
function record(
  method: string,
  target: string,
  index: number,
  headers: Readonly<Record<string, string>> = {},
) {
  const [path, query = null] = target.split('?');
  return JSON.stringify({
    time: new Date(Date.UTC(2026, 0, 5, 9, 0, index)).toISOString(),
    method,
    host: 'api.shop.example',
    scheme: 'https',
    path,
    query,
    status: 200,
    client: { address: `192.0.2.${(index % 9) + 1}` },
    request: { headers: { accept: '*/*', ...headers }, body: null },
    response: { headers: { 'content-type': 'application/json' }, body: `{"badge":"EMP-${100_000 + index}"}` },
  });
}

function writeCalls(name: string, from: number): void {
  const lines: string[] = [];
  for (let index = from; index < from + 20; index += 1) {
    lines.push(
      record('GET', `/colors/${index % 2 === 0 ? 'red' : 'blue'}?mail=mia${index}@mail.example`, index),
    );
    lines.push(
      record('GET', `/users/${index}?ref=mia${index}@mail.example`, index, { 'x-shop-token': 'st_abcd' }),
    );
    lines.push(record('GET', '/users/nobody', index));
  }
  writeFileSync(at(`logs/${name}`), `${lines.join('\n')}\n`);
}

/** Rules as a person writes them; `change` swaps single ones. */
const RULES: Readonly<Record<string, string>> = {
  pin: 'host: "*.shop.example", template: "/users/{shopUser}", methods: [GET], positives: ["GET https://api.shop.example/users/7"], nearMisses: ["/users/7/orders", "POST /users/7"]',
  merge: 'below: /colors, slot: color, positives: [/colors/red], nearMisses: [/colors]',
  rename: 'template: "/users/{member}", positives: [/users/7], nearMisses: [/user/7]',
  split: 'below: /users, literals: [nobody], positives: [/users/nobody], nearMisses: [/users/7]',
  'not-here':
    'class: email, location: request.query, pointer: /ref, positives: [{ url: /users/7, location: request.query, pointer: /ref }], nearMisses: [{ url: /users/7, location: request.query, pointer: /mail }]',
  'data-class':
    'title: Badge, category: pii, pattern: "EMP-[0-9]{6}", positives: [EMP-123456], nearMisses: [EMP-1]',
  'auth-scheme':
    'header: X-Shop-Token, pattern: "st_[a-z]{4}", positives: [{ name: x-shop-token, value: st_abcd }], nearMisses: [{ name: x-shop-token, value: abcd }]',
};

function writeRules(...kinds: readonly string[]): void {
  rmSync(at('rules'), { recursive: true, force: true });
  mkdirSync(at('rules'));
  const lines = kinds.map((kind) => `  - { kind: ${kind}, id: my-${kind}, ${RULES[kind] ?? ''} }`);
  writeFileSync(at('rules/mine.yaml'), `version: 1\nrules:\n${lines.join('\n')}\n`);
}

async function analyzed(...args: readonly string[]): Promise<Report> {
  return json<Report>('analyze', 'logs/a.ndjson', '--format', 'assay-call', ...args);
}

const paths = ({ endpoints }: Report): readonly string[] =>
  endpoints.map(({ method, path, calls }) => `${method} ${path} ${calls}`);

before(() => {
  mkdirSync(at('logs'));
  writeCalls('a.ndjson', 0);
});

describe('rules of a folder', () => {
  test('rules test runs every example: exit 0, 1 with the place of each failure, 2 for files that are none', async () => {
    writeRules(...Object.keys(RULES));
    const good = await ok('rules', 'test', 'rules');
    assert.match(good.stdout, /^ok +my-pin +pin +1 of 1 +2 of 2 +mine\.yaml$/m);
    assert.match(good.stdout, /^7 passed, 0 failed$/m);

    writeFileSync(
      at('rules/wrong.yaml'),
      'version: 1\nrules:\n  - { kind: path-words, id: w, words: [a], positives: [a, b], nearMisses: [a] }\n',
    );
    const failed = await runCli(['rules', 'test', 'rules']);
    assert.equal(failed.code, 1);
    assert.match(failed.stdout, /^FAIL {2}w +path-words +1 of 2 +0 of 1 +wrong\.yaml$/m);
    assert.match(failed.stdout, /^wrong\.yaml \/rules\/0\/positives\/1: the rule does not reach it\.$/m);
    assert.match(
      failed.stdout,
      /^wrong\.yaml \/rules\/0\/nearMisses\/0: the rule reaches it, and should not\.$/m,
    );
    const machine = await runCli(['rules', 'test', 'rules', '--json']);
    assert.equal(machine.code, 1);
    const { items } = JSON.parse(machine.stdout) as { items: { id: string; ok: boolean }[] };
    assert.deepEqual(
      items.filter((item) => !item.ok).map(({ id }) => id),
      ['w'],
    );

    writeFileSync(at('rules/wrong.yaml'), 'version: 1\nrules:\n  - { kind: pin, id: p, tmplate: /a }\n');
    const bad = await runCli(['rules', 'test', 'rules']);
    assert.equal(bad.code, 2);
    assert.equal(bad.stdout, '');
    assert.match(
      bad.stderr,
      /^rules\/wrong\.yaml:3 \/rules\/0\/tmplate is not a known key\. Did you mean "template"\?$/m,
    );
    assert.match(bad.stderr, /^rules\/wrong\.yaml:3 \/rules\/0 is missing the required key "positives"\.$/m);
    assert.doesNotMatch(bad.stderr, /\n\s+at /);
    assert.equal((await runCli(['analyze', 'logs/a.ndjson', '--rules', 'rules'])).code, 2);
    assert.equal((await runCli(['rules', 'test', 'nowhere'])).code, 2);
  });

  test('analyze --rules: a pin changes the template, a rename nothing but the name, a refusal exactly one field', async () => {
    const plain = await analyzed();
    assert.deepEqual(paths(plain), ['GET /colors/blue 10', 'GET /colors/red 10', 'GET /users/{userId} 40']);

    writeRules('pin');
    assert.equal(paths(await analyzed('--rules', 'rules')).at(-1), 'GET /users/{shopUser} 40');

    writeRules('rename');
    const renamed = await analyzed('--rules', 'rules');
    const user = (report: Report): ReportEndpoint | undefined => report.endpoints.at(-1);
    const slots = user(plain)?.slots?.map((slot) => ({ ...slot, name: 'member' }));
    assert.deepEqual(user(renamed), { ...user(plain), path: '/users/{member}', slots });
    assert.deepEqual(renamed.findings, plain.findings);

    writeRules('not-here');
    const refused = await analyzed('--rules', 'rules');
    const fields = (report: Report): readonly string[] =>
      report.endpoints.flatMap((one) => one.dataClasses.map(({ id, path }) => `${one.path} ${id} ${path}`));
    assert.deepEqual(
      fields(plain).filter((field) => !fields(refused).includes(field)),
      ['/users/{userId} email /ref'],
    );
    assert.deepEqual(fields(refused).length, fields(plain).length - 1);
    const { stdout } = await ok('analyze', 'logs/a.ndjson', '--format', 'assay-call', '--rules', 'rules');
    assert.match(
      stdout,
      /^Data classes taken away by rules:\n {2}email: 1 field of 1 endpoint \(my-not-here\)$/m,
    );
    const [effect] = refused.run['corrections'] as {
      id: string;
      removed: { path: string; count: number }[];
    }[];
    assert.deepEqual(
      [effect?.id, effect?.removed.map(({ path, count }) => [path, count])],
      ['my-not-here', [['/ref', 20]]],
    );
  });

  test('workers and order change nothing with rules on', async () => {
    writeRules(...Object.keys(RULES));
    const one = await analyzed('--rules', 'rules', '--workers', '1');
    const two = await analyzed('--rules', 'rules', '--workers', '2');
    assert.deepEqual({ ...one, run: null }, { ...two, run: null });
    assert.deepEqual(one.run['corrections'], two.run['corrections']);
    const [user] = one.endpoints.filter(({ path }) => path === '/users/{member}');
    assert.deepEqual(user?.auth.schemes, ['custom:my-auth-scheme']);
    assert.ok(one.endpoints.every(({ dataClasses }) => dataClasses.some(({ id }) => id === 'my-data-class')));
  });
});

interface Listed {
  readonly id: string;
  readonly effect: {
    readonly endpoints: number;
    readonly calls: number;
    readonly since: string | null;
  } | null;
}

describe('rules over a store', () => {
  const config = (rules: boolean): void =>
    writeFileSync(
      at('assay.yaml'),
      `version: 1
store: { url: "sqlite:./data/rules.db" }
sources:
  - { id: logs, connector: files, mapping: assay-call, paths: ["logs/*.ndjson"], observes: edge }
assessment: { asOf: latest-call }
${rules ? 'rules: { folder: ./rules }\n' : ''}`,
    );
  const report = (): Promise<Report> =>
    ok('report', '-f', 'json').then(({ stdout }) => JSON.parse(stdout) as Report);
  const listed = async (): Promise<readonly Listed[]> =>
    (await json<{ items: Listed[] }>('rules', 'list')).items;
  const mailAt = (found: Report, path: string): Finding | undefined => {
    const endpoint = found.endpoints.find((one) => one.path === path);
    return found.findings.find((one) => one.type === 'personal-data-in-url' && one.endpoint === endpoint?.id);
  };

  test('corrections survive, are listed, and decisions follow a re-keyed endpoint', async () => {
    config(false);
    await ok('run', '--once');
    const first = await report();
    const red = mailAt(first, '/colors/red');
    assert.ok(red !== undefined, JSON.stringify(first.findings));
    await ok('findings', 'accept', red.id, '--reason', 'known', '--by', 'ada');

    writeRules('merge', 'data-class');
    config(true);
    const before = await listed();
    assert.deepEqual(
      before.map(({ id, effect }) => [id, effect]),
      [
        ['my-merge', null],
        ['my-data-class', null],
      ],
    );
    await ok('run', '--once');
    const second = await report();
    const merged = second.endpoints.find(({ path }) => path === '/colors/{color}');
    const former = first.endpoints.filter(({ path }) => path.startsWith('/colors/')).map(({ id }) => id);
    assert.equal(merged?.calls, 20, 'the correction applies to what was observed before it');
    assert.deepEqual(merged?.aliases, former.sort());
    const followed = mailAt(second, '/colors/{color}');
    assert.equal(followed?.status, 'accepted');
    assert.notEqual(followed?.id, red.id);
    assert.deepEqual(
      second.endpoints.flatMap(({ dataClasses }) => dataClasses.filter(({ id }) => id === 'my-data-class')),
      [],
      'a class counts in calls observed since',
    );

    writeCalls('b.ndjson', 50);
    await ok('run', '--once');
    const third = await report();
    const again = third.endpoints.find(({ path }) => path === '/colors/{color}');
    assert.deepEqual([again?.id, again?.calls, again?.aliases], [merged?.id, 40, merged?.aliases]);
    assert.equal(mailAt(third, '/colors/{color}')?.status, 'accepted');
    const badges = again?.dataClasses.find(({ id }) => id === 'my-data-class');
    assert.equal(badges?.count, 20, 'only the calls since');
    const [merge, badge] = await listed();
    assert.deepEqual([merge?.effect?.endpoints, merge?.effect?.calls, merge?.effect?.since], [1, 40, null]);
    assert.match(badge?.effect?.since ?? '', /^\d{4}-\d\d-\d\dT/);
    assert.match((await ok('rules', 'list')).stdout, /^my-merge +merge +1 +0 +40 +- +mine\.yaml$/m);

    await ok('findings', 'reopen', followed?.id ?? '');
    await ok('run', '--once', '--only', 'assess');
    assert.equal(mailAt(await report(), '/colors/{color}')?.status, 'open');
  });

  test('validate tells what is wrong with the rules, and run starts nothing then', async () => {
    writeRules('merge');
    writeFileSync(at('rules/bad.yaml'), 'version: 1\nrules: []\n');
    for (const args of [['validate'], ['run', '--once']]) {
      const run = await runCli(args);
      assert.equal(run.code, 2, args.join(' '));
      assert.match(run.stderr + run.stdout, /rules\/bad\.yaml:2 \/rules must not be empty\./);
    }
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { isCron } from '../agent/is-cron.ts';
import { revealSecret, Secret } from '../model/secret.ts';
import { type ConnectorContract } from './document-schema.ts';
import { type ConfigSurroundings, type LoadedConfig, loadConfig, loadConfigFile } from './load-config.ts';
import { formatProblem } from './problem.ts';

const KONG: ConnectorContract = {
  id: 'kong',
  kinds: ['gateway'],
  mapping: null,
  configSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['url'],
    properties: {
      url: { type: 'string', format: 'http-url', description: 'Admin API.' },
      token: { type: 'string', secret: true, description: 'Admin token.' },
      timeout: { type: 'string', format: 'duration', default: '30s', description: 'Deadline.' },
    },
  },
};

const FILES: ConnectorContract = {
  id: 'files',
  kinds: ['source'],
  mapping: null,
  configSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['paths'],
    properties: {
      paths: { type: 'array', minItems: 1, items: { type: 'string' }, description: 'Files.' },
      maxFile: { type: 'string', format: 'size', default: '1GiB', description: 'Limit.' },
    },
  },
};

const TOKEN = 'tok-3f9a77c1-for-tests';
const revealed: string[] = [];
let folder = '';

function around(changes: Partial<ConfigSurroundings> = {}): ConfigSurroundings {
  const contracts: Readonly<Record<string, ConnectorContract>> = { kong: KONG, files: FILES };
  return {
    env: { KONG_TOKEN: TOKEN },
    flags: [],
    connectorIds: Object.keys(contracts),
    loadContract: (id) => Promise.resolve(contracts[id]!),
    mappings: ['kong-http-log', 'nginx-json'],
    isCron,
    onSecret: (value) => revealed.push(value),
    ...changes,
  };
}

const GOOD = `version: 1
schedule: { pull: "*/2 * * * *", jitter: 1m }
gateways:
  - { id: kong-prod, connector: kong, url: "https://kong-admin.example:8444", token: "\${env:KONG_TOKEN}", hosts: [api.shop.example], timeout: 5s }
sources:
  - id: kong-logs
    connector: files
    mapping: kong-http-log
    paths: ["/var/log/kong/*.ndjson*"]
    observes: "gateway:kong-prod"
`;

async function problemsOf(
  text: string,
  changes: Partial<ConfigSurroundings> = {},
): Promise<readonly string[]> {
  const loaded = await loadConfig(text, folder, around(changes));
  return loaded.ok ? [] : loaded.problems.map((problem) => formatProblem('assay.yaml', problem));
}

function good(loaded: LoadedConfig): LoadedConfig & { ok: true } {
  assert.ok(loaded.ok, JSON.stringify(loaded));
  return loaded;
}

describe('configuration', () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-config-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('takes the one form in which clients appear, and refuses whole addresses by name', async () => {
    const problemsOf = async (actors: string): Promise<readonly string[]> => {
      const loaded = await loadConfig(`version: 1\nprivacy: { actors: ${actors} }\n`, folder, around());
      return loaded.ok ? [] : loaded.problems.map((problem) => formatProblem('assay.yaml', problem));
    };
    assert.deepEqual(await problemsOf('network'), []);
    assert.deepEqual(await problemsOf('address'), ['assay.yaml:2 /privacy/actors must be one of: network.']);
  });

  it('types values, fills defaults and wraps secrets', async () => {
    const { config } = good(await loadConfig(GOOD, folder, around()));

    assert.equal(config.schedule.jitterMs, 60_000);
    assert.equal(config.assessment.windowMs, 30 * 86_400_000);
    const day = 86_400_000;
    assert.deepEqual(config.retention, { bucketsMs: 400 * day, actorsMs: 30 * day, samplesMs: 30 * day });
    assert.deepEqual(config.console, { host: '127.0.0.1', port: 8484, hosts: [], publicUrl: null });
    assert.equal(config.sources[0]?.observes, 'gateway:kong-prod');
    assert.equal(config.sources[0]?.settings['maxFile'], 1024 ** 3);
    const token = config.gateways[0]?.settings['token'];
    assert.ok(token instanceof Secret);
    assert.equal(revealSecret(token), TOKEN);
    assert.equal(config.gateways[0]?.settings['timeout'], 5000);
    assert.ok(revealed.includes(TOKEN), 'the redactor was not told');
    assert.ok(!`${inspect(config, { depth: 9 })}${JSON.stringify(config)}`.includes(TOKEN));
  });

  it('takes a database as the store, its password by reference only', async () => {
    const store = (text: string): string => `version: 1\nstore: ${text}\n`;
    const { config } = good(
      await loadConfig(
        store(
          '{ url: "postgres://assay@db.example:5432/assay?sslmode=require", password: "${env:KONG_TOKEN}" }',
        ),
        folder,
        around(),
      ),
    );
    assert.ok(config.store.password instanceof Secret);
    assert.equal(revealSecret(config.store.password), TOKEN);
    for (const url of [
      'postgres://assay:hunter2@db.example/assay',
      'postgres://assay@db.example/assay?password=hunter2',
      'mysql://db.example/assay',
    ]) {
      const [problem = ''] = await problemsOf(store(`{ url: "${url}" }`));
      assert.ok(problem.includes('url') && !problem.includes('hunter2'), problem);
    }
    const [literal = ''] = await problemsOf(store('{ url: "postgres://a@db.example/a", password: hunter2 }'));
    assert.ok(literal.includes('literal secret') && !literal.includes('hunter2'), literal);
  });

  it('gives a registry what it says of itself, and what all get otherwise', async () => {
    const text = `version: 1
publish: { detail: grade, definitions: true }
grading: { basis: worst }
console: { publicUrl: "https://assay.example/base/" }
registries:
  - { id: one, connector: shelf, url: "https://shelf.example" }
  - { id: two, connector: shelf, url: "https://shelf.example", publish: { detail: full, definitions: false } }
`;
    const { config } = good(
      await loadConfig(
        text,
        folder,
        around({
          connectorIds: ['shelf'],
          loadContract: () => Promise.resolve({ ...KONG, id: 'shelf', kinds: ['registry'] }),
        }),
      ),
    );

    assert.deepEqual(
      config.registries.map(({ publish }) => publish),
      [
        { detail: 'grade', definitions: true },
        { detail: 'full', definitions: false },
      ],
    );
    assert.deepEqual(config.grading, { basis: 'worst' });
    assert.equal(config.console.publicUrl, 'https://assay.example/base');
    const problems = await problemsOf(text.replace('id: two', 'id: built-in'), {
      connectorIds: ['shelf'],
      loadContract: () => Promise.resolve({ ...KONG, id: 'shelf', kinds: ['registry'] }),
    });
    assert.deepEqual(problems, [
      'assay.yaml:7 /registries/1/id is the id of the registry that is always there. Give it another id.',
    ]);
  });

  it('lets flags win over the environment, that over the file, that over defaults, and says so', async () => {
    const loaded = good(
      await loadConfig(
        GOOD,
        folder,
        around({
          env: {
            KONG_TOKEN: TOKEN,
            ASSAY_SCHEDULE_SYNC: '5 * * * *',
            ASSAY_ASSESSMENT_AS_OF: 'latest-call',
            ASSAY_CONSOLE_LISTEN: '127.0.0.1:1',
            ASSAY_TRUSTED_PROXIES: '192.0.2.0/24, 198.51.100.7',
            ASSAY_GUARDS_MAX_LOSS_SHARE: '0.5',
          },
          flags: [{ pointer: '/console/listen', option: '--listen', value: '127.0.0.1:2' }],
        }),
      ),
    );

    const row = (pointer: string): unknown => loaded.values.find((value) => value.pointer === pointer);
    assert.deepEqual(row('/schedule/pull'), {
      pointer: '/schedule/pull',
      value: '"*/2 * * * *"',
      origin: 'line 2',
    });
    assert.deepEqual(row('/schedule/sync'), {
      pointer: '/schedule/sync',
      value: '"5 * * * *"',
      origin: 'environment ASSAY_SCHEDULE_SYNC',
    });
    assert.equal(loaded.config.console.port, 2);
    assert.deepEqual(row('/console/listen'), {
      pointer: '/console/listen',
      value: '"127.0.0.1:2"',
      origin: 'option --listen',
    });
    assert.deepEqual(row('/schedule/zone'), {
      pointer: '/schedule/zone',
      value: '"UTC"',
      origin: 'default',
    });
    assert.deepEqual(row('/gateways/0/token'), {
      pointer: '/gateways/0/token',
      value: '[secret]',
      origin: '${env:KONG_TOKEN}',
    });
    assert.deepEqual(loaded.config.trustedProxies, ['192.0.2.0/24', '198.51.100.7']);
    assert.equal(loaded.config.guards.maxLossShare, 0.5);
    assert.equal(loaded.config.assessment.asOf, 'latest-call');
  });

  it('reports every problem at once, each with its place and its fix', async () => {
    const problems = await problemsOf(`version: 1
shedule: {}
schedule: { pull: "every day", zone: Mars/Base, jitter: 10 }
gateways:
  - { id: kong-prod, connector: kong, url: "https://user:pw@kong.example", tokn: x, token: plain-text }
sources:
  - { id: kong-prod, connector: file, mapping: nginx-json, paths: [] }
  - { id: logs, connector: files, mapping: nginx-jsn, paths: ["x"], observes: "gateway:kong-prd" }
`);

    assert.deepEqual(problems, [
      'assay.yaml:2 /shedule is not a known key. Did you mean "schedule"?',
      'assay.yaml:3 /schedule/jitter must be of type string.',
      'assay.yaml:3 /schedule/pull is not a valid cron expression. Write five fields, minute hour day month weekday: "*/5 * * * *" is every five minutes.',
      'assay.yaml:3 /schedule/zone is not a valid time-zone. Write an IANA zone name such as UTC or Europe/Vienna.',
      'assay.yaml:5 /gateways/0/token holds a literal secret. Write a reference: ${env:NAME} or ${file:/run/secrets/name}.',
      'assay.yaml:5 /gateways/0/tokn is not a known key. Did you mean "token"?',
      'assay.yaml:5 /gateways/0/url is not a valid http-url. Write an absolute http or https URL without user, password, query or fragment.',
      'assay.yaml:7 /sources/0/connector is not a known connector. Did you mean "files"?',
      'assay.yaml:7 /sources/0/id repeats the id of /gateways/0. Give it its own id.',
      'assay.yaml:8 /sources/1/mapping is not a known mapping. Did you mean "nginx-json"?',
      'assay.yaml:8 /sources/1/observes names a gateway that is not configured. Did you mean "kong-prod"?',
    ]);
  });

  const single: readonly (readonly [string, string, string])[] = [
    ['no version', 'store: {}', 'assay.yaml is missing the required key "version".'],
    [
      'an unset variable',
      'version: 1\ngateways:\n  - { id: k, connector: kong, url: "https://kong.example", token: "${env:NOT_SET}" }',
      'assay.yaml:3 /gateways/0/token refers to the environment variable NOT_SET, which is not set. Set NOT_SET.',
    ],
    [
      'a missing secret file',
      'version: 1\ngateways:\n  - { id: k, connector: kong, url: "https://kong.example", token: "${file:nowhere}" }',
      'assay.yaml:3 /gateways/0/token refers to the file nowhere, which cannot be read. Check that it exists and who may read it.',
    ],
    [
      'broken YAML',
      'version: 1\nstore: {',
      'assay.yaml:2 is not valid YAML (bad indent). Check indentation and quotes.',
    ],
    [
      'a repeated key',
      'version: 1\nversion: 1',
      'assay.yaml:2 is not valid YAML (duplicate key). Remove one of the two keys.',
    ],
    [
      'a list instead of a mapping',
      '- a',
      'assay.yaml:1 must be a mapping of keys. Start with "version: 1".',
    ],
    [
      'a connector of the wrong kind',
      'version: 1\nsources:\n  - { id: k, connector: kong, url: "https://kong.example", mapping: nginx-json }',
      'assay.yaml:3 /sources/0/connector names a connector that is no source. It offers: gateway.',
    ],
    [
      'a source without a mapping',
      'version: 1\nsources:\n  - { id: k, connector: files, paths: [a] }',
      'assay.yaml:3 /sources/0 is missing the key "mapping", which this connector needs. Shipped mappings: kong-http-log, nginx-json; or write the path of a .yaml file.',
    ],
  ];
  for (const [name, text, expected] of single) {
    it(`refuses ${name} in one line`, async () => assert.deepEqual(await problemsOf(text), [expected]));
  }

  it('refuses a file that cannot be read', async () => {
    const loaded = await loadConfigFile(join(folder, 'missing.yaml'), around());

    assert.ok(!loaded.ok);
    assert.equal(loaded.problems[0]?.message, 'cannot be read');
  });

  it('refuses an alias bomb instead of unpacking it', async () => {
    const rows = Array.from({ length: 12 }, (_, level) => {
      const items = Array.from({ length: 10 }, () => `*a${level}`).join(', ');
      return `a${level + 1}: &a${level + 1} [${items}]`;
    });
    const problems = await problemsOf(`version: 1\na0: &a0 [x]\n${rows.join('\n')}`);

    assert.deepEqual(problems, ['assay.yaml holds values that JSON cannot carry, or too many aliases.']);
  });

  it('reads a secret file again when it was rotated', async () => {
    const path = join(folder, 'token');
    await writeFile(path, 'first-value\n');
    const text = `version: 1\ngateways:\n  - { id: k, connector: kong, url: "https://kong.example", token: "\${file:token}" }`;
    const { config } = good(await loadConfig(text, folder, around()));
    const token = config.gateways[0]?.settings['token'];
    assert.ok(token instanceof Secret);
    assert.equal(await token.reloaded(), null);

    await writeFile(path, 'second-value\n');

    const again = await token.reloaded();
    assert.equal(again === null ? null : revealSecret(again), 'second-value');
  });

  it('never quotes a value in a problem', async () => {
    const marker = 'SENSITIVE-4111111111111111';
    const problems = await problemsOf(
      `version: "${marker}"\nstore: "${marker}"\nconsole: { listen: "${marker}" }\ngateways:\n  - { id: "${marker}", connector: kong, url: "${marker}", token: "${marker}" }\nschedule: { pull: "${marker}" }`,
    );

    assert.equal(problems.length, 7);
    assert.ok(!problems.join('\n').includes('4111'));
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { compileShipped, SHIPPED_FOLDER } from '../../src/mapping/build/compile.ts';
import {
  casesFolderOf,
  createMeta,
  detectFormat,
  explainLine,
  isDropped,
  linkMapping,
  loadMapping,
  type MapMeta,
  missingOptions,
  readCases,
  runCase,
  SHIPPED_MAPPINGS,
} from '../../src/mapping/index.ts';
import { parseMappingFile } from '../../src/mapping/load-mapping.ts';
import { leastCpuMs } from '../support/least-cpu-ms.ts';

const MAPPINGS = await Promise.all(
  SHIPPED_MAPPINGS.map(async (compiled) => {
    const file = join(SHIPPED_FOLDER, `${compiled.id}.yaml`);
    const text = await readFile(file, 'utf8');
    const plan = loadMapping(text, file);
    return { compiled, text, plan, closures: linkMapping(plan), cases: await readCases(casesFolderOf(file)) };
  }),
);

describe('shipped mappings', () => {
  it('are all listed', async () => {
    const yaml = (await readdir(SHIPPED_FOLDER)).filter((name) => name.endsWith('.yaml'));
    assert.deepEqual(
      yaml.map((name) => name.slice(0, -'.yaml'.length)).sort(),
      MAPPINGS.map(({ compiled }) => compiled.id),
    );
  });

  it('have compiled files that are fresh', async () => {
    for (const [path, text] of await compileShipped()) {
      assert.equal(readFileSync(path, 'utf8'), text, `${path} is stale: run npm run generate`);
    }
  });

  it('say whether their logs print chosen headers only: then a call without credentials is no anonymous one', () => {
    const chosen = { 'nginx-json': true, 'otlp-http': true, 'kong-http-log': false, har: false };
    for (const [id, expected] of Object.entries(chosen)) {
      const found = MAPPINGS.find(({ compiled }) => compiled.id === id);
      assert.equal(found?.compiled.chosenHeaders, expected, id);
      assert.equal(found?.closures.chosenHeaders, expected, id);
    }
  });

  for (const { compiled, closures, cases } of MAPPINGS) {
    describe(compiled.id, () => {
      it('has the cases minimal, full and hostile', () => {
        const names = cases.map(({ name }) => name);
        for (const name of ['minimal', 'full', 'hostile']) assert.ok(names.includes(name), name);
      });
      for (const mappingCase of cases) {
        it(`${mappingCase.name}: as expected, generated code and closures`, () => {
          for (const mapping of [compiled, closures]) {
            const result = runCase(mapping, mappingCase);
            assert.equal(result.actual, result.expected, `record ${result.firstDifference}`);
            assert.ok(result.records > 0);
          }
        });
      }
    });
  }
});

function splitLines(input: Buffer): readonly Buffer[] {
  return input
    .toString('latin1')
    .split('\n')
    .map((line) => Buffer.from(line, 'latin1'));
}

describe('patterns of shipped mappings', () => {
  const patterns = MAPPINGS.flatMap(({ text, compiled }) => {
    const { parse } = parseMappingFile(text, compiled.id);
    return parse.type === 'regex'
      ? parse.patterns.map(({ name, pattern }) => ({ id: `${compiled.id} ${name}`, pattern }))
      : [];
  });

  it('mean the same in both engines: no class whose members differ', () => {
    for (const { id, pattern } of patterns) {
      const bare = pattern.replaceAll(/\\\\|\\\.|\[[^\]]*\]/g, '');
      assert.doesNotMatch(bare, /\\[sSwWbBdD]|\./, id);
    }
  });

  for (const { id, pattern } of patterns) {
    it(`${id}: linear on 16 kB of hostile repeats`, () => {
      const expression = new RegExp(pattern);
      for (const line of hostileLines()) {
        const tookMs = leastCpuMs(() => void expression.exec(line), 50);
        assert.ok(tookMs < 50, `${tookMs.toFixed(0)} ms on ${JSON.stringify(line.slice(0, 60))}`);
      }
    });
  }
});

/** Beginnings of real lines, then one fragment repeated: what makes a backtracking engine quadratic. */
function* hostileLines(): Generator<string> {
  const whole = [
    '203.0.113.24:52110 [04/Mar/2026:09:15:22.417] fe_api~ be/a 2/0/1/41/44 201 1093 - - ---- 1/1/1/1/0 0/0 {a} "GET /a?b',
    '203.0.113.24 - - [04/Mar/2026:09:15:22 +0000] "GET /a HTTP/1.1" 200 1 "-" "curl" 5 1.0 [x] [] 1 2 3',
  ];
  const prefixes = [
    '',
    ...whole.flatMap((line) =>
      Array.from({ length: line.length / 4 }, (_, index) => line.slice(0, index * 4)),
    ),
  ];
  const fragments = [
    'a',
    ' ',
    ':',
    '1',
    '/',
    '"',
    '\\',
    '\\"',
    '[',
    '] ',
    '{',
    '} ',
    '1:1',
    ' 1',
    '0/0',
    '" "',
    'a:1 [',
    '203.0.113.1:1 ',
    '- ',
  ];
  for (const prefix of prefixes) {
    for (const fragment of fragments) yield prefix + fragment.repeat(16_384 / fragment.length);
  }
}

describe('format detection', () => {
  const mappings = SHIPPED_MAPPINGS;

  it('names the right format for every case file that has calls', () => {
    for (const { compiled, cases } of MAPPINGS) {
      for (const { name, input } of cases) {
        if (!['minimal', 'full', 'fallbacks', 'quirks'].includes(name)) continue;
        const { mapping } = detectFormat(mappings, splitLines(input), input);
        assert.equal(mapping?.id, compiled.id, `${compiled.id}/${name}`);
      }
    }
  });

  it('names the right format for each single line of the minimal and full cases', () => {
    for (const { compiled, cases } of MAPPINGS) {
      for (const { name, input } of cases) {
        if (compiled.framing === 'json' || !['minimal', 'full'].includes(name)) continue;
        for (const line of splitLines(input).filter((text) => text.length > 2)) {
          assert.equal(detectFormat(mappings, [line]).mapping?.id, compiled.id, line.toString());
        }
      }
    }
  });

  it('tells near misses apart: home-made keys of NGINX, Envoy and the native record', () => {
    const time = '2026-03-04T09:15:22.417Z';
    const near: readonly (readonly [string, Record<string, unknown>])[] = [
      [
        'nginx-json',
        {
          time,
          remote_addr: '203.0.113.1',
          method: 'GET',
          host: 'h.example',
          uri: '/a',
          status: 200,
          request_time: 0.01,
        },
      ],
      ['envoy-json', { time, method: 'GET', authority: 'h.example', path: '/a', status: 200, duration: 10 }],
      [
        'envoy-json',
        {
          timestamp: time,
          method: 'GET',
          host: 'h.example',
          path: '/a',
          code: 200,
          duration: 10,
          bytes_sent: 4,
        },
      ],
      ['assay-call', { time, method: 'GET', host: 'h.example', path: '/a', status: 200 }],
      ['assay-call', { time, method: 'GET', host: 'h.example', path: '/a', status: 200, latencyMs: 5 }],
      [
        'nginx-json',
        {
          time_local: '04/Mar/2026:09:15:22 +0000',
          request: 'GET /a HTTP/1.1',
          status: '200',
          host: 'h.example',
        },
      ],
    ];
    for (const [wanted, record] of near) {
      const { mapping, trials } = detectFormat(mappings, [JSON.stringify(record)]);
      assert.equal(
        mapping?.id,
        wanted,
        JSON.stringify(trials.slice(0, 3).map((trial) => [trial.mapping.id, trial.fields])),
      );
    }
  });

  it('refuses what is none of them, and names all that were tried', () => {
    const samples = [
      ['just text'],
      ['{"a":1}', '{"b":2}'],
      ['a,b,c', '1,2,3'],
      ['#Fields: date time'],
      [],
      ['{"log":{"entries":[]}}'],
    ];
    for (const lines of samples) {
      const { mapping, trials } = detectFormat(mappings, lines, lines.join('\n'));
      assert.equal(mapping, null, lines.join());
      assert.equal(trials.length, mappings.length);
    }
  });

  it('stands a minority of garbage and of calls that are none', () => {
    const call = '203.0.113.24 - - [04/Mar/2026:09:15:22 +0000] "GET /a HTTP/1.1" 200 1 "-" "curl/8"';
    const scan = '203.0.113.24 - - [04/Mar/2026:09:15:22 +0000] "\\x16\\x03" 400 1 "-" "-"';
    assert.equal(detectFormat(mappings, [call, scan, scan, scan, 'garbage']).mapping?.id, 'nginx-combined');
    assert.equal(detectFormat(mappings, [scan, scan]).mapping, null);
    assert.equal(detectFormat(mappings, [call, 'x', 'y', 'z']).mapping, null);
  });
});

describe('required options', () => {
  it('are those that the records never carry', () => {
    const missing = (
      settings: Partial<Parameters<typeof createMeta>[0]> = {},
    ): Record<string, readonly string[]> => {
      const meta: MapMeta = createMeta({ sourceId: 's', ...settings });
      return Object.fromEntries(
        SHIPPED_MAPPINGS.map((mapping) => [mapping.id, missingOptions(mapping, meta)] as const).filter(
          ([, options]) => options.length > 0,
        ),
      );
    };
    assert.deepEqual(missing(), { 'haproxy-http': ['host', 'zone'], 'nginx-combined': ['host'] });
    assert.deepEqual(missing({ options: { captureRequest: ['User-Agent', 'Host'] } }), {
      'haproxy-http': ['zone'],
      'nginx-combined': ['host'],
    });
    assert.deepEqual(missing({ host: 'h.example', zone: 'UTC' }), {});
  });
});

describe('explanation of a line', () => {
  it('names the pattern and the field of each target', () => {
    const { plan } = MAPPINGS.find(({ compiled }) => compiled.id === 'haproxy-http')!;
    const meta = createMeta({ sourceId: 's', zone: 'UTC', options: { captureRequest: ['host'] } });
    const line =
      '203.0.113.24:52110 [04/Mar/2026:09:15:22.417] fe be/a 2/0/1/41/44 201 1093 - - ---- 1/1/1/1/0 0/0 {h.example} "GET /a HTTP/1.1"';
    const explained = explainLine(plan, line, meta);
    assert.equal(explained.pattern, 'whole');
    const sources = new Map(
      explained.targets.map((source) => [source.target, source.path ?? `(${source.missing})`]),
    );
    assert.equal(sources.get('host'), '$sent.host');
    assert.equal(sources.get('path'), '$target.path');
    assert.equal(sources.get('query'), '(null)');
    assert.equal(sources.get('scheme'), '(http)');
    assert.equal(explained.outcomes.filter(isDropped).length, 0);
  });

  it('says which condition passed a record over', () => {
    const { plan } = MAPPINGS.find(({ compiled }) => compiled.id === 'nginx-json')!;
    const explained = explainLine(plan, '{"request":"","status":"400"}', createMeta({ sourceId: 's' }));
    assert.equal(explained.skippedBy, 2);
    assert.deepEqual(
      explained.outcomes.map((outcome) => isDropped(outcome) && outcome.drop),
      ['not-a-call'],
    );
  });
});

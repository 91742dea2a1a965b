import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse, stringify } from 'yaml';
import { leastCpuMs } from '../../test/support/least-cpu-ms.ts';
import { AssayError } from '../model/errors.ts';
import { emitMapping } from './build/emit-mapping.ts';
import { linkMapping } from './closures.ts';
import { loadMapping } from './load-mapping.ts';
import { createMeta } from './map-meta.ts';
import { isDropped } from './runtime/outcome.ts';

const SITE = `
mapping: 1
id: site
title: A site's own format
framing: lines
blanks: missing
parse:
  type: regex
  patterns:
    - { name: plain, pattern: '^(?<time>[0-9]+) (?<method>[A-Z]+) (?<host>[^ ]+) (?<path>[^ ]+) (?<status>[^ ]+)$' }
let:
  target: { from: path, split: url }
set:
  method: { from: method, missing: drop, invalid: drop }
  path: { from: $target.path, missing: drop, invalid: drop }
  status: { from: status, missing: 'null', invalid: drop }
  host: { from: host, missing: default, invalid: drop }
  time: { from: time, format: epoch-s, missing: drop, invalid: drop }
`;

function changed(change: (file: Record<string, Record<string, unknown>>) => void): string {
  const file: Record<string, Record<string, unknown>> = parse(SITE);
  change(file);
  return stringify(file);
}

function faultOf(text: string): string {
  try {
    loadMapping(text, 'site.yaml');
  } catch (error) {
    assert.ok(error instanceof AssayError);
    assert.deepEqual([error.code, error.kind], ['MAPPING_INVALID', 'config']);
    assert.ok(error.fix);
    return String(error.context['pointer']);
  }
  return 'accepted';
}

describe('a mapping of a site', () => {
  it('runs without any generated code', () => {
    const mapping = linkMapping(loadMapping(SITE, 'site.yaml'));
    const call = mapping.map('1772615722 GET H.example /a?b 200', createMeta({ sourceId: 's' }));
    assert.ok(!isDropped(call));
    assert.deepEqual(
      [call.host, call.path, call.query, call.status, call.timeMs],
      ['h.example', '/a', null, 200, 1_772_615_722_000],
    );
  });

  it('runs its patterns in linear time, also those that would explode', () => {
    const text = changed((file) => {
      file['parse']!['patterns'] = [
        { name: 'bad', pattern: '^(?<time>(?:a+)+)(?<method>b)(?<host>c)(?<path>d)(?<status>e)$' },
      ];
    });
    const mapping = linkMapping(loadMapping(text, 'site.yaml'));
    const ms = leastCpuMs(() => {
      assert.ok(isDropped(mapping.map('a'.repeat(16_384), createMeta({ sourceId: 's' }))));
    }, 500);
    assert.ok(ms < 500, `${ms} ms`);
  });

  it('is refused with the place of the fault', () => {
    const faults: readonly (readonly [string, string])[] = [
      [
        changed(
          (file) => (file['set']!['host'] = { from: '$nobody.host', missing: 'drop', invalid: 'drop' }),
        ),
        '/set/host/from',
      ],
      [
        changed((file) => (file['set']!['host'] = { from: 'nogroup', missing: 'drop', invalid: 'drop' })),
        '/set/host/from',
      ],
      [
        changed((file) => (file['set']!['host'] = { from: 'host', missing: 'null', invalid: 'drop' })),
        '/set/host/missing',
      ],
      [
        changed((file) => (file['set']!['id'] = { from: 'host', missing: 'default', invalid: 'null' })),
        '/set/id/missing',
      ],
      [changed((file) => (file['set']!['id'] = { missing: 'null', invalid: 'null' })), '/set/id'],
      [changed((file) => (file['set']!['id'] = { from: 'host', missing: 'null' })), '/set/id'],
      [
        changed(
          (file) => (file['set']!['query'] = { from: '$target.query', missing: 'null', invalid: 'null' }),
        ),
        '/set/query/invalid',
      ],
      [
        changed((file) => (file['set']!['latencyMs'] = { from: 'host', missing: 'null', invalid: 'null' })),
        '/set/latencyMs',
      ],
      [
        changed((file) => (file['set']!['time'] = { from: 'time', missing: 'drop', invalid: 'drop' })),
        '/set/time',
      ],
      [changed((file) => (file['skip'] = [{ path: 'host', equals: 'a', in: ['b'] }] as never)), '/skip/0'],
      [changed((file) => (file['skip'] = [{ path: 'host', matches: '(?=x)' }] as never)), '/skip/0/matches'],
      [
        changed(
          (file) => (file['let']!['again'] = { from: 'path', split: 'names', names: 'none', separator: '|' }),
        ),
        '/let/again',
      ],
      [
        changed((file) => (file['parse']!['patterns'] = [{ name: 'a', pattern: '(x)' }])),
        '/parse/patterns/0/pattern',
      ],
      [
        changed((file) => (file['parse']!['patterns'] = [{ name: 'a', pattern: '(?<=x)y' }])),
        '/parse/patterns/0/pattern',
      ],
      [changed((file) => (file['parse'] = { type: 'json' })), '/parse/type'],
      [changed((file) => (file['records'] = 'one-or-array' as never)), '/records'],
      [changed((file) => (file['set']!['statuss'] = {})), '/set/statuss'],
      [changed((file) => delete file['set']!['time']), '/set'],
      ['a: [', 'byte 4'],
    ];
    for (const [text, pointer] of faults) assert.equal(faultOf(text), pointer, text);
    assert.equal(faultOf(SITE), 'accepted');
  });

  it('refuses paths to inherited members and anything that is no path', () => {
    for (const path of [
      '__proto__',
      'a.constructor',
      'a["prototype"]',
      'a..b',
      'a b',
      'a[x]',
      '',
      '$',
      '${x}',
      'a`b',
    ]) {
      const text = SITE.replace('framing: lines', 'framing: ndjson').replace(
        /parse:[\s\S]*?let:/,
        'parse: { type: json }\nlet:',
      );
      const file = parse(text);
      file.set.host.from = path;
      assert.notEqual(faultOf(stringify(file)), 'accepted', path);
    }
  });

  it('cannot put code into the generated module', () => {
    const hostile = "');globalThis.broken=1;//\\u2028`${1}\n*/";
    const text = changed((file) => {
      file['title'] = hostile as never;
      file['skip'] = [
        { path: 'host', equals: hostile },
        { path: 'host', in: [hostile] },
      ] as never;
      file['set']!['request.headers'] = { fields: { [hostile]: 'host' }, missing: 'null' };
      file['set']!['scheme'] = {
        from: 'host',
        lookup: { [hostile]: hostile },
        missing: 'default',
        invalid: 'null',
      };
    });
    const module = emitMapping(loadMapping(text, 'site.yaml'));
    for (const line of module.split('\n').slice(1))
      assert.doesNotMatch(line.replaceAll(/'(?:[^'\\]|\\.)*'/g, ''), /globalThis|`|\*\//, line);
  });
});

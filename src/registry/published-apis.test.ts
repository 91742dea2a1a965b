import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOSTILE_STRINGS } from '../../test/support/hostile-strings.ts';
import {
  graded,
  observedDocument,
  PUBLISHED_SETTINGS,
  published,
  reportApi,
  reportEndpoint,
  reportFinding,
  reportOf,
} from '../../test/support/published-rows.ts';
import { registryMarkdown, registryText } from '../kit/index.ts';
import type { ReportApi } from '../model/generated/report.ts';
import type { GradingBasis, PublishedApi } from '../model/registry.ts';
import { localApis, publishedApis } from './published-apis.ts';

const source = (
  letter: 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'U',
  score: number,
): ReportApi['sourceGrade'] => ({
  origin: 'lake',
  letter,
  score,
  asOf: '2026-01-15T00:00:00.000Z',
});

function only(apis: readonly PublishedApi[]): PublishedApi {
  const [first] = apis;
  assert.ok(first !== undefined && apis.length === 1);
  return first;
}

describe('grade of a published API', () => {
  const cases: readonly (readonly [string, Partial<ReportApi>, GradingBasis, string | null])[] = [
    ['ours', { sourceGrade: source('A', 95) }, 'assay', 'C assay'],
    ['ours though the source`s is worse', { sourceGrade: source('F', 10) }, 'assay', 'C assay'],
    ['the source`s', { sourceGrade: source('A', 95) }, 'source', 'A lake'],
    ['the worse one, ours', { sourceGrade: source('A', 95) }, 'worst', 'C assay'],
    ['the worse one, the source`s', { sourceGrade: source('F', 10) }, 'worst', 'F lake'],
    ['the worse one of equals, ours', { sourceGrade: source('C', 72) }, 'worst', 'C assay'],
    ['the worse one of one letter', { sourceGrade: source('C', 71) }, 'worst', 'C lake'],
    ['ours where the source has none', {}, 'source', 'C assay'],
    ['ours where the source is U', { sourceGrade: source('U', 0) }, 'source', 'C assay'],
    [
      'the source`s where ours is U',
      { grade: graded('U', null), sourceGrade: source('B', 85) },
      'assay',
      'B lake',
    ],
    ['none where both are U', { grade: graded('U', null), sourceGrade: source('U', 0) }, 'worst', null],
    ['none for U', { grade: graded('U', null) }, 'assay', null],
  ];
  for (const [name, fields, basis, expected] of cases) {
    it(`is ${name}`, () => {
      const { grade } = only(published([reportApi('orders', fields)], { basis }));
      assert.equal(grade === null ? null : `${grade.letter} ${grade.origin}`, expected);
    });
  }

  it('is the letter as shown, and its risk lies in the band of that letter', () => {
    const api = reportApi('orders', { grade: graded('C', 79.6) });
    const shownLetters = new Map([[api.id, 'B' as const]]);
    const row = only(published([api], { shownLetters }));
    assert.equal(row.shownLetter, 'B');
    assert.deepEqual(row.grade, { letter: 'B', score: 79.6, origin: 'assay', riskScore: 1.99 });
    assert.deepEqual((row.body['grade'] as { letter: string }).letter, 'B');
  });

  it('has the middle of its band where a letter stands without a score', () => {
    const { grade } = only(published([reportApi('orders', { grade: graded('F', null) })]));
    assert.deepEqual(grade, { letter: 'F', score: 50, origin: 'assay', riskScore: 5 });
  });
});

describe('what leaves the installation', () => {
  const api = reportApi('orders', { owner: 'team-orders', tags: ['planted-tag'], flags: ['bypass'] });
  const report = reportOf([api], {
    endpoints: [
      reportEndpoint(api),
      reportEndpoint(api, { id: 'ep_2', path: '/orders/zorblax', provisional: true }),
    ],
    findings: [
      reportFinding(api, 'verbose-error'),
      reportFinding(api, 'mixed-authentication', 'accepted'),
      reportFinding(api, 'api-key-in-url', 'regressed'),
      reportFinding(api, 'plaintext-transport', 'false-positive'),
    ],
  });
  const at = (detail: 'grade' | 'summary' | 'full'): PublishedApi =>
    only(publishedApis(report, null, { ...PUBLISHED_SETTINGS, detail, publicUrl: 'https://assay.example' }));

  it('grade: identity and letter alone', () => {
    assert.deepEqual(at('grade').body, {
      id: api.id,
      name: api.name,
      host: api.host,
      basePath: api.basePath,
      management: 'unmanaged',
      grade: { letter: 'C', origin: 'assay' },
    });
  });

  it('summary: letter, counts and link; an accepted risk is there, a false positive is not', () => {
    const { body, link } = at('summary');
    assert.equal(link, `https://assay.example/apis/${api.id}`);
    assert.equal(body['link'], link);
    assert.deepEqual(body['counts'], { endpoints: 2, findings: { medium: 3 } });
    assert.deepEqual(body['findings'], ['api-key-in-url', 'mixed-authentication', 'verbose-error']);
    assert.equal(body['calls'], undefined, 'what every run changes is not in a summary');
  });

  it('full: endpoints too, and nothing provisional at any detail', () => {
    assert.equal((at('full').body['endpoints'] as unknown[]).length, 1);
    for (const detail of ['grade', 'summary', 'full'] as const)
      assert.ok(!JSON.stringify(at(detail)).includes('zorblax'), detail);
  });

  it('an API of provisional names alone stays at home; a managed one does not', () => {
    const managed = reportApi('known', { management: 'managed' });
    const doubtful = reportOf([api, managed], {
      endpoints: [reportEndpoint(api, { provisional: true }), reportEndpoint(managed, { provisional: true })],
    });
    const leaving = publishedApis(doubtful, null, PUBLISHED_SETTINGS);
    assert.deepEqual(
      leaving.map((row) => row.api.id),
      [managed.id],
    );
    const local = localApis(doubtful, { detail: 'summary', shownLetters: new Map() });
    assert.equal(local.length, 2, 'the registry inside shows it');
  });

  it('a managed API goes out without the host names that few callers chose', () => {
    const hosts = ['ludmila.tenants.example', 'shop.example'];
    const [both, alone] = [hosts, hosts.slice(0, 1)].map((own, at) =>
      only(
        published(
          [
            reportApi(`known-${at}`, {
              name: 'Known',
              management: 'managed',
              host: hosts[0] ?? '',
              hosts: own,
              provisionalHosts: hosts.slice(0, 1),
            }),
          ],
          { detail: 'full' },
        ),
      ),
    );
    assert.ok(!JSON.stringify([both, alone]).includes('ludmila'));
    assert.deepEqual([both?.api.host, both?.api.hosts], ['shop.example', ['shop.example']]);
    assert.deepEqual([alone?.api.host, alone?.api.hosts], ['*', []]);
  });
});

describe('definitions', () => {
  const unmanaged = reportApi('orders');
  const managed = reportApi('known', { management: 'managed' });
  const asked: string[] = [];
  const definitions = (id: string): ReturnType<typeof observedDocument> => {
    asked.push(id);
    return observedDocument(id);
  };

  it('of unmanaged APIs leave only when the configuration says so; of managed ones not with the bare grade', () => {
    const of = (settings: Partial<typeof PUBLISHED_SETTINGS>): readonly boolean[] =>
      published([unmanaged, managed], settings, definitions).map((row) => row.definition !== null);
    assert.deepEqual(of({}), [false, true]);
    assert.deepEqual(of({ definitions: true }), [true, true]);
    assert.deepEqual(of({ detail: 'grade' }), [false, false]);
    assert.deepEqual(of({ detail: 'grade', definitions: true }), [true, true]);
    assert.deepEqual(
      published([unmanaged, managed], { definitions: true }, null).map((row) => row.definition),
      [null, null],
    );
  });

  it('are made when a registry asks, and once', () => {
    asked.length = 0;
    const row = only(published([unmanaged], { definitions: true }, definitions));
    assert.deepEqual(asked, []);
    assert.equal(row.definition, row.definition);
    assert.deepEqual(asked, [unmanaged.id]);
  });

  it('say nothing that every run changes', () => {
    const text = JSON.stringify(only(published([managed], {}, definitions)).definition);
    assert.ok(text.includes('getItems'));
    for (const volatile of ['x-assay', '"calls"', '2026-', ' 7 '])
      assert.ok(!text.includes(volatile), volatile);
  });
});

/** By number, not by the pattern under test. */
function actsUnseen(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f) || (code >= 0xd800 && code <= 0xdfff)) return true;
    if ((code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e)) return true;
    if ((code >= 0x2060 && code <= 0x206f) || code === 0xfeff || code >= 0xe0000) return true;
  }
  return false;
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [key, ...texts(member)]);
}

describe('text of registries', () => {
  it('lets no string of traffic act unseen, in rows, bodies and definitions', () => {
    for (const hostile of HOSTILE_STRINGS) {
      const api = reportApi('orders', {
        name: hostile,
        host: hostile,
        hosts: [hostile],
        basePath: hostile,
        owner: hostile,
        environment: hostile,
        tags: [hostile],
        reason: { code: 'x', text: hostile, rule: hostile, nearestMiss: hostile },
        registered: { gateway: 'g', api: hostile, operation: hostile },
      });
      const document = { ...observedDocument(hostile), paths: { [hostile]: { get: { summary: hostile } } } };
      const [row] = publishedApis(
        reportOf([api], { endpoints: [reportEndpoint(api, { path: hostile, operation: hostile })] }),
        () => document,
        { ...PUBLISHED_SETTINGS, detail: 'full', definitions: true },
      );
      assert.ok(row !== undefined);
      const { api: shown, body, definition } = row;
      for (const text of texts({ shown, body, definition }))
        assert.equal(actsUnseen(text), false, JSON.stringify(text));
    }
  });

  it('fits the platform`s limit without half a character or half a reference', () => {
    for (const hostile of HOSTILE_STRINGS) {
      for (const limit of [0, 1, 7, 50]) {
        assert.ok(registryText(hostile, limit).length <= limit);
        const quoted = registryMarkdown(hostile, limit);
        assert.ok(quoted.length <= limit && !actsUnseen(quoted));
        assert.doesNotMatch(quoted.replace(/&#\d+;/g, ''), /[!-/:-@[-`{-~]/);
      }
    }
    assert.equal(registryText('a😀b', 3), 'a…');
    assert.equal(registryText('abcdef', 4), 'abc…');
    assert.equal(registryText('abcd', 4), 'abcd');
  });
});

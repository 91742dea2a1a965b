import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sourceFiles } from './source-files.ts';

/** Packages with one home, and where it is. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  axios: ['src/http/'],
  'p-queue': ['src/http/', 'src/ingest/'],
  // Documents for strangers, and our schemas, are judged by an instance that is none of ours.
  ajv: [
    'src/schema/',
    'test/support/openapi-checks.ts',
    'test/eval/schemas/conformance.ts',
    'test/meta/schemas.test.ts',
  ],
  winston: ['src/logging/'],
  'node-cron': ['src/agent/'],
  nock: ['test/support/'],
  pg: ['src/store/postgres/'],
  '@platformatic/kafka': ['src/ingest/kafka/', 'test/services/', 'test/support/services/'],
  'playwright-core': ['test/browser/'],
};

/** What may stand only with a written reason, or not at all. */
const SMELLS: readonly (readonly [string, RegExp])[] = [
  ['type any', /(?::\s*|<|\bas\s+)any(?=[;,)>=|&[\]{]|\s*[=|&{]|$)/],
  ['@ts-ignore', /@ts-(?:ignore|nocheck)/],
  ['a focused test', /\b(?:describe|it|test)\.only\(|\bonly: true/],
  ['a skipped test without a reason', /\b(?:describe|it|test)\.skip\(|\bskip: true|\.todo\(/],
  [
    'a lint rule switched off without a reason',
    /(?:oxlint|eslint|biome)-(?:disable|ignore)(?!.*(?:--|:) \S)/,
  ],
];

describe('sources', async () => {
  const files = await sourceFiles();

  it('are found', () => assert.ok(files.length > 50, String(files.length)));

  it('import each given package in its home only', () => {
    const strays = files.flatMap(({ path, text }) =>
      Object.entries(HOMES).flatMap(([name, homes]) => {
        const imports = new RegExp(`(?:from|import|import\\(|require\\()\\s*'${name}(?:/[^']*)?'`);
        return path !== 'test/meta/boundaries.test.ts' &&
          imports.test(text) &&
          !homes.some((home) => path.startsWith(home))
          ? [`${path}: ${name}`]
          : [];
      }),
    );

    assert.deepEqual(strays, []);
  });

  it('reveal secrets inside the HTTP client and the clients of wire protocols only', () => {
    const strays = files.filter(
      ({ path, text }) =>
        /\brevealSecret\b|Secret\.reveal\b/.test(text) &&
        !['src/http/', 'src/store/postgres/', 'src/ingest/kafka/'].some((home) => path.startsWith(home)) &&
        path !== 'src/model/secret.ts' &&
        !path.endsWith('.test.ts') &&
        path !== 'test/meta/sources.test.ts',
    );

    assert.deepEqual(
      strays.map(({ path }) => path),
      [],
    );
  });

  it('have no loosened types, focused or skipped tests, or silent exceptions', () => {
    const found = files
      .filter(({ path }) => path !== 'test/meta/sources.test.ts')
      .flatMap(({ path, text }) =>
        text.split('\n').flatMap((line, index) => {
          const isComment = /^\s*(?:\*|\/\/|\/\*\*)/.test(line) && !/oxlint|eslint|biome|@ts-/.test(line);
          const smell = isComment ? undefined : SMELLS.find(([, pattern]) => pattern.test(line));
          return smell === undefined ? [] : [`${path}:${index + 1} ${smell[0]}`];
        }),
      );

    assert.deepEqual(found, []);
  });

  it('are small enough to read: no source above 450 lines', () => {
    const long = files
      .filter(({ path }) => /^(?:src|connectors)\//.test(path) && !path.endsWith('.test.ts'))
      .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
      .filter(({ lines }) => lines > 450);

    assert.deepEqual(long, []);
  });

  it('have no folder or file named after nothing', () => {
    const vague = /(?:^|\/)(?:utils?|helpers?|common|manager|misc|lib)(?:\.ts|\/)/;

    assert.deepEqual(
      files.filter(({ path }) => vague.test(path)).map(({ path }) => path),
      [],
    );
  });
});

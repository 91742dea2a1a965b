import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ROOT, readJson } from './source-files.ts';

/** A file that breaks one boundary, and a word of the message that must come. */
const VIOLATIONS: readonly (readonly [string, string, string])[] = [
  ['src/model/x.ts', "import { readFileSync } from 'node:fs';", 'pure folder'],
  ['src/analyzer/x.ts', "import { x } from '../http/client.ts';", 'import boundary'],
  ['src/analyzer/y.ts', "import { hash } from 'node:crypto';", 'pure folder'],
  ['src/correlation/x.ts', "import { x } from '../analyzer/view.ts';", 'import boundary'],
  ['src/assessment/x.ts', "import { x } from '../store/store.ts';", 'import boundary'],
  ['src/mapping/x.ts', "import { x } from '../ingest/pull.ts';", 'import boundary'],
  ['src/kit/x.ts', "import axios from 'axios';", 'src/http'],
  ['src/kit/y.ts', "import { x } from '../store/store.ts';", 'import boundary'],
  ['src/config/x.ts', "import { Ajv } from 'ajv';", 'src/schema'],
  ['src/http/x.ts', "import winston from 'winston';", 'src/logging'],
  ['src/console/x.ts', "import { schedule } from 'node-cron';", 'src/agent'],
  ['src/agent/x.ts', "import { x } from '../cli/main.ts';", 'import boundary'],
  ['src/store/x.ts', "import { x } from '../kit/index.ts';", 'import boundary'],
  ['src/rules/x.ts', "import { x } from '../store/store.ts';", 'import boundary'],
  ['src/analyzer/z.ts', "import { x } from '../rules/index.ts';", 'import boundary'],
  ['connectors/kong/x.ts', "import { x } from '../openapi/index.ts';", 'connectors never import each other'],
  ['connectors/kong/y.ts', "import { x } from '../../src/http/client.ts';", 'import boundary'],
  ['connectors/kong/z.ts', "import nock from 'nock';", 'test/support'],
  ['src/report/x.ts', "import { x } from '../../test/support/http.ts';", 'sources never import tests'],
  [
    'examples/quickstart/recorder/x.ts',
    "import { x } from '../../../src/model/ids.ts';",
    'recorder knows nothing',
  ],
];

interface Report {
  readonly diagnostics: readonly {
    readonly filename: string;
    readonly message: string;
    readonly help?: string;
  }[];
}

describe('import boundaries', () => {
  let folder = '';
  let report: Report = { diagnostics: [] };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-boundaries-'));
    const config = (await readJson('.oxlintrc.json')) as Record<string, unknown>;
    // Types need the whole project; boundaries do not.
    const untyped = { ...config, options: {}, categories: {}, plugins: ['import'], ignorePatterns: [] };
    await writeFile(join(folder, '.oxlintrc.json'), JSON.stringify(untyped));
    for (const [path, text] of VIOLATIONS) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), `${text}\nexport const used = x;\n`);
    }
    report = await lint(folder);
  });
  after(() => rm(folder, { recursive: true }));

  for (const [path, text, expected] of VIOLATIONS) {
    it(`are broken by ${path}: ${text}`, () => {
      const messages = report.diagnostics
        .filter(({ filename }) => filename.endsWith(path))
        .map(({ message, help = '' }) => `${message} ${help}`);

      assert.ok(
        messages.some((message) => message.includes(expected)),
        `expected "${expected}" among ${JSON.stringify(messages)}`,
      );
    });
  }
});

function lint(folder: string): Promise<Report> {
  const binary = join(ROOT, 'node_modules', 'oxlint', 'bin', 'oxlint');
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [binary, '--format=json', '.'], { cwd: folder }, (error, stdout) => {
      // Exit 1 is what violations are for.
      try {
        resolve(JSON.parse(stdout) as Report);
      } catch {
        reject(error ?? new Error('oxlint printed no JSON'));
      }
    });
  });
}

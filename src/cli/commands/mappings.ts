import { readFile } from 'node:fs/promises';
import { casesFolderOf, readCases, runCase } from '../../mapping/case-runner.ts';
import { explainLine } from '../../mapping/explain-line.ts';
import {
  createMeta,
  detectFormat,
  isDropped,
  linkMapping,
  loadMapping,
  SHIPPED_MAPPINGS,
} from '../../mapping/index.ts';
import { shippedMappingText } from '../../mapping/shipped-text.ts';
import { AssayError } from '../../model/errors.ts';
import { encodeTerminal } from '../../report/encode/terminal.ts';
import { type Command, type CommandContext, JSON_OPTION } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { writeJson, writeLine } from '../output.ts';
import { usage } from '../parse.ts';

export const mappings: Command = {
  name: 'mappings',
  summary: 'List the log formats, test a mapping file with its cases, explain how a line is read.',
  usage: [
    'mappings list [--json]',
    'mappings test FILE',
    'mappings explain LINE [--format MAPPING] [--host H] [--zone Z]',
  ],
  options: {
    ...JSON_OPTION,
    format: {
      type: 'string',
      hint: 'MAPPING',
      description: 'Explain with this mapping instead of the one that fits.',
    },
    host: { type: 'string', hint: 'HOST', description: 'Host of calls whose format names none.' },
    zone: { type: 'string', hint: 'ZONE', description: 'Time zone of times without an offset.' },
  },
  words: 2,
  examples: [
    'mappings list',
    'mappings test mappings/calls/nginx-json.yaml',
    'mappings explain "$(head -1 access.log)"',
  ],
  run: async (context) => {
    const [action = 'list', subject] = context.invocation.positionals;
    if (action === 'list') return list(context);
    if (subject === undefined)
      throw usage(mappings, action === 'test' ? 'Name the mapping file.' : 'Give the line, in quotes.');
    if (action === 'test') return test(context, subject);
    if (action === 'explain') return explain(context, subject);
    throw usage(mappings, 'Say list, test or explain.');
  },
};

function list(context: CommandContext): ExitCode {
  const items = SHIPPED_MAPPINGS.map(({ id, title, framing, options, required }) => ({
    id,
    title,
    framing,
    options,
    required: required.map((one) => one.option),
  }));
  if (context.invocation.flag('json')) return writeJson(context, { items, next: null });
  for (const { id, title, required } of items) {
    writeLine(
      context,
      `${id.padEnd(16)} ${title}${required.length === 0 ? '' : `  (needs ${required.map((option) => `--${option}`).join(', ')})`}`,
    );
  }
  return EXIT.ok;
}

async function test(context: CommandContext, file: string): Promise<ExitCode> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null)
    throw new AssayError({
      code: 'MAPPING_UNREADABLE',
      kind: 'config',
      message: `The mapping file ${file} cannot be read.`,
      fix: 'Check the path.',
    });
  const mapping = linkMapping(loadMapping(text, file));
  const cases = await readCases(casesFolderOf(file));
  const results = cases.map((one) => runCase(mapping, one));
  for (const result of results) {
    writeLine(
      context,
      result.firstDifference === null
        ? `ok    ${result.name} (${result.records} records)`
        : `FAIL  ${result.name}: record ${result.firstDifference} differs`,
    );
    if (result.firstDifference !== null)
      writeLine(
        context,
        `      expected ${result.expected ?? 'nothing'}\n      actual   ${result.actual ?? 'nothing'}`,
      );
  }
  const failed = results.filter((result) => result.firstDifference !== null).length;
  writeLine(context, `${results.length - failed} passed, ${failed} failed`);
  return failed > 0 || results.length === 0 ? EXIT.gateFailed : EXIT.ok;
}

async function explain(context: CommandContext, line: string): Promise<ExitCode> {
  const { invocation } = context;
  const detected = detectFormat(SHIPPED_MAPPINGS, [line]).mapping?.id ?? null;
  const id = invocation.text('format') ?? detected;
  if (id === null)
    throw new AssayError({
      code: 'FORMAT_UNKNOWN',
      kind: 'config',
      message: 'No format makes a call of this line.',
      fix: 'Name one with --format to see where it fails.',
    });
  const meta = createMeta({
    sourceId: 'explain',
    host: invocation.text('host') ?? 'host.invalid',
    zone: invocation.text('zone') ?? 'UTC',
  });
  const found = explainLine(loadMapping(await shippedMappingText(id), id), line, meta);
  if (invocation.flag('json')) return writeJson(context, found);
  const say = (text: string): void => writeLine(context, encodeTerminal(text));
  say(
    `mapping ${found.mapping}${found.pattern === null ? '' : `, pattern ${found.pattern}`}${found.skippedBy === null ? '' : `, skipped by condition ${found.skippedBy}`}`,
  );
  for (const { target, path, missing } of found.targets)
    say(`  ${target.padEnd(20)} ${path ?? `(missing: ${missing ?? 'nothing'})`}`);
  for (const outcome of found.outcomes) {
    say(
      isDropped(outcome)
        ? `dropped: ${outcome.drop}${outcome.field === null ? '' : ` at ${outcome.field}`}`
        : `call: ${outcome.method} ${outcome.host}${outcome.path} ${outcome.status ?? '-'}`,
    );
  }
  return EXIT.ok;
}

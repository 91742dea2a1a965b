import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AssayError } from '../model/errors.ts';
import { CONFIG_OPTION, type Command, JSON_OPTION } from './command.ts';
import { commandHelp, programHelp } from './help.ts';
import { parseInvocation } from './parse.ts';

const COMMAND: Command = {
  name: 'weigh',
  summary: 'Weigh things.',
  usage: ['weigh THING [--json]', 'weigh --all'],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    all: { type: 'boolean', description: 'Everything.' },
    unit: { type: 'string', hint: 'UNIT', description: 'In this unit.' },
    tag: { type: 'string', multiple: true, description: 'Repeatable.' },
  },
  words: 1,
  examples: ['weigh apple'],
  run: () => Promise.resolve(0),
};

function refusal(...args: readonly string[]): string {
  try {
    parseInvocation(COMMAND, args);
  } catch (error) {
    assert.ok(error instanceof AssayError && error.kind === 'config');
    assert.equal(error.fix, 'See: assay weigh --help');
    return error.message;
  }
  return 'accepted';
}

describe('what was typed', () => {
  test('words, flags, values; short and long, with and without the equals sign', () => {
    const typed = parseInvocation(COMMAND, ['apple', '-c', 'a.yaml', '--unit=g', '--all', '-q']);
    assert.deepEqual(typed.positionals, ['apple']);
    assert.equal(typed.text('config'), 'a.yaml');
    assert.equal(typed.text('unit'), 'g');
    assert.deepEqual([typed.flag('all'), typed.flag('quiet'), typed.flag('json')], [true, true, false]);
    assert.equal(typed.text('tag'), null);
  });

  test('repeatable options keep their order', () => {
    assert.deepEqual(parseInvocation(COMMAND, ['--tag', 'x', '--tag', 'y']).texts('tag'), ['x', 'y']);
  });

  test('a lone dash is a value and a word', () => {
    const typed = parseInvocation(COMMAND, ['-', '--unit', '-']);
    assert.deepEqual([typed.positionals, typed.text('unit')], [['-'], '-']);
  });

  test('after -- everything is a word', () => {
    assert.deepEqual(parseInvocation(COMMAND, ['--', '--all']).positionals, ['--all']);
  });

  test('each mistake has its sentence', () => {
    assert.equal(refusal('--size'), 'Unknown option --size.');
    assert.equal(refusal('-x'), 'Unknown option -x.');
    assert.equal(refusal('--unit'), 'Option --unit needs a value (UNIT).');
    assert.equal(refusal('--unit', '--all'), 'Option --unit needs a value (UNIT).');
    assert.equal(refusal('--tag'), 'Option --tag needs a value.');
    assert.equal(refusal('--all=yes'), 'Option --all takes no value.');
    assert.equal(refusal('--unit', 'g', '--unit', 'kg'), 'Option --unit is given twice.');
    assert.equal(refusal('apple', 'pear'), '"pear" is not understood here.');
    assert.equal(refusal('--all', '--all'), 'accepted');
  });
});

describe('help', () => {
  test('of a command: summary, usage, every option with its placeholder, examples, exit codes', () => {
    const help = commandHelp(COMMAND);
    assert.match(help, /^Weigh things\.\n\nUsage: assay weigh THING \[--json\]\n {7}assay weigh --all\n/);
    for (const line of [
      /^ {2}-c, --config FILE +Configuration file/m,
      /^ {6}--unit UNIT +In this unit\.$/m,
      /^ {6}--tag VALUE +Repeatable\.$/m,
      /^ {2}-h, --help +Show this help\.$/m,
      /^ {2}assay weigh apple$/m,
      /^Exit codes: 0 ok .* 130\/143 signal$/m,
    ])
      assert.match(help, line);
  });

  test('of the program: every command on a line of its own', () => {
    const help = programHelp([COMMAND, { ...COMMAND, name: 'go' }], '1.2.3');
    assert.match(help, /^assay 1\.2\.3: /);
    assert.match(help, /^ {2}weigh {2}Weigh things\.\n {2}go {5}Weigh things\.$/m);
  });
});

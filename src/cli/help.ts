import { COMMON_OPTIONS, type Command, type OptionSpecs } from './command.ts';

const EXIT_CODES =
  'Exit codes: 0 ok · 1 gate failed · 2 usage or configuration · 3 incomplete · 4 nothing reachable or authorised · 5 registry partly applied · 70 internal · 130/143 signal';

export function commandHelp(command: Command): string {
  const lines = [
    command.summary,
    '',
    ...command.usage.map((usage, i) => `${i === 0 ? 'Usage: ' : '       '}assay ${usage}`),
    '',
  ];
  const own = optionLines(command.options);
  if (own.length > 0) lines.push('Options:', ...own, '');
  lines.push('Common options:', ...optionLines(COMMON_OPTIONS), '');
  if (command.examples.length > 0)
    lines.push('Examples:', ...command.examples.map((example) => `  assay ${example}`), '');
  lines.push(EXIT_CODES, '');
  return lines.join('\n');
}

export function programHelp(commands: readonly Command[], version: string): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    `assay ${version}: which APIs exist, which are managed, and how safe each one is`,
    '',
    'Usage: assay COMMAND [OPTIONS]',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    '',
    'assay COMMAND --help explains a command. Data goes to standard output, everything else to standard error.',
    EXIT_CODES,
    '',
  ].join('\n');
}

function optionLines(specs: OptionSpecs): readonly string[] {
  const rows = Object.entries(specs).map(([name, spec]) => {
    const short = spec.short === undefined ? '    ' : `-${spec.short}, `;
    const hint = spec.type === 'string' ? ` ${spec.hint ?? 'VALUE'}` : '';
    return { left: `  ${short}--${name}${hint}`, right: spec.description };
  });
  const width = Math.max(0, ...rows.map((row) => row.left.length));
  return rows.map((row) => `${row.left.padEnd(width)}  ${row.right}`);
}

import type { Report } from '../../model/generated/report.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { correctionEffectsOf, listedRule } from '../../report/corrections.ts';
import { encodeTerminal } from '../../report/encode/terminal.ts';
import type { PlacedRule, RuleResult } from '../../rules/index.ts';
import { CONFIG_OPTION, type Command, type CommandContext, JSON_OPTION } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { configPath, requireConfig } from '../load-config.ts';
import { storeExists, withStore } from '../open-store.ts';
import { remark, writeJson, writeLine } from '../output.ts';
import { usage } from '../parse.ts';
import { FROM_OPTION } from '../report-source.ts';
import { requireRules } from '../rules-folder.ts';
import { readSavedReport } from '../saved-report.ts';

export const rules: Command = {
  name: 'rules',
  summary: 'List the corrections in force, or run the examples that their files carry.',
  usage: ['rules list [FOLDER] [--from REPORT] [--json]', 'rules test [FOLDER] [--json]'],
  options: { ...CONFIG_OPTION, ...JSON_OPTION, ...FROM_OPTION },
  words: 2,
  examples: ['rules test', 'rules test ./rules --json', 'rules list'],
  run: async (context) => {
    const [action = 'list', folder] = context.invocation.positionals;
    if (action === 'test') return test(context, await rulesOf(context, folder));
    if (action === 'list') return list(context, folder);
    throw usage(rules, 'Say list or test.');
  },
};

/** The rules of the folder given, else those of the configuration. */
async function rulesOf(context: CommandContext, folder: string | undefined): Promise<readonly PlacedRule[]> {
  const named = folder ?? (await requireConfig(context)).rules.folder;
  if (named === null) throw usage(rules, 'Name the folder, or write rules.folder in the configuration.');
  return requireRules(context, named);
}

async function test(context: CommandContext, placed: readonly PlacedRule[]): Promise<ExitCode> {
  const { runExamples } = await import('../../rules/index.ts');
  const results = runExamples(placed);
  const failed = results.filter((result) => faultsOf(result).length > 0).length;
  if (context.invocation.flag('json')) {
    writeJson(context, { items: results.map(toItem), next: null });
    return failed === 0 ? EXIT.ok : EXIT.gateFailed;
  }
  writeTable(
    context,
    ['', 'rule', 'kind', 'positives', 'near misses', 'file'],
    results.map((result) => [
      faultsOf(result).length === 0 ? 'ok' : 'FAIL',
      result.rule.id,
      result.rule.kind,
      share(result, 'positive'),
      share(result, 'near-miss'),
      result.file,
    ]),
  );
  for (const result of results)
    for (const { pointer, fault } of faultsOf(result))
      writeLine(context, encodeTerminal(`${result.file} ${pointer}: ${fault}.`));
  writeLine(context, `${results.length - failed} passed, ${failed} failed`);
  return failed === 0 ? EXIT.ok : EXIT.gateFailed;
}

function faultsOf({ examples }: RuleResult): readonly { readonly pointer: string; readonly fault: string }[] {
  return examples.flatMap(({ pointer, fault }) => (fault === null ? [] : [{ pointer, fault }]));
}

/** `3 of 3` as they should be. */
function share({ examples }: RuleResult, kind: 'positive' | 'near-miss'): string {
  const all = examples.filter((example) => example.kind === kind);
  return `${all.filter((example) => example.fault === null).length} of ${all.length}`;
}

function toItem(result: RuleResult): JsonObject {
  const { file, pointer, rule, examples } = result;
  const count = (kind: string): number => examples.filter((example) => example.kind === kind).length;
  return {
    id: rule.id,
    kind: rule.kind,
    file,
    pointer,
    ok: faultsOf(result).length === 0,
    positives: count('positive'),
    nearMisses: count('near-miss'),
    faults: faultsOf(result).map((fault) => ({ ...fault })),
  };
}

async function list(context: CommandContext, folder: string | undefined): Promise<ExitCode> {
  const placed = await rulesOf(context, folder);
  const report = await lastReport(context, folder);
  const effects = correctionEffectsOf(report);
  const items = placed.map(
    (one): JsonObject => ({
      ...listedRule(one, effects.get(one.rule.id) ?? null),
      pointer: one.pointer,
    }),
  );
  if (context.invocation.flag('json')) return writeJson(context, { items, next: null });
  const cell = (value: JsonValue | undefined): string => (typeof value === 'number' ? String(value) : '-');
  writeTable(
    context,
    ['rule', 'kind', 'endpoints', 'fields', 'calls', 'since', 'file'],
    placed.map(({ file, rule }) => {
      const effect = effects.get(rule.id);
      const since = effect?.['since'];
      return [
        rule.id,
        rule.kind,
        cell(effect?.['endpoints']),
        cell(effect?.['fields']),
        cell(effect?.['calls']),
        typeof since === 'string' ? since : '-',
        file,
      ];
    }),
  );
  remark(
    context,
    report === null
      ? 'Counts come with an assessment: assay run --once, or --from a saved report.'
      : `Counts are those of the assessment as of ${report.asOf ?? 'no call'}.`,
  );
  return EXIT.ok;
}

/** A saved report, or the latest of the store; null where there is none yet. */
async function lastReport(context: CommandContext, folder: string | undefined): Promise<Report | null> {
  const saved = context.invocation.text('from');
  if (saved !== null) return readSavedReport(saved);
  if (folder !== undefined) return null;
  const exists = storeExists(await requireConfig(context), configPath(context));
  return exists ? withStore(context, (store) => store.latestReport()) : null;
}

function writeTable(
  context: CommandContext,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of [head, ...rows])
    writeLine(
      context,
      encodeTerminal(row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')).trimEnd(),
    );
}

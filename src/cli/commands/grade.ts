import { RUBRIC } from '../../agent/rubric.ts';
import { explainGrade, whatIf } from '../../assessment/grade/explain.ts';
import type { Report, ReportApi } from '../../model/generated/report.ts';
import { encodeTerminal } from '../../report/encode/terminal.ts';
import { CONFIG_OPTION, type Command, type CommandContext, JSON_OPTION } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { findApi } from '../find-row.ts';
import { writeJson, writeLine } from '../output.ts';
import { usage } from '../parse.ts';
import { FROM_OPTION, reportOf } from '../report-source.ts';
import { sourceGradeSentence } from '../source-grade.ts';

export const grade: Command = {
  name: 'grade',
  summary: 'The grade of an API: every deduction and cap, and what would raise it.',
  usage: ['grade ID|HOST/BASE [--explain] [--what-if RULE=pass] [--json]'],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    ...FROM_OPTION,
    explain: { type: 'boolean', description: 'Print the waterfall.' },
    'what-if': {
      type: 'string',
      hint: 'RULE=pass',
      multiple: true,
      description: 'The grade if this rule passed. Repeatable.',
    },
  },
  words: 1,
  examples: ['grade api.shop.example/orders/v1 --explain', 'grade api_… --what-if plaintext-transport=pass'],
  run: async (context) => {
    const asked = context.invocation.positionals[0];
    if (asked === undefined) throw usage(grade, 'Name the API: its id, or host and base path.');
    const report = await reportOf(context);
    const api = findApi(report, asked);
    const passing = context.invocation.texts('what-if').map(passingRule);
    if (context.invocation.flag('json')) {
      const hypothetical = passing.length === 0 ? null : whatIf(api.grade, passing, RUBRIC);
      return writeJson(context, {
        api: api.id,
        grade: api.grade,
        explanation: explainGrade(api.grade, RUBRIC),
        whatIf: hypothetical,
      });
    }
    printGrade(context, api);
    if (context.invocation.flag('explain')) printWaterfall(context, report, api);
    if (passing.length > 0) {
      const { letter, value } = whatIf(api.grade, passing, RUBRIC);
      writeLine(context, `If ${passing.join(', ')} passed: ${letter} (${value}).`);
    }
    return EXIT.ok;
  },
};

function passingRule(typed: string): string {
  const [rule = '', state] = typed.split('=');
  if (state !== 'pass' || !RUBRIC.rules.some((known) => known.id === rule)) {
    throw usage(
      grade,
      `Write --what-if as RULE=pass; the rules: ${RUBRIC.rules.map((known) => known.id).join(', ')}.`,
    );
  }
  return rule;
}

function printGrade(context: CommandContext, api: ReportApi): void {
  const { letter, score, coverage, rubric } = api.grade;
  const points = score === null ? '' : ` (${score} of 100)`;
  writeLine(
    context,
    encodeTerminal(
      `${api.host}${api.basePath}: ${letter}${points}, ${Math.round(coverage * 100)} % of rubric ${rubric} evaluated`,
    ),
  );
  if (api.sourceGrade !== null) writeLine(context, encodeTerminal(sourceGradeSentence(api.sourceGrade)));
}

function printWaterfall(context: CommandContext, report: Report, api: ReportApi): void {
  const endpoints = new Map(
    report.endpoints.map((endpoint) => [endpoint.id, `${endpoint.method} ${endpoint.path}`]),
  );
  const explanation = explainGrade(api.grade, RUBRIC);
  const line = (text: string): void => writeLine(context, encodeTerminal(text));
  for (const step of explanation.steps) {
    const where = step.endpoint === null ? '' : `  at ${endpoints.get(step.endpoint) ?? step.endpoint}`;
    line(
      `  ${(step.points > 0 ? `+${step.points}` : String(step.points)).padStart(7)}  ${String(step.score).padStart(6)}  ${step.text}${where}`,
    );
    if (step.fix !== null) line(`                   fix: ${step.fix}`);
  }
  if (explanation.unrated !== null) line(`  No letter: ${explanation.unrated}`);
  for (const { rule, points, reason } of api.grade.notEvaluated)
    line(`  not evaluated: ${rule} (${points} points): ${reason}`);
  if (explanation.next !== null)
    line(`  ${explanation.next.letter} is reached by: ${explanation.next.rules.join(', ')}`);
}

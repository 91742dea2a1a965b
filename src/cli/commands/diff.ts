import { diffReports, isWorse } from '../../report/diff.ts';
import { encodeTerminal } from '../../report/encode/terminal.ts';
import { type Command, JSON_OPTION } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { writeJson, writeLine } from '../output.ts';
import { usage } from '../parse.ts';
import { readSavedReport } from '../saved-report.ts';

export const diff: Command = {
  name: 'diff',
  summary: 'Compare two saved reports: APIs, management, grades, findings.',
  usage: ['diff A.json B.json [--fail-on worse] [--json]'],
  options: {
    ...JSON_OPTION,
    'fail-on': { type: 'string', hint: 'worse', description: 'Exit 1 when B is worse than A.' },
  },
  words: 2,
  examples: ['diff yesterday.json today.json --fail-on worse'],
  run: async (context) => {
    const [a, b] = context.invocation.positionals;
    if (a === undefined || b === undefined) throw usage(diff, 'Name two saved reports.');
    const failOn = context.invocation.text('fail-on');
    if (failOn !== null && failOn !== 'worse') throw usage(diff, 'Write --fail-on worse.');
    const found = diffReports(readSavedReport(a), readSavedReport(b));
    if (context.invocation.flag('json')) writeJson(context, found);
    else {
      const line = (text: string): void => writeLine(context, encodeTerminal(text));
      for (const api of found.addedApis)
        line(`+ ${api.management} API ${api.host}${api.basePath}  ${api.grade.letter}`);
      for (const api of found.removedApis)
        line(`- ${api.management} API ${api.host}${api.basePath}  ${api.grade.letter}`);
      for (const change of found.managementChanges) line(`~ ${change.name} is now ${change.after}`);
      for (const change of found.grades)
        line(`~ ${change.name}: ${change.before.letter} -> ${change.after.letter} (${change.direction})`);
      for (const finding of found.newFindings)
        line(`+ finding ${finding.severity} ${finding.title}  ${finding.id}`);
      for (const finding of found.resolvedFindings)
        line(`- finding ${finding.severity} ${finding.title}  ${finding.id}`);
      line(
        `${found.addedEndpoints} endpoints more, ${found.removedEndpoints} fewer${found.rubricChanged ? '; the rubric changed in between' : ''}`,
      );
    }
    return failOn === 'worse' && isWorse(found) ? EXIT.gateFailed : EXIT.ok;
  },
};

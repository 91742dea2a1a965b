import { assessEndpoints, falseFieldCounts, metricsOf } from '../index.ts';
import { type Part, variationsOf } from './index.ts';

/** Prints recall and precision of the variations: every mistake of `fit`, of `hold-out` the totals. */
const part: Part = process.argv[2] === 'hold-out' ? 'hold-out' : 'fit';
const assessment = await assessEndpoints(variationsOf(part), 'dev');
const classes = assessment.classes.filter(({ labelled }) => labelled > 0);
if (part === 'fit') {
  for (const { words } of assessment.mistakes) process.stdout.write(`${words}\n`);
  for (const { classId, found, labelled, falselyReported } of classes) {
    if (found < labelled || falselyReported > 0)
      process.stdout.write(`${classId}\t${found}/${labelled}\t${falselyReported}\n`);
  }
}
const counts = falseFieldCounts(assessment);
const metrics = metricsOf({ ...assessment, classes }, counts);
process.stdout.write(`${JSON.stringify({ part, calls: assessment.calls, counts, metrics })}\n`);

import { assess } from './index.ts';

/** Prints, for the development half, recall and precision class by class and every mistake. The check half is not shown. */
const { classes, mistakes } = await assess('dev');
const rows = classes.map((score) => ({
  class: score.classId,
  recall: `${score.found}/${score.labelled}`,
  false: score.falselyReported,
}));
for (const row of rows) process.stdout.write(`${row.class}\t${row.recall}\t${row.false}\n`);
for (const mistake of mistakes) process.stdout.write(`${mistake.words}\n`);

import { withScratch } from '../bench-input.ts';
import { load, mebibytes, median, printFigure, rounded } from '../figures.ts';
import { type MeasuredRun, runPackage } from '../measured-process.ts';
import { installation } from './installation.ts';
import { sampleReport } from './sample-report.ts';

const START_UP_RUNS = 20;
const SMALL_ESTATE = 100;

/** From the start of the process to its end, as a shell would see it. */
export async function startUp(): Promise<void> {
  await withScratch(async (folder) => {
    const config = await installation(folder, await sampleReport(SMALL_ESTATE, folder));
    await printRuns('start-up', { endpoints: 0 }, ['--version']);
    await printRuns('start-up', { endpoints: SMALL_ESTATE }, ['apis', 'list', ...config]);
  });
}

export async function printRuns(
  bench: string,
  about: Readonly<Record<string, number>>,
  args: readonly string[],
  count = START_UP_RUNS,
): Promise<void> {
  const runs: MeasuredRun[] = [];
  for (let index = 0; index < count; index += 1) runs.push(await runPackage({ args }));
  const milliseconds = runs.map(({ seconds }) => seconds * 1000);
  printFigure({
    bench,
    command: args.slice(0, args[0]?.startsWith('-') === true ? 1 : 2).join(' '),
    ...about,
    runs: count,
    medianMilliseconds: rounded(median(milliseconds), 0),
    slowestMilliseconds: rounded(Math.max(...milliseconds), 0),
    medianCpuMilliseconds: rounded(median(runs.map(({ cpuSeconds }) => cpuSeconds * 1000)), 0),
    peakMiB: mebibytes(Math.max(...runs.map(({ peakBytes }) => peakBytes))),
    load: load(),
  });
}

import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** One line of results; speeds carry their ratio to the baseline measured next to them. */
export type Figure = Readonly<
  Record<string, string | number | boolean | null | Readonly<Record<string, number>>>
>;

export function printFigure(figure: Figure): void {
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}

export function machineText(): string {
  const model = (cpus()[0]?.model ?? 'unknown processor').replace(/\s+/g, ' ').trim();
  return `${model}, ${availableParallelism()} threads, ${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.versions.node}, ${process.platform}`;
}

/** Processes that wanted to run, a minute's mean: above the count of threads others took part of the machine. */
export function load(): number {
  return rounded(loadavg()[0] ?? 0, 2);
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}

export function mebibytes(bytes: number): number {
  return Math.round(bytes / 1024 ** 2);
}

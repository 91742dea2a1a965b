import { evaluate } from './evaluate.ts';

/** How good the analyzer is, in numbers: one JSON line per capability and half on standard output. */
process.exitCode = await evaluate(process.argv.slice(2), import.meta.dirname, {
  out: (text) => void process.stdout.write(text),
  tell: (text) => void process.stderr.write(text),
  nowMs: () => performance.now(),
});

import type { Terminal } from './command.ts';

const REDRAW_MS = 120;
const BAR_WIDTH = 24;

/** Progress of long work on standard error: one line redrawn on a terminal, a plain line per step otherwise. */
export interface Progress {
  /** `total` null: the end is not known. */
  update(step: string, done: number, total: number | null, unit: string): void;
  /** Ends the line of the step. */
  finish(step: string, summary: string): void;
}

export const NO_PROGRESS: Progress = { update: () => undefined, finish: () => undefined };

export function terminalProgress(terminal: Terminal, nowMs: () => number): Progress {
  let drawnAtMs = Number.NEGATIVE_INFINITY;
  return {
    update: (step, done, total, unit) => {
      if (!terminal.interactive || nowMs() - drawnAtMs < REDRAW_MS) return;
      drawnAtMs = nowMs();
      terminal.stderr.write(
        `\r\u001b[2K${step} ${gauge(done, total)} ${unit}`.slice(0, terminal.columns + 5),
      );
    },
    finish: (step, summary) => {
      terminal.stderr.write(`${terminal.interactive ? '\r\u001b[2K' : ''}${step} ${summary}\n`);
    },
  };
}

function gauge(done: number, total: number | null): string {
  const count = done.toLocaleString('en-US');
  if (total === null || total === 0) return count;
  const filled = Math.min(BAR_WIDTH, Math.round((done / total) * BAR_WIDTH));
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}] ${count} of ${total.toLocaleString('en-US')}`;
}

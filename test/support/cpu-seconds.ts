import { readFileSync } from 'node:fs';

/** Clock ticks a second of Linux' accounts, on every machine that Node runs on. */
const TICKS = 100;

/** Processor time that a process used so far, its threads included; 0 where the system does not tell. */
export function cpuSeconds(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return 0;
  }
}

/** Characters of one line; the command line takes the same where it is no terminal. */
export const WIDTH = 120;

export type Print = (text: string) => void;

export function heading(text: string): string {
  return `\n── ${text} ${'─'.repeat(Math.max(0, WIDTH - text.length - 4))}\n`;
}

/** Columns as wide as what stands in them, the last one up to the edge. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cut(cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return `${[head, ...rows].map(line).join('\n')}\n`;
}

/** The first lines of each block, which begins with a line that is not indented and matches. */
export function shortened(text: string, begins: RegExp, kept: number): string {
  const out: string[] = [];
  let inBlock = 0;
  const end = (): void => {
    if (inBlock > kept) out.push(`    … ${inBlock - kept} more lines`);
  };
  for (const line of text.trimEnd().split('\n')) {
    if (begins.test(line)) {
      end();
      inBlock = 0;
    } else inBlock += 1;
    if (inBlock <= kept) out.push(...wrapped(line));
  }
  end();
  return `${out.join('\n')}\n`;
}

/** Long lines go on below, set in. */
function wrapped(line: string): readonly string[] {
  if (line.length <= WIDTH) return [line.trimEnd()];
  const at = line.lastIndexOf(' ', WIDTH);
  if (at < WIDTH / 2) return [cut(line)];
  return [line.slice(0, at), ...wrapped(`    ${line.slice(at + 1)}`)];
}

function cut(line: string): string {
  const trimmed = line.trimEnd();
  return trimmed.length > WIDTH ? `${trimmed.slice(0, WIDTH - 1)}…` : trimmed;
}

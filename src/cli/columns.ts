import { displayWidth, encodeTerminal, padEnd, padStart } from '../report/encode/terminal.ts';

/**
 * Rows as lines whose columns stand below each other: each as wide as its widest cell is shown, numbers to the right.
 * The last column ends where it ends.
 */
export function columnLines(rows: readonly (readonly (string | number)[])[]): readonly string[] {
  const shown = rows.map((row) => row.map((cell) => encodeTerminal(String(cell))));
  const widths: number[] = [];
  for (const cells of shown) {
    for (const [at, cell] of cells.entries()) widths[at] = Math.max(widths[at] ?? 0, displayWidth(cell));
  }
  const isNumber = widths.map((_, at) => rows.some((row) => typeof row[at] === 'number'));
  return shown.map((cells) =>
    cells
      .map((cell, at) => {
        if (isNumber[at] === true) return padStart(cell, widths[at] ?? 0);
        return at === cells.length - 1 ? cell : padEnd(cell, widths[at] ?? 0);
      })
      .join('  '),
  );
}

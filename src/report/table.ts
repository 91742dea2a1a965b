import type { Finding, Report, ReportApi } from '../model/generated/report.ts';
import type { Letter, Severity } from '../model/vocabulary.ts';
import { clip, displayWidth, encodeTerminal, padEnd, padStart } from './encode/terminal.ts';
import { headline } from './headline.ts';

export interface TableOptions {
  /** Columns of the terminal. */
  readonly width: number;
  /** False for NO_COLOR, pipes and dumb terminals. */
  readonly color: boolean;
  /** First line instead of the headline of `report`: that of the whole, where `report` is a part. */
  readonly headline?: string;
}

interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Narrowest it may become; the rest of the width goes by weight. Weight 0 keeps its natural width. */
  readonly least: number;
  readonly weight: number;
  readonly cell: (api: ReportApi) => string;
}

const GAP = '  ';
const TOP_FINDINGS = 2;
const SEVERITY_ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

/** The review table: worst grade first, then the busiest. Every foreign string is encoded for a terminal. */
export function renderTable(report: Report, options: TableOptions): string {
  const lines = [encodeTerminal(options.headline ?? headline(report))];
  if (report.apis.length === 0) return `${lines.join('\n')}\n`;
  const apis = [...report.apis].sort(reviewOrder);
  const columns = columnsFor(report);
  const cells = apis.map((api) => columns.map((column) => encodeTerminal(column.cell(api))));
  const widths = fit(columns, cells, options.width);
  lines.push('', headerLine(columns, widths, options.color));
  for (const [index, row] of cells.entries()) {
    const letter = apis[index]?.grade.letter ?? 'U';
    lines.push(rowLine(row, columns, widths, options.color ? letter : null));
  }
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function reviewOrder(a: ReportApi, b: ReportApi): number {
  const rank = (api: ReportApi): number => (api.grade.letter === 'U' ? 101 : (api.grade.score ?? 101));
  return rank(a) - rank(b) || b.calls - a.calls || (a.id < b.id ? -1 : 1);
}

function columnsFor(report: Report): readonly Column[] {
  const findings = Map.groupBy(
    report.findings.filter((one) => one.status !== 'false-positive'),
    (one) => one.api,
  );
  const left = (title: string, weight: number, least: number, cell: Column['cell']): Column => ({
    title,
    align: 'left',
    least,
    weight,
    cell,
  });
  return [
    left('GRADE', 0, 5, gradeCell),
    left('MANAGEMENT', 0, 9, (api) => api.management),
    left('API', 3, 14, apiCell),
    { title: 'CALLS', align: 'right', least: 5, weight: 0, cell: (api) => String(api.calls) },
    left('FLAGS', 1, 6, (api) => api.flags.join(', ')),
    left('WHY', 2, 10, (api) => api.reason.text),
    left('TOP FINDINGS', 3, 12, (api) => topFindings(findings.get(api.id) ?? [])),
  ];
}

/** Letter, score, and how much of the rubric was evaluated when that was not all. */
function gradeCell({ grade }: ReportApi): string {
  const score = grade.score === null ? '' : ` ${grade.score}`;
  const coverage = grade.coverage < 1 ? ` (${Math.floor(grade.coverage * 100)} %)` : '';
  return `${grade.letter}${score}${coverage}`;
}

/** Name where it says more than host and path do. */
function apiCell(api: ReportApi): string {
  const place = `${api.host}${api.basePath === '/' ? '' : api.basePath}`;
  return api.name === '' || place.includes(api.name) || api.name.includes(place)
    ? place
    : `${place} ${api.name}`;
}

function topFindings(findings: readonly Finding[]): string {
  const byTitle = [...findings].sort(
    (a, b) =>
      SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity) || (a.id < b.id ? -1 : 1),
  );
  const titles = [...new Set(byTitle.map((one) => one.title))];
  const rest = titles.length - TOP_FINDINGS;
  const shown = titles.slice(0, TOP_FINDINGS).join('; ');
  return rest > 0 ? `${shown}; +${rest}` : shown;
}

/** Columns without weight keep their natural width; the others share what is left, none under its least. */
function fit(
  columns: readonly Column[],
  cells: readonly (readonly string[])[],
  width: number,
): readonly number[] {
  const natural = columns.map((column, at) =>
    cells.reduce((most, row) => Math.max(most, displayWidth(row[at] ?? '')), displayWidth(column.title)),
  );
  const gaps = GAP.length * (columns.length - 1);
  const widths = columns.map((column, at) =>
    column.weight === 0 ? (natural[at] ?? 0) : Math.min(natural[at] ?? 0, column.least),
  );
  let spare = width - gaps - widths.reduce((sum, one) => sum + one, 0);
  while (spare > 0) {
    const growing = columns.flatMap((column, at) =>
      (widths[at] ?? 0) < (natural[at] ?? 0) ? [{ at, weight: column.weight }] : [],
    );
    const weights = growing.reduce((sum, one) => sum + one.weight, 0);
    if (weights === 0) break;
    const before = spare;
    for (const { at, weight } of growing) {
      const share = Math.min(
        Math.max(1, Math.floor((before * weight) / weights)),
        (natural[at] ?? 0) - (widths[at] ?? 0),
        spare,
      );
      widths[at] = (widths[at] ?? 0) + share;
      spare -= share;
    }
  }
  return widths;
}

function headerLine(columns: readonly Column[], widths: readonly number[], color: boolean): string {
  const text = columns.map((column, at) => place(column.title, column, widths[at] ?? 0)).join(GAP);
  return color ? `\x1b[1m${text.trimEnd()}\x1b[0m` : text;
}

function rowLine(
  row: readonly string[],
  columns: readonly Column[],
  widths: readonly number[],
  letter: Letter | null,
): string {
  return columns
    .map((column, at) => {
      const text = place(row[at] ?? '', column, widths[at] ?? 0);
      return at === 0 && letter !== null ? `\x1b[${LETTER_COLOR[letter]}m${text}\x1b[0m` : text;
    })
    .join(GAP);
}

function place(text: string, column: Column, width: number): string {
  const clipped = clip(text, width);
  return column.align === 'right' ? padStart(clipped, width) : padEnd(clipped, width);
}

/** Select Graphic Rendition codes: green, yellow, red; grey for unrated. */
const LETTER_COLOR: Readonly<Record<Letter, string>> = {
  A: '32',
  B: '32',
  C: '33',
  D: '33',
  E: '31',
  F: '1;31',
  U: '90',
};

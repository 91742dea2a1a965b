import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import type { ConnectorManifest, HostRule } from './manifest.ts';

/** The page of a connector, in Markdown, made from its manifest alone. */
export function connectorPage(manifest: ConnectorManifest): string {
  const sections = [
    `# ${manifest.title}`,
    GENERATED,
    manifest.description,
    table(
      ['', ''],
      [
        ['Connector', code(manifest.id)],
        ['Offers', manifest.kinds.join(', ')],
        ['Stability', manifest.stability],
        ['Mapping', manifest.mapping === null ? 'named in the configuration' : code(manifest.mapping)],
        ['Talks to', manifest.hosts.map(describeHost).join('; ') || 'no host'],
      ],
    ),
    '## Configuration',
    configTable(manifest.configSchema),
    '## Permissions',
    manifest.permissions.map(({ name, why }) => `- ${capital(name)}. ${why}`).join('\n') || 'None.',
    '## Limits',
    limits(manifest),
    ...list('## Known gaps', manifest.gaps ?? []),
    ...list(
      '## Contract checks that do not apply',
      (manifest.skips ?? []).map(({ check, reason }) => `${code(check)}: ${reason}`),
    ),
  ];
  return `${sections.join('\n\n')}\n`;
}

const GENERATED = '<!-- Generated from the manifest by `npm run generate`. Do not edit. -->';

function configTable(schema: JsonObject): string {
  const rows = propertyRows(schema, '');
  return rows.length === 0
    ? 'None beyond the common properties.'
    : table(['Property', 'Type', 'Default', 'Meaning'], rows);
}

function propertyRows(schema: JsonObject, prefix: string): readonly (readonly string[])[] {
  const properties = schema['properties'];
  if (!isJsonObject(properties)) return [];
  const required = schema['required'];
  return Object.entries(properties).flatMap(([name, property]): readonly (readonly string[])[] => {
    if (!isJsonObject(property)) return [];
    const isRequired = isJsonArray(required) && required.includes(name);
    const fallback = property['default'];
    const value = fallback === undefined ? (isRequired ? 'required' : '') : code(JSON.stringify(fallback));
    const row = [code(`${prefix}${name}`), typeOf(property), value, prose(text(property['description']))];
    return [row, ...propertyRows(property, `${prefix}${name}.`)];
  });
}

function typeOf(property: JsonObject): string {
  if (property['secret'] === true) return 'secret reference';
  const values = property['enum'];
  if (isJsonArray(values)) return values.map((value) => code(JSON.stringify(value))).join(', ');
  const items = property['items'];
  const type = text(property['format']) || text(property['type']) || 'any';
  return type === 'array' && isJsonObject(items) ? `list of ${typeOf(items)}` : type;
}

function describeHost(rule: HostRule): string {
  return rule.kind === 'fixed' ? code(rule.host) : `${rule.description} (${code(rule.property)})`;
}

function limits({ rateLimit }: ConnectorManifest): string {
  if (rateLimit === null) return 'None: it asks no host.';
  const { concurrency, perInterval, reason } = rateLimit;
  const rate =
    perInterval === undefined
      ? ''
      : `, and ${perInterval.requests} are started per ${perInterval.intervalMs} ms`;
  return `At most ${concurrency} requests are under way at once${rate}. ${reason}`;
}

function list(heading: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [heading, items.map((item) => `- ${item}`).join('\n')];
}

/** Columns are padded as the formatter of the repository does it, so that a generated page is a formatted one. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map(escapeCell));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[], fill: string): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width, fill)).join(' | ')} |`;
  const [first = [], ...others] = cells;
  return [line(first, ' '), line([], '-'), ...others.map((row) => line(row, ' '))].join('\n');
}

function escapeCell(cell: string): string {
  return cell.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** Text as text: a pattern such as *.log is no emphasis. */
function prose(sentence: string): string {
  return sentence.replaceAll(/[*_<\\]/g, (mark) => `\\${mark}`);
}

function code(value: string): string {
  return `\`${value}\``;
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function capital(sentence: string): string {
  return `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}`;
}

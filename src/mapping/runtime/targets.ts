import { Fields } from './values.ts';

/** A request target or URL in parts; undefined = the text does not name it. */
export interface TargetParts {
  readonly scheme: string | undefined;
  readonly host: string | undefined;
  readonly path: string | undefined;
  readonly query: string | undefined;
}

export interface RequestLineParts {
  readonly method: string | undefined;
  readonly target: string | undefined;
}

/** Stands for a text that could not be split; compared by identity. */
export const BROKEN_TARGET: TargetParts = {
  scheme: undefined,
  host: undefined,
  path: undefined,
  query: undefined,
};
export const BROKEN_REQUEST_LINE: RequestLineParts = { method: undefined, target: undefined };
const NO_TARGET: TargetParts = { ...BROKEN_TARGET };
const NO_REQUEST_LINE: RequestLineParts = { ...BROKEN_REQUEST_LINE };

/** RFC 3986 section 3.1, only the schemes that carry HTTP. */
const ABSOLUTE = /^(https?|wss?):\/\/([^/?#]*)/i;

/**
 * RFC 9112 section 3.2: origin-form and absolute-form. `*` and authority-form name no resource: broken. Never
 * throws and never normalises: path and query stay as sent.
 */
export function splitTarget(value: unknown): TargetParts {
  if (value === undefined) return NO_TARGET;
  if (typeof value !== 'string') return BROKEN_TARGET;
  if (value.charCodeAt(0) === 0x2f) return pathAndQuery(undefined, undefined, value);
  const absolute = ABSOLUTE.exec(value);
  if (absolute === null) return BROKEN_TARGET;
  const authority = absolute[2] ?? '';
  // RFC 3986 section 3.2.1: user information ends at the last @ of the authority; it is never kept.
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const hash = value.indexOf('#');
  const rest = value.slice(absolute[0].length, hash < 0 ? value.length : hash);
  const target = rest.charCodeAt(0) === 0x2f ? rest : `/${rest}`;
  return pathAndQuery(absolute[1], host === '' ? undefined : host, target);
}

function pathAndQuery(scheme: string | undefined, host: string | undefined, target: string): TargetParts {
  const mark = target.indexOf('?');
  if (mark < 0) return { scheme, host, path: target, query: undefined };
  return { scheme, host, path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** `METHOD target HTTP/x`; HTTP/0.9 has no version. Spaces inside the target belong to the target. */
export function splitRequestLine(value: unknown): RequestLineParts {
  if (value === undefined) return NO_REQUEST_LINE;
  if (typeof value !== 'string') return BROKEN_REQUEST_LINE;
  const first = value.indexOf(' ');
  if (first <= 0) return BROKEN_REQUEST_LINE;
  const last = value.lastIndexOf(' ');
  const versioned = last > first && value.startsWith('HTTP/', last + 1);
  const target = value.slice(first + 1, versioned ? last : value.length);
  if (target === '' || target.startsWith('HTTP/')) return BROKEN_REQUEST_LINE;
  return { method: value.slice(0, first), target };
}

/** No name has a value: nothing was captured. */
export const NO_NAMES: Readonly<Record<string, unknown>> = Object.freeze(new Fields());

/**
 * Values in the order of names given from outside, for logs that print values without their names. Escapes are
 * undone in each value, because an escaped separator does not separate.
 */
export function splitNames(
  value: unknown,
  names: readonly string[] | undefined,
  separator: string,
  unescape: (value: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'string' || names === undefined || names.length === 0) return NO_NAMES;
  let parts: Record<string, unknown> | null = null;
  const values = value.split(separator, names.length);
  for (let index = 0; index < values.length; index += 1) {
    const name = names[index];
    if (name === undefined || values[index] === '') continue;
    parts ??= new Fields();
    parts[name] = unescape(values[index]);
  }
  return parts ?? NO_NAMES;
}

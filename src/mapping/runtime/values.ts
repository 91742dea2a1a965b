/** Members by name, without a prototype chain: a member called `__proto__` is a member like any other. */
export class Fields {
  [name: string]: unknown;
}
Reflect.deleteProperty(Fields.prototype, 'constructor');
Object.setPrototypeOf(Fields.prototype, null);

const NO_FIELDS: Readonly<Fields> = Object.freeze(new Fields());

/** The value as something with members; anything else has none. Arrays answer to `'0'`, `'1'`, … */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return isMembers(value) ? value : NO_FIELDS;
}

export function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** null and absent are one: there is no value. */
export function present(value: unknown): unknown {
  return value === null ? undefined : value;
}

/** For logs that print `-` or nothing where there is no value. */
export function presentUnlessBlank(value: unknown): unknown {
  if (typeof value !== 'string') return value === null ? undefined : value;
  return value.length < 2 && (value === '' || value === '-') ? undefined : value;
}

/** Scalars as text; undefined for anything that is not a scalar. */
export function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}

/** Conditions compare scalars as text, because half of all formats print numbers as strings. */
export function equalsScalar(value: unknown, wanted: string): boolean {
  return toText(value) === wanted;
}

export function isOneOf(value: unknown, words: ReadonlySet<string>): boolean {
  const text = toText(value);
  return text !== undefined && words.has(text);
}

export function containsMatch(value: unknown, pattern: { test(text: string): boolean }): boolean {
  const text = toText(value);
  return text !== undefined && pattern.test(text);
}

/** The word that the log's word stands for; other values go through. */
export function lookUp(value: unknown, words: ReadonlyMap<string, string>): unknown {
  const text = toText(value);
  return text === undefined ? value : (words.get(text) ?? value);
}

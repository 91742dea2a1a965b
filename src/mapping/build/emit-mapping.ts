import { printsChosenHeaders } from '../chosen-headers.ts';
import { unnamedGroups } from '../line-pattern.ts';
import type { HeadersPlan, ParsePlan, Plan } from '../plan.ts';
import { requiredTexts } from '../required-text.ts';
import { requirementsOf } from '../requirements.ts';
import { literal, member, objectKey } from './emit-names.ts';
import { emitTarget, indent, LOCALS } from './emit-target.ts';
import { objectLiteral, ValueEmitter } from './emit-values.ts';

/** Name of the constant that a generated module exports. */
export function exportName(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_dash, letter: string) => letter.toUpperCase());
}

/**
 * The TypeScript module of a mapping: the same calls as the closures give, as plain statements. Everything that
 * comes from the file enters as a literal or as a made-up identifier.
 */
export function emitMapping(plan: Plan): string {
  const values = new ValueEmitter(plan);
  const parse = emitParse(values, plan.parse, fieldsRead(plan));
  const body = emitBody(values, plan);
  const inner = [...parse.statements, ...body];
  const meta = inner.some((line) => line.includes('meta.')) ? ', meta: run.MapMeta' : '';
  const constants = values.constants.length === 0 ? [] : [...values.constants, ''];
  const lines = [
    `// Generated from ${plan.id}.yaml by \`npm run generate\`. Do not edit.`,
    `import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';`,
    `import * as run from '../../src/mapping/runtime/index.ts';`,
    '',
    ...constants,
    ...parse.declarations,
    ...emitRecordsOf(plan),
    `function map(record: unknown${meta}): run.MapOutcome {`,
    ...indent(inner),
    '}',
    '',
    ...emitExport(plan),
    '',
  ];
  return lines.join('\n');
}

/** Whether the statements of a mapping read a field of its lines: by its name, or all of them. */
function fieldsRead(plan: Plan): (field: string) => boolean {
  const text = emitBody(new ValueEmitter(plan), plan).join('\n');
  if (/\bfields\b(?![.[])/.test(text)) return () => true;
  const read = new Set(text.match(/\bfields(?:\.[A-Za-z_]\w*|\['[^']+'\])/g));
  return (field) => read.has(`fields${member(field)}`);
}

function emitExport(plan: Plan): readonly string[] {
  const required = requirementsOf(plan).map(({ option, unlessOption }) => {
    const unless =
      unlessOption === null
        ? 'null'
        : objectLiteral([
            ['name', literal(unlessOption.name)],
            ['word', literal(unlessOption.word)],
          ]);
    return `{ option: ${literal(option)}, unlessOption: ${unless} }`;
  });
  return [
    `export const ${exportName(plan.id)}: CompiledMapping = {`,
    `  id: ${literal(plan.id)},`,
    `  title: ${literal(plan.title)},`,
    `  framing: ${literal(plan.framing)},`,
    `  options: [${plan.options.map(literal).join(', ')}],`,
    `  required: [${required.join(', ')}],`,
    `  chosenHeaders: ${printsChosenHeaders(plan)},`,
    '  recordsOf,',
    '  map,',
    '};',
  ];
}

function emitRecordsOf(plan: Plan): readonly string[] {
  const { records } = plan;
  switch (records.kind) {
    case 'one':
      return ['function recordsOf(): null {', '  return null;', '}', ''];
    case 'one-or-array':
      return [
        'function recordsOf(unit: unknown): readonly unknown[] | null {',
        '  return Array.isArray(unit) ? unit : null;',
        '}',
        '',
      ];
    case 'path': {
      const value = records.segments.reduce((here, name) => `run.membersOf(${here})${member(name)}`, 'unit');
      return [
        'function recordsOf(unit: unknown): readonly unknown[] | run.Dropped {',
        `  const records = ${value};`,
        '  return Array.isArray(records) ? records : run.MALFORMED;',
        '}',
        '',
      ];
    }
  }
}

interface EmittedParse {
  readonly declarations: readonly string[];
  readonly statements: readonly string[];
}

function emitParse(values: ValueEmitter, parse: ParsePlan, isRead: (field: string) => boolean): EmittedParse {
  switch (parse.kind) {
    case 'json':
      return { declarations: [], statements: dropOr('run.objectRecord(record)') };
    case 'pairs': {
      const groups = objectLiteral(
        Object.entries(parse.groups).map(([name, prefix]) => [name, literal(prefix)]),
      );
      const shape = [
        'const shape: run.PairsShape = {',
        `  fields: new Set([${parse.fields.map(literal).join(', ')}]),`,
        `  groups: ${groups},`,
        `  addressGroup: ${literal(parse.addressGroup)},`,
        `  addressNames: new Set([`,
        ...parse.addressNames.map((name) => `    ${literal(name)},`),
        '  ]),',
        '};',
        '',
      ];
      return { declarations: shape, statements: dropOr('run.gatherPairs(record, shape)') };
    }
    case 'regex':
      return emitPatterns(values, parse, isRead);
  }
}

function dropOr(expression: string): readonly string[] {
  return [`const fields = ${expression};`, 'if (run.isDropped(fields)) return fields;'];
}

function emitPatterns(
  values: ValueEmitter,
  parse: Extract<ParsePlan, { kind: 'regex' }>,
  isRead: (field: string) => boolean,
): EmittedParse {
  const fields = parse.fields.filter(isRead);
  const declarations = ['interface Fields {'];
  for (const field of fields) declarations.push(`  readonly ${objectKey(field)}: string | undefined;`);
  declarations.push(
    '}',
    '',
    'function fieldsOf(line: string): Fields | null {',
    '  let match: RegExpExecArray | null;',
  );
  for (const [at, pattern] of parse.patterns.entries()) {
    const name = values.constant(
      `${pattern.name} line`,
      `new RegExp(\n  ${literal(unnamedGroups(pattern.pattern, isRead))},\n)`,
    );
    const asked = emitAsked(pattern.pattern, parse.patterns.slice(at + 1));
    declarations.push(`  match = ${asked(`${name}.exec(line)`)};`, '  if (match !== null) {', '    return {');
    const numbers = numbersOfRead(pattern.groups, isRead);
    for (const field of fields) {
      const index = numbers.get(field);
      declarations.push(
        `      ${objectKey(field)}: ${index === undefined ? 'undefined' : `match[${index}]`},`,
      );
    }
    declarations.push('    };', '  }');
  }
  declarations.push('  return null;', '}', '');
  const statements = [
    "const fields = typeof record === 'string' ? fieldsOf(record) : null;",
    'if (fields === null) return run.MALFORMED;',
  ];
  return { declarations, statements };
}

/** Asks a pattern only where a text stands that its matches have and those of the patterns behind it need not have. */
function emitAsked(
  pattern: string,
  behind: readonly { readonly pattern: string }[],
): (match: string) => string {
  const others = behind.flatMap((other) => requiredTexts(other.pattern));
  const own = requiredTexts(pattern).filter((text) => !others.some((other) => other.includes(text)));
  const [longest] = own.sort((a, b) => b.length - a.length);
  if (behind.length === 0 || longest === undefined) return (match) => match;
  return (match) => `line.includes(${literal(longest)}) ? ${match} : null`;
}

/** Group of each field that is read, in a pattern without the groups of the others. */
function numbersOfRead(
  groups: Readonly<Record<string, number>>,
  isRead: (field: string) => boolean,
): ReadonlyMap<string, number> {
  const read = Object.entries(groups).filter(([field]) => isRead(field));
  return new Map(read.sort(([, a], [, b]) => a - b).map(([field], at) => [field, at + 1]));
}

function emitBody(values: ValueEmitter, plan: Plan): readonly string[] {
  const lets = plan.lets.map((part) => `const ${values.letName(part.name)} = ${values.letValue(part)};`);
  const skip = plan.skip.map((condition) => `if (${values.condition(condition)}) return run.NOT_A_CALL;`);
  const targets = plan.targets.flatMap((target) => emitTarget(values, plan, target));
  const headers = plan.headers.flatMap((part) => emitHeaders(values, part));
  const unrouted = plan.unrouted === null ? 'false' : values.condition(plan.unrouted);
  const end = emitCall(plan, unrouted);
  return [...values.hoistedLines, ...lets, ...skip, ...targets, ...headers, ...end];
}

function headersLocal(target: HeadersPlan['target']): string {
  return target === 'request.headers' ? 'requestHeaders' : 'responseHeaders';
}

function emitHeaders(values: ValueEmitter, plan: HeadersPlan): readonly string[] {
  const local = headersLocal(plan.target);
  if (plan.refs.length > 0) return [`const ${local} = run.toHeaders(${values.first(plan.refs)}) ?? null;`];
  const start =
    plan.prefix === null ? 'null' : `run.prefixedHeaders(fields, ${literal(plan.prefix)}, ${values.present})`;
  const lines = [`let ${local}: run.Headers | null = ${start};`];
  for (const { name, refs } of plan.fields) {
    lines.push(`${local} = run.addField(${local}, ${literal(name)}, ${values.first(refs)});`);
  }
  return lines;
}

function emitCall(plan: Plan, unrouted: string): readonly string[] {
  const set = new Set<string>(plan.targets.map((target) => target.target));
  const local = (target: keyof typeof LOCALS): string => (set.has(target) ? LOCALS[target].name : 'null');
  const headers = (target: HeadersPlan['target']): string =>
    plan.headers.some((part) => part.target === target) ? headersLocal(target) : 'null';
  const latency = local('latencyMs');
  const gateway = [local('gateway.id'), local('gateway.api'), local('gateway.route'), unrouted].join(', ');
  const hasGateway = gateway !== 'null, null, null, false';
  const message = (side: 'request' | 'response'): string =>
    `{ headers: ${headers(`${side}.headers`)}, body: ${local(`${side}.body`)}, sizeBytes: ${local(`${side}.sizeBytes`)} }`;
  return [
    'return {',
    `  id: ${local('id')},`,
    `  timeMs: ${plan.endStamped ? `run.startOf(timeMs, precise, ${latency})` : 'timeMs'},`,
    '  method,',
    `  scheme: ${local('scheme')},`,
    '  host,',
    '  path,',
    `  query: ${local('query')},`,
    '  status,',
    `  client: { address: ${local('client.address')}, id: ${local('client.id')} },`,
    `  latencyMs: ${latency},`,
    `  request: ${message('request')},`,
    `  response: ${message('response')},`,
    `  gateway: ${hasGateway ? `run.gatewayRef(${gateway})` : 'null'},`,
    `  operation: ${local('operation')},`,
    '};',
  ];
}

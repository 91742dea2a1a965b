import { AssayError } from '../model/errors.ts';
import { type FieldRef, listOfPaths, parseFieldPath } from './field-path.ts';
import { groupNumbers } from './line-pattern.ts';
import {
  type ActionSpec,
  type ConditionSpec,
  HEADER_TARGETS,
  type HeadersSpec,
  type LetSpec,
  type MappingFile,
  type Paths,
  type SourceSpec,
  type TargetSpec,
  VALUE_TARGETS,
  type ValueTarget,
} from './mapping-file.ts';
import type {
  Action,
  Cast,
  Condition,
  HeadersPlan,
  LetPlan,
  ParsePlan,
  Plan,
  RecordsPlan,
  SourcePlan,
  TargetPlan,
} from './plan.ts';

/**
 * Resolves every name of a mapping file that the schema has admitted and checks what a schema cannot: paths,
 * names under `let`, groups, options. Throws AssayError MAPPING_INVALID with the pointer of the first fault.
 */
export function resolvePlan(file: MappingFile): Plan {
  return new PlanResolver(file).resolve();
}

export function mappingFault(id: string, pointer: string, message: string, fix: string): AssayError {
  return new AssayError({
    code: 'MAPPING_INVALID',
    kind: 'config',
    message: `Mapping ${id}, ${pointer}: ${message}`,
    fix,
    context: { mapping: id, pointer },
  });
}

const UNIT_MS = { s: 1000, ms: 1, us: 0.001, ns: 0.000_001 } as const;
/** Only these have a value in the settings of a source. */
const DEFAULTED: ReadonlySet<ValueTarget> = new Set(['host', 'scheme']);
/** A call cannot be without these, so their actions cannot be `null`. */
const NEVER_NULL: ReadonlySet<ValueTarget> = new Set(['time', 'method', 'host', 'path']);

class PlanResolver {
  readonly #file: MappingFile;
  readonly #letNames: Set<string>;
  readonly #fields: ReadonlySet<string> | null;
  readonly #topFields = new Set<string>();

  constructor(file: MappingFile) {
    this.#file = file;
    this.#letNames = new Set();
    this.#fields = file.parse.type === 'regex' ? this.#patternFields(file.parse.patterns) : null;
  }

  resolve(): Plan {
    const file = this.#file;
    if ((file.framing === 'lines') !== (file.parse.type === 'regex')) {
      throw this.#fault(
        '/parse/type',
        'patterns read lines of text, and only they do.',
        'Change framing or parse.',
      );
    }
    const lets = Object.entries(file.let ?? {}).map(([name, spec]) => this.#let(name, spec));
    const skip = (file.skip ?? []).map((spec, index) => this.#condition(spec, `/skip/${index}`));
    const targets = VALUE_TARGETS.flatMap((target) => this.#target(target, file.set[target]));
    const headers = HEADER_TARGETS.flatMap((target) => this.#headers(target, file.set[target]));
    const unrouted = file.set['gateway.unrouted'];
    return {
      id: file.id,
      title: file.title,
      framing: file.framing,
      records: this.#records(),
      blanksAreMissing: file.blanks === 'missing',
      options: Object.keys(file.options ?? {}),
      lets,
      skip,
      targets,
      headers,
      unrouted: unrouted === undefined ? null : this.#condition(unrouted.when, '/set/gateway.unrouted/when'),
      endStamped: file.set.time?.stamp === 'end',
      parse: this.#parse(),
    };
  }

  #fault(pointer: string, message: string, fix: string): AssayError {
    return mappingFault(this.#file.id, pointer, message, fix);
  }

  #patternFields(patterns: readonly { readonly pattern: string }[]): ReadonlySet<string> {
    const fields = new Set<string>();
    patterns.forEach(({ pattern }, index) => {
      for (const field of Object.keys(this.#groups(pattern, index))) fields.add(field);
    });
    return fields;
  }

  #groups(pattern: string, index: number): Readonly<Record<string, number>> {
    const groups = groupNumbers(pattern);
    if (groups !== null) return groups;
    throw this.#fault(
      `/parse/patterns/${index}/pattern`,
      'the pattern is no RE2 pattern in which every group is named.',
      'Name each group (?<field>…) or write (?:…); look-around and back-references do not exist.',
    );
  }

  #parse(): ParsePlan {
    const { parse } = this.#file;
    if (parse.type === 'json') return { kind: 'json' };
    if (parse.type === 'regex') {
      const patterns = parse.patterns.map((spec, index) => ({
        ...spec,
        groups: this.#groups(spec.pattern, index),
      }));
      return { kind: 'regex', fields: [...(this.#fields ?? [])], patterns };
    }
    if (!Object.hasOwn(parse.groups, parse.address.group)) {
      throw this.#fault('/parse/address/group', 'there is no such group.', 'Name one of /parse/groups.');
    }
    const fields = [...this.#topFields].filter(
      (name) => !Object.hasOwn(parse.groups, name) && name !== 'address',
    );
    return {
      kind: 'pairs',
      fields,
      groups: parse.groups,
      addressGroup: parse.address.group,
      addressNames: parse.address.names,
    };
  }

  #records(): RecordsPlan {
    const { records = 'one', framing } = this.#file;
    if (records === 'one') return { kind: 'one' };
    if (framing === 'lines') {
      throw this.#fault('/records', 'a line of text is one record.', 'Leave records out.');
    }
    if (records === 'one-or-array') return { kind: 'one-or-array' };
    return { kind: 'path', segments: this.#ref(records.path, '/records/path').segments };
  }

  #ref(path: string, pointer: string): FieldRef {
    const ref = parseFieldPath(path);
    if (ref === null) {
      throw this.#fault(
        pointer,
        'this is no path.',
        'Write members parted by dots; inherited members have no path.',
      );
    }
    if (ref.letName !== null && !this.#letNames.has(ref.letName)) {
      throw this.#fault(
        pointer,
        'this name is not under let, or stands further down.',
        'Define it before its use.',
      );
    }
    const [top] = ref.segments;
    if (ref.letName === null && top !== undefined) this.#topFields.add(top);
    if (
      ref.letName === null &&
      this.#fields !== null &&
      (ref.segments.length > 1 || !this.#fields.has(top ?? ''))
    ) {
      throw this.#fault(pointer, 'no pattern has a group of this name.', 'Use the name of a group.');
    }
    return ref;
  }

  #refs(paths: Paths | undefined, pointer: string): readonly FieldRef[] {
    return listOfPaths(paths).map((path) => this.#ref(path, pointer));
  }

  #let(name: string, spec: LetSpec): LetPlan {
    const pointer = `/let/${name}`;
    const common = { name, refs: this.#refs(spec.from, `${pointer}/from`), unescape: spec.unescape ?? null };
    this.#letNames.add(name);
    if (spec.split !== 'names') return { ...common, split: spec.split };
    const { names, separator } = spec;
    if (names === undefined || separator === undefined || !Object.hasOwn(this.#file.options ?? {}, names)) {
      throw this.#fault(
        pointer,
        'split into names needs an option and a separator.',
        'Add names and separator.',
      );
    }
    return { ...common, split: 'names', option: names, separator };
  }

  #condition(spec: ConditionSpec, pointer: string): Condition {
    const kinds = [spec.all, spec.any, spec.not, spec.path].filter((part) => part !== undefined);
    if (kinds.length === 1) {
      if (spec.all !== undefined) return { kind: 'all', of: this.#conditions(spec.all, `${pointer}/all`) };
      if (spec.any !== undefined) return { kind: 'any', of: this.#conditions(spec.any, `${pointer}/any`) };
      if (spec.not !== undefined) return { kind: 'not', of: this.#condition(spec.not, `${pointer}/not`) };
      if (spec.path !== undefined) return this.#test(spec, this.#ref(spec.path, `${pointer}/path`), pointer);
    }
    throw this.#fault(pointer, 'a condition is one of all, any, not, path.', 'Write exactly one of them.');
  }

  #conditions(specs: readonly ConditionSpec[], pointer: string): readonly Condition[] {
    return specs.map((spec, index) => this.#condition(spec, `${pointer}/${index}`));
  }

  #test(spec: ConditionSpec, ref: FieldRef, pointer: string): Condition {
    const tests: Condition[] = [];
    if (spec.exists !== undefined) tests.push({ kind: 'exists', ref, wanted: spec.exists });
    if (spec.equals !== undefined) tests.push({ kind: 'equals', ref, word: spec.equals });
    if (spec.in !== undefined) tests.push({ kind: 'in', ref, words: spec.in });
    if (spec.matches !== undefined) {
      if (groupNumbers(spec.matches) === null) {
        throw this.#fault(`${pointer}/matches`, 'this is no RE2 pattern.', 'Look-around does not exist.');
      }
      tests.push({ kind: 'matches', ref, pattern: spec.matches });
    }
    const [test] = tests;
    if (test !== undefined && tests.length === 1) return test;
    throw this.#fault(
      pointer,
      'a path is tested by one of exists, equals, in, matches.',
      'Write exactly one of them.',
    );
  }

  #target(target: ValueTarget, spec: TargetSpec | undefined): readonly TargetPlan[] {
    if (spec === undefined) return [];
    const pointer = `/set/${target}`;
    const sources = spec.oneOf ?? (spec.from === undefined && spec.forwarded === undefined ? [] : [spec]);
    if (spec.oneOf !== undefined && spec.from !== undefined) {
      throw this.#fault(pointer, 'from and oneOf exclude each other.', 'Keep one of them.');
    }
    if (sources.length === 0 && !DEFAULTED.has(target)) {
      throw this.#fault(pointer, 'the target has no source.', 'Add from or oneOf.');
    }
    const plans = sources.map((source) => this.#source(target, spec, source, pointer));
    return [
      {
        target,
        sources: plans,
        missing: this.#action(target, spec.missing, `${pointer}/missing`),
        invalid: this.#invalid(target, spec, plans, pointer),
        nullable: spec.nullable ?? false,
      },
    ];
  }

  /** Says what becomes of an invalid value, where there can be one; there is no dead rule. */
  #invalid(target: ValueTarget, spec: TargetSpec, sources: readonly SourcePlan[], pointer: string): Action {
    const given = sources.flatMap(({ refs }) => refs);
    const canFail = spec.forwarded !== undefined || given.some((ref) => !this.#isPartOfPath(target, ref));
    if (canFail && spec.invalid !== undefined)
      return this.#action(target, spec.invalid, `${pointer}/invalid`);
    if (!canFail && spec.invalid === undefined) return { kind: 'drop' };
    throw canFail
      ? this.#fault(pointer, 'a value here can be invalid.', 'Add invalid: drop, not-a-call or null.')
      : this.#fault(`${pointer}/invalid`, 'no value here can be invalid.', 'Leave invalid out.');
  }

  /** Scheme and query of the URL that gave the path: where that URL is broken, the path has settled it. */
  #isPartOfPath(target: ValueTarget, ref: FieldRef): boolean {
    const path = listOfPaths(this.#file.set.path?.from);
    const isUrlPart = target === 'query' || target === 'scheme';
    return isUrlPart && ref.letName !== null && path.length === 1 && path[0] === `$${ref.letName}.path`;
  }

  #source(target: ValueTarget, spec: TargetSpec, source: SourceSpec, pointer: string): SourcePlan {
    return {
      when: source.when === undefined ? null : this.#condition(source.when, `${pointer}/when`),
      refs: this.#refs(source.from, `${pointer}/from`),
      unescape: source.unescape ?? null,
      lookup: source.lookup ?? null,
      cast: this.#cast(target, spec, source, pointer),
    };
  }

  #cast(target: ValueTarget, spec: TargetSpec, source: SourceSpec, pointer: string): Cast {
    switch (target) {
      case 'method':
      case 'path':
      case 'query':
      case 'status':
      case 'scheme':
      case 'host':
        return { kind: target };
      case 'request.sizeBytes':
      case 'response.sizeBytes':
        return { kind: 'size' };
      case 'request.body':
      case 'response.body':
        return { kind: 'body', base64: source.encoding === 'base64' };
      case 'client.address':
        return { kind: 'address', forwarded: this.#refs(spec.forwarded, `${pointer}/forwarded`) };
      case 'latencyMs':
        if (source.unit === undefined) throw this.#fault(pointer, 'a duration has a unit.', 'Add unit.');
        return { kind: 'duration', unitMs: UNIT_MS[source.unit] };
      case 'time':
        if (source.format === undefined) throw this.#fault(pointer, 'a time has a format.', 'Add format.');
        return { kind: 'time', format: source.format, zoned: source.zone === 'default' };
      case 'id':
      case 'client.id':
      case 'gateway.id':
      case 'gateway.api':
      case 'gateway.route':
      case 'operation':
        return { kind: 'name' };
    }
  }

  #action(target: ValueTarget, spec: ActionSpec, pointer: string): Action {
    if (typeof spec !== 'string') {
      if (target === 'scheme' && (spec.value === 'http' || spec.value === 'https'))
        return { kind: 'value', ...spec };
      throw this.#fault(pointer, 'only the scheme can be a constant, http or https.', 'Use drop or null.');
    }
    if (spec === 'null' && NEVER_NULL.has(target)) {
      throw this.#fault(pointer, 'a call cannot be without this.', 'Use drop or not-a-call.');
    }
    if (spec === 'default' && !DEFAULTED.has(target)) {
      throw this.#fault(pointer, 'a source has no default for this.', 'Use drop, not-a-call or null.');
    }
    return { kind: spec };
  }

  #headers(target: HeadersPlan['target'], spec: HeadersSpec | undefined): readonly HeadersPlan[] {
    if (spec === undefined) return [];
    const pointer = `/set/${target}`;
    const fields = Object.entries(spec.fields ?? {}).map(([name, paths]) => ({
      name: name.toLowerCase(),
      refs: this.#refs(paths, `${pointer}/fields/${name}`),
    }));
    const refs = this.#refs(spec.from, `${pointer}/from`);
    if (refs.length > 0 && (spec.prefix !== undefined || fields.length > 0)) {
      throw this.#fault(
        pointer,
        'a whole map and single headers exclude each other.',
        'Keep from, or the others.',
      );
    }
    if (refs.length + fields.length === 0 && spec.prefix === undefined) {
      throw this.#fault(pointer, 'the target has no source.', 'Add from, prefix or fields.');
    }
    return [{ target, refs, prefix: spec.prefix ?? null, fields }];
  }
}

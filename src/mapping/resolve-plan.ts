import { type FieldRef, listOfPaths } from './field-path.ts';
import {
  type ActionSpec,
  HEADER_TARGETS,
  type HeadersSpec,
  type LetSpec,
  type MappingFile,
  type SourceSpec,
  type TargetSpec,
  VALUE_TARGETS,
  type ValueTarget,
} from './mapping-file.ts';
import { MappingNames } from './mapping-names.ts';
import type {
  Action,
  Cast,
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

const UNIT_MS = { s: 1000, ms: 1, us: 0.001, ns: 0.000_001 } as const;
/** Only these have a value in the settings of a source. */
const DEFAULTED: ReadonlySet<ValueTarget> = new Set(['host', 'scheme']);
/** A call cannot be without these, so their actions cannot be `null`. */
const NEVER_NULL: ReadonlySet<ValueTarget> = new Set(['time', 'method', 'host', 'path']);

class PlanResolver {
  readonly #file: MappingFile;
  readonly #names: MappingNames;

  constructor(file: MappingFile) {
    this.#file = file;
    this.#names = new MappingNames(file);
  }

  resolve(): Plan {
    const file = this.#file;
    if ((file.framing === 'lines') !== (file.parse.type === 'regex')) {
      throw this.#names.fault(
        '/parse/type',
        'patterns read lines of text, and only they do.',
        'Change framing or parse.',
      );
    }
    const lets = Object.entries(file.let ?? {}).map(([name, spec]) => this.#let(name, spec));
    const skip = (file.skip ?? []).map((spec, index) => this.#names.condition(spec, `/skip/${index}`));
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
      unrouted:
        unrouted === undefined ? null : this.#names.condition(unrouted.when, '/set/gateway.unrouted/when'),
      endStamped: file.set.time?.stamp === 'end',
      parse: this.#parse(),
    };
  }

  #parse(): ParsePlan {
    const { parse } = this.#file;
    if (parse.type === 'json') return { kind: 'json' };
    if (parse.type === 'regex') {
      const patterns = parse.patterns.map((spec, index) => ({
        ...spec,
        groups: this.#names.groups(spec.pattern, index),
      }));
      return { kind: 'regex', fields: [...(this.#names.patternFields ?? [])], patterns };
    }
    if (!Object.hasOwn(parse.groups, parse.address.group)) {
      throw this.#names.fault(
        '/parse/address/group',
        'there is no such group.',
        'Name one of /parse/groups.',
      );
    }
    const fields = [...this.#names.topFields].filter(
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
      throw this.#names.fault('/records', 'a line of text is one record.', 'Leave records out.');
    }
    if (records === 'one-or-array') return { kind: 'one-or-array' };
    return { kind: 'path', segments: this.#names.ref(records.path, '/records/path').segments };
  }

  #let(name: string, spec: LetSpec): LetPlan {
    const pointer = `/let/${name}`;
    const common = {
      name,
      refs: this.#names.refs(spec.from, `${pointer}/from`),
      unescape: spec.unescape ?? null,
    };
    this.#names.define(name);
    if (spec.split !== 'names') return { ...common, split: spec.split };
    const { names, separator } = spec;
    if (names === undefined || separator === undefined || !Object.hasOwn(this.#file.options ?? {}, names)) {
      throw this.#names.fault(
        pointer,
        'split into names needs an option and a separator.',
        'Add names and separator.',
      );
    }
    return { ...common, split: 'names', option: names, separator };
  }

  #target(target: ValueTarget, spec: TargetSpec | undefined): readonly TargetPlan[] {
    if (spec === undefined) return [];
    const pointer = `/set/${target}`;
    const sources = spec.oneOf ?? (spec.from === undefined && spec.forwarded === undefined ? [] : [spec]);
    if (spec.oneOf !== undefined && spec.from !== undefined) {
      throw this.#names.fault(pointer, 'from and oneOf exclude each other.', 'Keep one of them.');
    }
    if (sources.length === 0 && !DEFAULTED.has(target)) {
      throw this.#names.fault(pointer, 'the target has no source.', 'Add from or oneOf.');
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
      ? this.#names.fault(pointer, 'a value here can be invalid.', 'Add invalid: drop, not-a-call or null.')
      : this.#names.fault(`${pointer}/invalid`, 'no value here can be invalid.', 'Leave invalid out.');
  }

  /** Scheme and query of the URL that gave the path: where that URL is broken, the path has settled it. */
  #isPartOfPath(target: ValueTarget, ref: FieldRef): boolean {
    const path = listOfPaths(this.#file.set.path?.from);
    const isUrlPart = target === 'query' || target === 'scheme';
    return isUrlPart && ref.letName !== null && path.length === 1 && path[0] === `$${ref.letName}.path`;
  }

  #source(target: ValueTarget, spec: TargetSpec, source: SourceSpec, pointer: string): SourcePlan {
    return {
      when: source.when === undefined ? null : this.#names.condition(source.when, `${pointer}/when`),
      refs: this.#names.refs(source.from, `${pointer}/from`),
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
        return { kind: 'address', forwarded: this.#names.refs(spec.forwarded, `${pointer}/forwarded`) };
      case 'latencyMs':
        if (source.unit === undefined)
          throw this.#names.fault(pointer, 'a duration has a unit.', 'Add unit.');
        return { kind: 'duration', unitMs: UNIT_MS[source.unit] };
      case 'time':
        if (source.format === undefined)
          throw this.#names.fault(pointer, 'a time has a format.', 'Add format.');
        return { kind: 'time', format: source.format, zone: source.zone ?? 'printed' };
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
      throw this.#names.fault(
        pointer,
        'only the scheme can be a constant, http or https.',
        'Use drop or null.',
      );
    }
    if (spec === 'null' && NEVER_NULL.has(target)) {
      throw this.#names.fault(pointer, 'a call cannot be without this.', 'Use drop or not-a-call.');
    }
    if (spec === 'default' && !DEFAULTED.has(target)) {
      throw this.#names.fault(pointer, 'a source has no default for this.', 'Use drop, not-a-call or null.');
    }
    return { kind: spec };
  }

  #headers(target: HeadersPlan['target'], spec: HeadersSpec | undefined): readonly HeadersPlan[] {
    if (spec === undefined) return [];
    const pointer = `/set/${target}`;
    const fields = Object.entries(spec.fields ?? {}).map(([name, paths]) => ({
      name: name.toLowerCase(),
      refs: this.#names.refs(paths, `${pointer}/fields/${name}`),
    }));
    const refs = this.#names.refs(spec.from, `${pointer}/from`);
    if (refs.length > 0 && (spec.prefix !== undefined || fields.length > 0)) {
      throw this.#names.fault(
        pointer,
        'a whole map and single headers exclude each other.',
        'Keep from, or the others.',
      );
    }
    if (refs.length + fields.length === 0 && spec.prefix === undefined) {
      throw this.#names.fault(pointer, 'the target has no source.', 'Add from, prefix or fields.');
    }
    return [{ target, refs, chosen: spec.chosen === true, prefix: spec.prefix ?? null, fields }];
  }
}

import { AssayError } from '../model/errors.ts';
import { type FieldRef, listOfPaths, parseFieldPath } from './field-path.ts';
import { groupNumbers } from './line-pattern.ts';
import type { ConditionSpec, MappingFile, Paths, PatternSpec } from './mapping-file.ts';
import type { Condition } from './plan.ts';

export function mappingFault(id: string, pointer: string, message: string, fix: string): AssayError {
  return new AssayError({
    code: 'MAPPING_INVALID',
    kind: 'config',
    message: `Mapping ${id}, ${pointer}: ${message}`,
    fix,
    context: { mapping: id, pointer },
  });
}

/** The names that a mapping file can use at the point where it is being read: fields, and those under `let`. */
export class MappingNames {
  readonly #file: MappingFile;
  readonly #letNames = new Set<string>();
  /** Fields of the patterns; null where records have members of their own. */
  readonly patternFields: ReadonlySet<string> | null;
  /** First members of every path that was read. */
  readonly topFields = new Set<string>();

  constructor(file: MappingFile) {
    this.#file = file;
    this.patternFields = file.parse.type === 'regex' ? this.#patternFields(file.parse.patterns) : null;
  }

  define(letName: string): void {
    this.#letNames.add(letName);
  }

  fault(pointer: string, message: string, fix: string): AssayError {
    return mappingFault(this.#file.id, pointer, message, fix);
  }

  ref(path: string, pointer: string): FieldRef {
    const ref = parseFieldPath(path);
    if (ref === null) {
      throw this.fault(
        pointer,
        'this is no path.',
        'Write members parted by dots; inherited members have no path.',
      );
    }
    if (ref.letName !== null && !this.#letNames.has(ref.letName)) {
      throw this.fault(
        pointer,
        'this name is not under let, or stands further down.',
        'Define it before its use.',
      );
    }
    const [top] = ref.segments;
    if (ref.letName === null && top !== undefined) this.topFields.add(top);
    if (
      ref.letName === null &&
      this.patternFields !== null &&
      (ref.segments.length > 1 || !this.patternFields.has(top ?? ''))
    ) {
      throw this.fault(pointer, 'no pattern has a group of this name.', 'Use the name of a group.');
    }
    return ref;
  }

  refs(paths: Paths | undefined, pointer: string): readonly FieldRef[] {
    return listOfPaths(paths).map((path) => this.ref(path, pointer));
  }

  condition(spec: ConditionSpec, pointer: string): Condition {
    const kinds = [spec.all, spec.any, spec.not, spec.path].filter((part) => part !== undefined);
    if (kinds.length === 1) {
      if (spec.all !== undefined) return { kind: 'all', of: this.#conditions(spec.all, `${pointer}/all`) };
      if (spec.any !== undefined) return { kind: 'any', of: this.#conditions(spec.any, `${pointer}/any`) };
      if (spec.not !== undefined) return { kind: 'not', of: this.condition(spec.not, `${pointer}/not`) };
      if (spec.path !== undefined) return this.#test(spec, this.ref(spec.path, `${pointer}/path`), pointer);
    }
    throw this.fault(pointer, 'a condition is one of all, any, not, path.', 'Write exactly one of them.');
  }

  #conditions(specs: readonly ConditionSpec[], pointer: string): readonly Condition[] {
    return specs.map((spec, index) => this.condition(spec, `${pointer}/${index}`));
  }

  #test(spec: ConditionSpec, ref: FieldRef, pointer: string): Condition {
    const tests: Condition[] = [];
    if (spec.exists !== undefined) tests.push({ kind: 'exists', ref, wanted: spec.exists });
    if (spec.equals !== undefined) tests.push({ kind: 'equals', ref, word: spec.equals });
    if (spec.in !== undefined) tests.push({ kind: 'in', ref, words: spec.in });
    if (spec.matches !== undefined) {
      if (groupNumbers(spec.matches) === null) {
        throw this.fault(`${pointer}/matches`, 'this is no RE2 pattern.', 'Look-around does not exist.');
      }
      tests.push({ kind: 'matches', ref, pattern: spec.matches });
    }
    const [test] = tests;
    if (test !== undefined && tests.length === 1) return test;
    throw this.fault(
      pointer,
      'a path is tested by one of exists, equals, in, matches.',
      'Write exactly one of them.',
    );
  }

  #patternFields(patterns: readonly PatternSpec[]): ReadonlySet<string> {
    const fields = new Set<string>();
    patterns.forEach(({ pattern }, index) => {
      for (const field of Object.keys(this.groups(pattern, index))) fields.add(field);
    });
    return fields;
  }

  groups(pattern: string, index: number): Readonly<Record<string, number>> {
    const groups = groupNumbers(pattern);
    if (groups !== null) return groups;
    throw this.fault(
      `/parse/patterns/${index}/pattern`,
      'the pattern is no RE2 pattern in which every group is named.',
      'Name each group (?<field>…) or write (?:…); look-around and back-references do not exist.',
    );
  }
}

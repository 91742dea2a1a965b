import type { Location } from '../model/vocabulary.ts';
import type { KnownTemplate } from './paths/known-templates.ts';

/**
 * What people told the view. All of it applies to everything in the summary at once, and ends with the rule: nothing
 * of it is kept. Hosts are globs (`*` for every host), paths have their slot names erased: `/users/{}`.
 */
export interface Corrections {
  readonly pins: readonly KnownTemplate[];
  readonly places: readonly PlaceCorrection[];
  readonly renames: readonly RenameCorrection[];
  readonly refusals: readonly ClassRefusal[];
  readonly words: readonly PathWords[];
}

/** Which literals below a path are names of their own, or values of one slot. */
export interface PlaceCorrection {
  readonly host: string;
  /** Path of the place with slot names erased; empty for the root. */
  readonly below: string;
  /** null: every literal there. */
  readonly literals: ReadonlySet<string> | null;
  readonly verdict: 'name' | 'value';
}

export interface RenameCorrection {
  readonly host: string;
  /** Holds for this path and all below it. */
  readonly path: string;
  /** Names of its slots, in order. */
  readonly names: readonly string[];
}

/** "Not this class here". */
export interface ClassRefusal {
  readonly rule: string;
  /** Id of the class. */
  readonly id: string;
  readonly host: string;
  /** null: every endpoint. */
  readonly path: string | null;
  /** The path is the start of the endpoints' paths. */
  readonly isPrefix: boolean;
  readonly location: Location | null;
  /** Tokens of a JSON Pointer, `*` for any one; null: every field. */
  readonly pointer: readonly string[] | null;
}

export interface PathWords {
  readonly host: string;
  readonly words: readonly string[];
}

export const NO_CORRECTIONS: Corrections = { pins: [], places: [], renames: [], refusals: [], words: [] };

import type { ChangeClass, ChangeType } from '../../model/vocabulary.ts';
import { type Member, memberText, mergeMember } from '../payloads/member.ts';
import type { NameRule } from '../payloads/name-rule.ts';
import { formatsOf, type SchemaNode } from '../payloads/schema-node.ts';
import { isShippedMember } from '../payloads/shipped-words.ts';
import type { Difference } from './bucket-cells.ts';
import { rateOf } from './chance.ts';
import { isAppearance, type Level, levelOf, type Series, type Shift, shiftsOf } from './series.ts';

/** The node of one place in each bucket; null where it was not seen. */
export type Nodes = readonly (SchemaNode | null)[];

/** One place of payloads through time. */
export interface ValuePlace {
  readonly subject: string;
  readonly nodes: Nodes;
  /** Bodies or calls of each bucket: a hundred items of one answer are one observation. */
  readonly messages: readonly number[];
  readonly direction: 'request' | 'response';
  readonly type: ChangeType;
  readonly names: NameRule;
}

/** Types, formats and members of enumerations that came to a place. */
export function valueDifferences(place: ValuePlace): Difference[] {
  const types = typeDifferences(place);
  const changed = new Set(types.map(({ at }) => at));
  const others = [...formatDifferences(place), ...memberDifferences(place)];
  return [...types, ...others.filter(({ at }) => !changed.has(at))];
}

/** Hits and trials of each bucket, as many trials at most as there were messages. */
function countsOf(
  nodes: Nodes,
  messages: readonly number[],
  hitsOf: (node: SchemaNode) => number,
  trialsOf: (node: SchemaNode) => number,
): Series {
  return nodes.map((node, at) => {
    if (node === null) return { hits: 0, trials: 0 };
    const trials = trialsOf(node);
    return weighed(Math.min(hitsOf(node), trials), trials, messages[at] ?? trials);
  });
}

/** Values of one message go together. */
export function weighed(hits: number, trials: number, messages: number): { hits: number; trials: number } {
  if (trials <= messages) return { hits, trials };
  const scaled = Math.round((hits * messages) / trials);
  // What was rare is not never, and what was usual is not always.
  const least = hits > 0 ? 1 : 0;
  const most = hits < trials ? messages - 1 : messages;
  return { hits: Math.max(least, Math.min(most, scaled)), trials: messages };
}

const TYPES: readonly (readonly [string, (node: SchemaNode) => number])[] = [
  ['array', (node) => node.arrays],
  ['boolean', (node) => node.booleans],
  // Whether a number has a fraction comes and goes with the values of a day.
  ['number', (node) => node.integers + node.numbers],
  ['object', (node) => node.objects],
  ['string', (node) => node.strings],
];

/** Null comes and goes with the values of a day. */
function typed(node: SchemaNode): number {
  return TYPES.reduce((sum, [, count]) => sum + count(node), 0);
}

function typeDifferences({ subject, nodes, messages, direction, type }: ValuePlace): Difference[] {
  const all = TYPES.map(([name, count]) => ({ name, series: countsOf(nodes, messages, count, typed) }));
  const present = all.filter(({ series }) => series.some(({ hits }) => hits > 0));
  if (present.length < 2) return [];
  const found = new Map<number, Difference>();
  for (const { series } of present) {
    for (const shift of shiftsOf(series)) {
      if (found.has(shift.at) || !isAppearance(series, shift)) continue;
      const before = namesIn(present, shift.before);
      const after = namesIn(present, shift.after);
      const isOther = !after.some((name) => before.includes(name));
      const widened: ChangeClass = direction === 'response' ? 'risky' : 'additive';
      found.set(shift.at, {
        type,
        class: isOther ? 'breaking' : widened,
        subject,
        before: before.join(' '),
        after: after.join(' '),
        at: shift.at,
      });
    }
  }
  return [...found.values()];
}

/** A rarer trait of a level is a stray. */
const USUAL_SHARE = 0.01;

function namesIn(
  all: readonly { readonly name: string; readonly series: Series }[],
  { from, to }: Level,
): string[] {
  return all.filter(({ series }) => rateOf(levelOf(series, from, to)) > USUAL_SHARE).map(({ name }) => name);
}

/** Share of the texts that makes a format that of the place. */
const COMMON_FORMAT = 0.99;
/** At this share a format says nothing about the next value. */
const LOST_FORMAT = 0.5;
const NO_FORMAT = 'text';

function formatDifferences({ subject, nodes, messages }: ValuePlace): Difference[] {
  const formats = new Set<string>();
  for (const node of nodes) if (node?.text) for (const [format] of formatsOf(node.text)) formats.add(format);
  const all = [...formats].sort().map((name) => ({
    name,
    series: countsOf(
      nodes,
      messages,
      (node) => formatCount(node, name),
      (node) => node.strings,
    ),
  }));
  const found = new Map<number, Difference>();
  for (const { series } of all) {
    for (const shift of shiftsOf(series)) {
      const before = formatOf(all, shift.before);
      const after = formatOf(all, shift.after);
      const isOther = before !== after && isFarApart(shift);
      if (!isOther || found.has(shift.at)) continue;
      found.set(shift.at, { type: 'format-changed', class: 'risky', subject, before, after, at: shift.at });
    }
  }
  return [...found.values()];
}

function isFarApart({ before, after }: Shift): boolean {
  const rates = [rateOf(before), rateOf(after)];
  return Math.max(...rates) >= COMMON_FORMAT && Math.min(...rates) < LOST_FORMAT;
}

function formatOf(
  all: readonly { readonly name: string; readonly series: Series }[],
  { from, to }: Level,
): string {
  const common = all.find(({ series }) => rateOf(levelOf(series, from, to)) >= COMMON_FORMAT);
  return common?.name ?? NO_FORMAT;
}

function formatCount(node: SchemaNode, name: string): number {
  if (node.text === null) return 0;
  return formatsOf(node.text).find(([format]) => format === name)?.[1] ?? 0;
}

function memberDifferences(place: ValuePlace): Difference[] {
  const { subject, nodes, messages, direction, names } = place;
  const shown = shownMembers(nodes, names);
  if (shown.length < 2) return [];
  const all = shown.map(({ name, key }) => ({
    name,
    series: countsOf(
      nodes,
      messages,
      (node) => memberCount(node, key),
      (node) => node.strings,
    ),
  }));
  const found = new Map<number, Difference>();
  for (const { series } of all) {
    for (const shift of shiftsOf(series)) {
      if (found.has(shift.at) || !isAppearance(series, shift) || !isClosed(nodes, shift.before)) continue;
      const before = namesSeen(all, shift.before);
      const after = namesSeen(all, shift.after);
      // Values that replace each other are no enumeration: a build, a day, a batch.
      if (before.filter((name) => after.includes(name)).length * 2 < before.length) continue;
      found.set(shift.at, {
        type: 'enumeration-changed',
        class: direction === 'response' ? 'risky' : 'additive',
        subject,
        before: before.join(' '),
        after: [...new Set([...before, ...after])].sort().join(' '),
        at: shift.at,
      });
    }
  }
  return [...found.values()];
}

/** A member by its text, and what it is kept under. */
interface ShownMember {
  readonly name: string;
  readonly key: string;
}

/** Members that may be shown by all buckets together; none where some bucket had too many or private ones. */
function shownMembers(nodes: Nodes, { clients: enough }: NameRule): ShownMember[] {
  const all = new Map<string, Member>();
  for (const node of nodes) {
    if (node === null || node.strings === 0) continue;
    if (node.text === null || node.text.members === null) return [];
    for (const [key, member] of node.text.members) {
      const known = all.get(key);
      if (known === undefined) all.set(key, { ...member });
      else mergeMember(known, member, enough);
    }
  }
  if (all.size > MOST_MEMBERS) return [];
  return [...all]
    .flatMap(([key, member]) => {
      const name = memberText(key, member, enough);
      const isShown = name !== null && (isShippedMember(name) || member.clients.length >= enough);
      return isShown ? [{ name, key }] : [];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A longer list is no enumeration a person would write. */
const MOST_MEMBERS = 24;

function memberCount(node: SchemaNode, name: string): number {
  return node.text?.members?.get(name)?.count ?? 0;
}

function namesSeen(
  all: readonly { readonly name: string; readonly series: Series }[],
  { from, to }: Level,
): string[] {
  return all.filter(({ series }) => levelOf(series, from, to).hits > 0).map(({ name }) => name);
}

const FEWEST_FOR_ENUM = 20;

/** Values repeat, and by Good and Turing the chance that the next one is new is under one in twenty. */
function isClosed(nodes: Nodes, { from, to }: Level): boolean {
  const counts = new Map<string, number>();
  let strings = 0;
  for (const node of nodes.slice(from, to)) {
    strings += node?.strings ?? 0;
    for (const [name, { count }] of node?.text?.members ?? [])
      counts.set(name, (counts.get(name) ?? 0) + count);
  }
  const singletons = [...counts.values()].filter((count) => count === 1).length;
  return strings >= FEWEST_FOR_ENUM && counts.size * 2 <= strings && singletons * 20 <= strings;
}

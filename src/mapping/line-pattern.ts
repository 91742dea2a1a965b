import { RE2JS } from 're2js';

/** What both engines offer: the native one for shipped patterns, the linear one for a site's own. */
export interface LinePattern {
  exec(line: string): readonly (string | undefined)[] | null;
  test(text: string): boolean;
}

/** Field -> number of its group; null where it is no RE2 pattern or has a group without a name. */
export function groupNumbers(pattern: string): Readonly<Record<string, number>> | null {
  const compiled = compileOrNull(pattern);
  if (compiled === null) return null;
  const groups = compiled.namedGroups();
  return Object.keys(groups).length === compiled.groupCount() ? { ...groups } : null;
}

/** An escape, a class of characters, or the head of a named group. */
const PART = /\\.|\[(?:\\.|[^\]\\])*\]|\(\?<[A-Za-z_]\w*>/gs;

/**
 * The pattern with the groups of the fields that are read, in their order, and without names: for each match the
 * platform makes an object of all named groups and a text of each group, whether or not anyone reads them.
 */
export function unnamedGroups(pattern: string, isRead: (field: string) => boolean): string {
  return pattern.replace(PART, (part) => {
    if (!part.startsWith('(?<')) return part;
    return isRead(part.slice('(?<'.length, -1)) ? '(' : '(?:';
  });
}

/** A pattern in an engine whose time is linear in the text, whatever the pattern. */
export function linearPattern(pattern: string): LinePattern {
  const compiled = RE2JS.compile(pattern);
  const groupCount = compiled.groupCount();
  return {
    test: (text) => compiled.matcher(text).find(),
    exec: (line) => {
      const matcher = compiled.matcher(line);
      if (!matcher.find()) return null;
      const groups: (string | undefined)[] = [];
      for (let index = 0; index <= groupCount; index += 1) groups.push(matcher.group(index) ?? undefined);
      return groups;
    },
  };
}

function compileOrNull(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return null;
  }
}

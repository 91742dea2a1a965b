import { readFile, stat } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { AssayError, isFileFault } from '../../src/kit/index.ts';
import { markTemplates, statedMembers } from './deck-templates.ts';
import {
  type KongEntities,
  type KongPlugin,
  type KongRoute,
  type KongService,
  type KongUpstream,
  parsePlugin,
  parseRoute,
  parseService,
  parseUpstream,
  rawList,
} from './entities.ts';

interface DeckFile extends KongEntities {
  /** Format before 3.0: paths were regexes without a leading `~`. */
  readonly impliedRegex: boolean;
}

const MAX_BYTES = 64 * 1024 * 1024;
/** Aliases may repeat a shared block, not unpack into a bomb. */
const MAX_ALIASES = 100;

export async function readDeckFile(path: string): Promise<DeckFile> {
  const text = await readText(path);
  return parseDeck(text, path);
}

/**
 * The parts of one configuration as one, as decK reads them: routes may stand in another file than their service. Files
 * that define one service twice, or that are of two formats, are no parts of one and stay apart.
 */
export function joinDeckFiles(files: readonly DeckFile[]): readonly DeckFile[] {
  const [first] = files;
  const ids = files.flatMap(({ services }) => services.map(({ id }) => id));
  const isOne = new Set(ids).size === ids.length && new Set(files.map((one) => one.impliedRegex)).size < 2;
  if (first === undefined || !isOne) return files;
  return [
    {
      services: files.flatMap(({ services }) => services),
      routes: files.flatMap(({ routes }) => routes),
      plugins: files.flatMap(({ plugins }) => plugins),
      upstreams: files.flatMap(({ upstreams }) => upstreams),
      impliedRegex: first.impliedRegex,
    },
  ];
}

async function readText(path: string): Promise<string> {
  try {
    if ((await stat(path)).size > MAX_BYTES)
      throw invalid(path, 'DECK_TOO_LARGE', 'The decK file is larger than 64 MiB.');
    return await readFile(path, 'utf8');
  } catch (error: unknown) {
    if (error instanceof AssayError || !isFileFault(error)) throw error;
    throw new AssayError({
      code: 'DECK_UNREADABLE',
      kind: 'sourceContract',
      message: `The decK file ${path} cannot be read.`,
      fix: 'Check the path and the rights of the account under which the agent runs.',
    });
  }
}

/** Parses a decK file (`_format_version` 1.1 to 3.0), nested entities flattened into references. */
export function parseDeck(text: string, path: string): DeckFile {
  const document = parseDocument(markTemplates(text), {
    uniqueKeys: true,
    prettyErrors: false,
    merge: true,
  });
  const [problem] = document.errors;
  if (problem !== undefined) {
    throw invalid(path, 'DECK_YAML', `The decK file ${path} is not valid YAML at byte ${problem.pos[0]}.`);
  }
  const root = asRecord(toPlain(() => document.toJS({ maxAliasCount: MAX_ALIASES }), path));
  const version = root?.['_format_version'];
  if (root === null || (typeof version !== 'string' && typeof version !== 'number')) {
    throw invalid(path, 'DECK_FORMAT', `The file ${path} has no _format_version, so it is no decK file.`);
  }
  return { ...flatten(root), impliedRegex: Number.parseFloat(String(version)) < 3 };
}

function toPlain(read: () => unknown, path: string): unknown {
  try {
    return read();
  } catch {
    throw invalid(path, 'DECK_ALIASES', `The decK file ${path} repeats its aliases too often.`);
  }
}

type Raw = Readonly<Record<string, unknown>>;

function asRecord(value: unknown): Raw | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

interface Collected {
  readonly services: KongService[];
  readonly routes: KongRoute[];
  readonly plugins: KongPlugin[];
}

function flatten(root: Raw): KongEntities {
  const defaults = asRecord(asRecord(root['_info'])?.['defaults']) ?? {};
  const collected: Collected = { services: [], routes: [], plugins: [] };
  for (const [index, value] of rawList(root['services'], 'services').entries()) {
    addService(collected, defaults, value, index);
  }
  for (const [index, value] of rawList(root['routes'], 'routes').entries()) {
    addRoute(collected, defaults, value, `route#${index}`, null);
  }
  for (const value of rawList(root['plugins'], 'plugins')) collected.plugins.push(readPlugin(value));
  const upstreams: KongUpstream[] = rawList(root['upstreams'], 'upstreams').map(parseUpstream);
  return { ...collected, upstreams };
}

function addService(collected: Collected, defaults: Raw, value: unknown, index: number): void {
  const raw = statedMembers({ ...asRecord(defaults['service']), ...asRecord(value) });
  const parsed = parseService(raw);
  const key = parsed.id ?? parsed.name ?? `service#${index}`;
  collected.services.push({ ...parsed, id: key });
  for (const [at, route] of rawList(asRecord(value)?.['routes'], 'routes').entries()) {
    addRoute(collected, defaults, route, `${key}#${at}`, key);
  }
  for (const plugin of rawList(asRecord(value)?.['plugins'], 'plugins')) {
    collected.plugins.push({ ...readPlugin(plugin), service: key, route: null });
  }
}

function addRoute(
  collected: Collected,
  defaults: Raw,
  value: unknown,
  fallback: string,
  service: string | null,
): void {
  const parsed = parseRoute(statedMembers({ ...asRecord(defaults['route']), ...asRecord(value) }));
  const key = parsed.id ?? parsed.name ?? fallback;
  collected.routes.push({ ...parsed, id: key, ...(service === null ? {} : { service }) });
  for (const plugin of rawList(asRecord(value)?.['plugins'], 'plugins')) {
    collected.plugins.push({ ...readPlugin(plugin), route: key, service: null });
  }
}

function readPlugin(value: unknown): KongPlugin {
  const raw = asRecord(value);
  return parsePlugin(raw === null ? value : statedMembers(raw));
}

function invalid(path: string, code: string, message: string): AssayError {
  return new AssayError({ code, kind: 'sourceContract', message, context: { file: path } });
}

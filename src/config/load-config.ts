import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { AssayConfig } from './assay-config.ts';
import { buildConfig } from './build-config.ts';
import { checkDocument } from './check-document.ts';
import { crossCheck, type KnownNames } from './cross-checks.ts';
import { type ConnectorContract, documentSchema, ENTRY_LISTS } from './document-schema.ts';
import { type Environment, type FlagValue, type Origins, overlay } from './overlay.ts';
import { type PrintedValue, printedValues } from './printed-values.ts';
import type { ConfigProblem } from './problem.ts';
import { resolveReferences } from './references.ts';
import { fillDefaults, isTree, type Tree } from './value-tree.ts';
import { parseYaml, type YamlDocument } from './yaml-document.ts';

/** What the loader is given; it reads no environment and knows no connector by itself. */
export interface ConfigSurroundings {
  readonly env: Environment;
  readonly flags: readonly FlagValue[];
  readonly connectorIds: readonly string[];
  /** The contract of a connector; asked only for ids in `connectorIds`. */
  readonly loadContract: (id: string) => Promise<ConnectorContract>;
  readonly mappings: readonly string[];
  readonly isCron: (expression: string) => boolean;
  readonly onSecret: (value: string) => void;
}

export type LoadedConfig =
  | { readonly ok: true; readonly config: AssayConfig; readonly values: readonly PrintedValue[] }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Reads, checks and types a configuration file. All problems come at once; it never throws for what the file says. */
export async function loadConfigFile(path: string, around: ConfigSurroundings): Promise<LoadedConfig> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text !== null) return loadConfig(text, dirname(resolve(path)), around);
  const fix = 'Check the path, or write a first one with assay init.';
  return { ok: false, problems: [{ pointer: '', line: null, message: 'cannot be read', fix }] };
}

/** As `loadConfigFile`, for a text whose file references are relative to `folder`. */
export async function loadConfig(
  text: string,
  folder: string,
  around: ConfigSurroundings,
): Promise<LoadedConfig> {
  const document = parseYaml(text);
  if (!('value' in document)) return { ok: false, problems: document };
  const tree = structuredClone(document.value) as Tree;
  if (!isTree(tree)) {
    return {
      ok: false,
      problems: [
        { pointer: '', line: 1, message: 'must be a mapping of keys', fix: 'Start with "version: 1".' },
      ],
    };
  }
  return checkTree(tree, document, folder, around);
}

async function checkTree(
  tree: Tree,
  document: YamlDocument,
  folder: string,
  around: ConfigSurroundings,
): Promise<LoadedConfig> {
  const origins: Origins = new Map();
  overlay(tree, around.env, around.flags, origins);
  const contracts = await loadContracts(tree, around);
  const schema = documentSchema(tree, contracts);
  const references = await resolveReferences(schema, tree, { ...around, folder }, origins);
  for (const pointer of fillDefaults(schema, tree)) origins.set(pointer, 'default');
  const known: KnownNames = { ...around, connectors: contracts };
  const found = [...checkDocument(tree, contracts), ...references.problems, ...crossCheck(tree, known)];
  if (found.length > 0) {
    const problems = found.map((problem) => ({
      ...problem,
      line: lineOf(problem.pointer, document, origins),
    }));
    return { ok: false, problems: problems.sort(byLine) };
  }
  const values = printedValues(schema, tree, (pointer) => originOf(pointer, document, origins));
  return { ok: true, config: buildConfig(tree, { secrets: references.secrets, folder }, contracts), values };
}

async function loadContracts(
  tree: Tree,
  around: ConfigSurroundings,
): Promise<ReadonlyMap<string, ConnectorContract>> {
  const contracts = new Map<string, ConnectorContract>();
  for (const { key } of ENTRY_LISTS) {
    const list = tree[key];
    for (const entry of Array.isArray(list) ? list : []) {
      const id = isTree(entry) ? entry['connector'] : null;
      if (typeof id !== 'string' || contracts.has(id) || !around.connectorIds.includes(id)) continue;
      contracts.set(id, await around.loadContract(id));
    }
  }
  return contracts;
}

function lineOf(pointer: string, document: YamlDocument, origins: Origins): number | null {
  const origin = origins.get(pointer);
  return origin === undefined || origin.startsWith('$') ? document.lineOf(pointer) : null;
}

function originOf(pointer: string, document: YamlDocument, origins: Origins): string {
  const line = document.lineOf(pointer);
  const inFile = line === null ? 'file' : `line ${line}`;
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const origin = origins.get(at);
    if (origin !== undefined) return origin;
  }
  return inFile;
}

function byLine(a: ConfigProblem, b: ConfigProblem): number {
  return (a.line ?? Infinity) - (b.line ?? Infinity) || (a.pointer < b.pointer ? -1 : 1);
}

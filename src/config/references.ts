import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { JsonObject } from '../model/json.ts';
import { Secret } from '../model/secret.ts';
import type { Environment, Origins } from './overlay.ts';
import { type Tree, type Visit, walk } from './value-tree.ts';

const REFERENCE = /^\$\{(env|file):([^{}]{1,4096})\}$/;
const SECRET_FIX = 'Write a reference: ${env:NAME} or ${file:/run/secrets/name}.';

export interface ReferenceScope {
  readonly env: Environment;
  /** Folder against which file references are resolved. */
  readonly folder: string;
  /** Told every secret's value, so that it can be kept out of logs. */
  readonly onSecret: (value: string) => void;
}

export interface ResolvedReferences {
  readonly secrets: ReadonlyMap<string, Secret>;
  readonly problems: readonly { readonly pointer: string; readonly message: string; readonly fix: string }[];
}

/**
 * Resolves every reference. Properties marked `secret` must be one and become a Secret; their text stays in the tree.
 * Elsewhere a reference is replaced by what it names, for settings that differ between machines.
 */
export async function resolveReferences(
  schema: JsonObject,
  tree: Tree,
  scope: ReferenceScope,
  origins: Origins,
): Promise<ResolvedReferences> {
  const visits: Visit[] = [];
  walk(schema, tree, (visited) => visits.push(visited));
  const secrets = new Map<string, Secret>();
  const problems: ResolvedReferences['problems'][number][] = [];
  for (const { pointer, schema, value, replace } of visits) {
    if (typeof value !== 'string') continue;
    const isSecret = schema['secret'] === true;
    const match = REFERENCE.exec(value);
    if (match === null) {
      if (isSecret) problems.push({ pointer, message: 'holds a literal secret', fix: SECRET_FIX });
      else if (/\$\{(?:env|file):/.test(value)) {
        problems.push({
          pointer,
          message: 'mixes a reference with text',
          fix: 'A reference is the whole value.',
        });
      }
      continue;
    }
    const read = (): Promise<string | Unreadable> => readReference(match[1], match[2] ?? '', scope);
    const found = await read();
    if (typeof found !== 'string') problems.push({ pointer, ...found });
    else if (isSecret) secrets.set(pointer, makeSecret(found, value, match[1], read, scope));
    else {
      replace(found);
      origins.set(pointer, value);
    }
  }
  return { secrets, problems };
}

interface Unreadable {
  readonly message: string;
  readonly fix: string;
}

async function readReference(
  kind: string | undefined,
  name: string,
  scope: ReferenceScope,
): Promise<string | Unreadable> {
  const found = kind === 'env' ? scope.env[name] : await readText(resolve(scope.folder, name));
  if (found === undefined) {
    return kind === 'env'
      ? { message: `refers to the environment variable ${name}, which is not set`, fix: `Set ${name}.` }
      : {
          message: `refers to the file ${name}, which cannot be read`,
          fix: 'Check that it exists and who may read it.',
        };
  }
  const text = found.replace(/\r?\n$/, '');
  if (text !== '') return text;
  return {
    message: `refers to ${kind === 'env' ? 'a variable' : 'a file'} that is empty`,
    fix: `Fill ${name}.`,
  };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** A mounted file can be rotated, the environment of a process cannot. */
function makeSecret(
  value: string,
  reference: string,
  kind: string | undefined,
  read: () => Promise<string | Unreadable>,
  scope: ReferenceScope,
): Secret {
  scope.onSecret(value);
  if (kind !== 'file') return new Secret({ value, reference });
  const reload = async (): Promise<string> => {
    const again = await read();
    if (typeof again !== 'string') return value;
    scope.onSecret(again);
    return again;
  };
  return new Secret({ value, reference, reload });
}

import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import { gradeMembers } from './derived-grade.ts';
import { at, KINDS, type KindRules, type Resource, refuse, textOf, timestamp } from './resource.ts';
import { checkMain, checkSub, DATAPLANE_TYPES, type Surroundings } from './validation.ts';

/** What tests may turn while the server runs. */
export interface TableRules {
  /** Ids of the teams of the organisation. */
  readonly teams: Set<string>;
  /** Data plane types that this server accepts. */
  readonly dataplaneTypes: Set<string>;
  maxDefinitionBytes: number;
  /** Instances name their service; older servers do not. */
  computesReferences: boolean;
  /** How a pointer may be taken away; the platform does not document it. */
  pointerRemoval: 'patch' | 'null' | 'empty';
}

/** All resources of one organisation, in memory. Every method throws a Refusal where the platform would. */
export interface ResourceTable {
  readonly rules: TableRules;
  get(rules: KindRules, scope: string | null, name: string): Resource;
  list(rules: KindRules, scope: string | null): readonly Resource[];
  create(rules: KindRules, scope: string | null, body: JsonObject): Resource;
  replace(rules: KindRules, scope: string | null, name: string, body: JsonObject): Resource;
  putSub(rules: KindRules, scope: string | null, name: string, sub: string, body: JsonObject): Resource;
  patch(
    rules: KindRules,
    scope: string | null,
    name: string,
    sub: string | null,
    operations: JsonValue,
  ): Resource;
  remove(rules: KindRules, scope: string | null, name: string): void;
  /** The whole resource as it is answered. */
  json(resource: Resource, version: string): JsonObject;
}

export function createTable(nowMs: () => number): ResourceTable {
  const held = new Map<string, Resource>();
  const rules: TableRules = {
    teams: new Set(),
    dataplaneTypes: new Set(DATAPLANE_TYPES),
    maxDefinitionBytes: 10_485_760,
    computesReferences: true,
    pointerRemoval: 'patch',
  };
  let ids = 0;
  const exists = (kind: string, scope: string | null, name: string): boolean =>
    held.has(keyOf(kind, scope, name));
  const around = (scope: string | null): Surroundings => ({ ...rules, scope, exists });
  const needScope = ({ scoped }: KindRules, scope: string | null): void => {
    if (scoped && !exists('Environment', null, scope ?? '')) refuse(404, 'unknown environment');
  };
  const get = (kind: KindRules, scope: string | null, name: string): Resource => {
    needScope(kind, scope);
    return held.get(keyOf(kind.kind, scope, name)) ?? refuse(404, `unknown ${kind.kind}`);
  };
  const touched = (resource: Resource): Resource => {
    resource.version += 1;
    resource.modifiedMs = nowMs();
    return resource;
  };
  const table: ResourceTable = {
    rules,
    get,
    list: (kind, scope) => {
      if (scope !== null) needScope(kind, scope);
      return [...held.values()].filter(
        (one) => one.kind === kind.kind && (scope === null || one.scope === scope),
      );
    },
    create: (kind, scope, body) => {
      needScope(kind, scope);
      checkMain(body, kind, around(scope));
      ids += 1;
      const name = typeof body['name'] === 'string' ? body['name'] : `generated-${ids}`;
      if (exists(kind.kind, scope, name)) refuse(409, 'the name exists');
      const id = `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
      const created = nowMs();
      const resource: Resource = {
        ...mainOf(body, name),
        kind: kind.kind,
        name,
        scope,
        subs: new Map(),
        id,
        createdMs: created,
        modifiedMs: created,
        version: 1,
      };
      held.set(keyOf(kind.kind, scope, name), resource);
      return resource;
    },
    replace: (kind, scope, name, body) => {
      const resource = get(kind, scope, name);
      checkMain(body, kind, around(scope));
      if (body['name'] !== undefined && body['name'] !== name) refuse(400, 'name is immutable');
      const version = at(body, 'metadata', 'resourceVersion');
      if (version !== undefined && version !== String(resource.version)) refuse(428, 'resourceVersion');
      return touched(Object.assign(resource, mainOf(body, name)));
    },
    putSub: (kind, scope, name, sub, body) => {
      const resource = get(kind, scope, name);
      needSub(kind, sub);
      const value = body[sub];
      const removal = rules.pointerRemoval === 'null' ? null : '';
      if (sub === POINTER && rules.pointerRemoval !== 'patch' && value === removal) {
        resource.subs.delete(sub);
        return touched(resource);
      }
      if (Object.keys(body).length !== 1 || value === undefined || value === null)
        refuse(400, `the body is {"${sub}": value}`);
      checkSub(sub, value, resource, around(scope));
      resource.subs.set(sub, value);
      return touched(resource);
    },
    patch: (kind, scope, name, sub, operations) => {
      const resource = get(kind, scope, name);
      if (sub === null) refuse(400, 'only sub-resources are patched here');
      needSub(kind, sub);
      if (sub === POINTER && rules.pointerRemoval !== 'patch') refuse(400, 'pointers are not patched');
      const patched = applyPatch(resource.subs.get(sub), sub, operations);
      if (patched === undefined) resource.subs.delete(sub);
      else {
        checkSub(sub, patched, resource, around(scope));
        resource.subs.set(sub, patched);
      }
      return touched(resource);
    },
    remove: (kind, scope, name) => removeTree(held, get(kind, scope, name)),
    json: (resource, version) => ({
      ...document(resource, version, held),
      ...gradeMembers(resource, held, rules.computesReferences),
    }),
  };
  return table;
}

const POINTER = 'complianceruntimeresult';

export function keyOf(kind: string, scope: string | null, name: string): string {
  return `${kind}/${scope ?? ''}/${name}`;
}

function needSub(kind: KindRules, sub: string): void {
  if (kind.computed.includes(sub)) refuse(400, `${sub} is read-only`);
  if (!sub.startsWith('x-') && !kind.subs.includes(sub)) refuse(404, `unknown sub-resource ${sub}`);
}

type Main = Pick<Resource, 'title' | 'owner' | 'attributes' | 'tags' | 'finalizers' | 'spec'>;

/** A PUT replaces the main part: what it leaves out is gone. */
function mainOf(body: JsonObject, name: string): Main {
  const { title, owner, attributes, tags, finalizers, spec } = body;
  return {
    title: typeof title === 'string' ? title : name,
    owner: owner ?? null,
    attributes: isJsonObject(attributes) ? attributes : {},
    tags: isJsonArray(tags) ? tags.map(textOf) : [],
    finalizers: isJsonArray(finalizers) ? finalizers : [],
    spec: isJsonObject(spec) ? spec : {},
  };
}

/** RFC 6902 as far as agents use it, with the server's own `x-build-object-tree`; paths start at the resource. */
function applyPatch(
  before: JsonValue | undefined,
  sub: string,
  operations: JsonValue,
): JsonValue | undefined {
  if (!isJsonArray(operations)) refuse(400, 'a JSON Patch is a list');
  let root: JsonObject = before === undefined ? {} : { [sub]: before };
  for (const operation of operations) {
    const path = textOf(at(operation, 'path')).split('/').slice(1);
    if (path[0] !== sub) refuse(400, 'the path leaves the sub-resource');
    root = applyOperation(root, path, textOf(at(operation, 'op')), at(operation, 'value'));
  }
  return root[sub];
}

function applyOperation(
  root: JsonObject,
  path: readonly string[],
  op: string,
  value: JsonValue | undefined,
): JsonObject {
  const [name = '', ...rest] = path;
  const child = root[name];
  if (rest.length > 0) {
    if (!isJsonObject(child) && op !== 'x-build-object-tree') refuse(400, 'the parent does not exist');
    const inner = applyOperation(isJsonObject(child) ? child : {}, rest, op, value);
    return { ...root, [name]: inner };
  }
  if (op === 'x-build-object-tree') return { ...root, [name]: isJsonObject(child) ? child : {} };
  if (op === 'add' || (op === 'replace' && child !== undefined)) return { ...root, [name]: value };
  if (op !== 'remove' || child === undefined) refuse(400, `cannot ${op}`);
  const { [name]: _removed, ...others } = root;
  return others;
}

/** Hard references cascade: an environment takes all, a service its revisions, a revision its instances. */
function removeTree(held: Map<string, Resource>, resource: Resource): void {
  held.delete(keyOf(resource.kind, resource.scope, resource.name));
  for (const other of held.values()) {
    const isInside = resource.kind === 'Environment' && other.scope === resource.name;
    const parent = hardReference(other);
    const hangs =
      parent?.kind === resource.kind && parent.name === resource.name && other.scope === resource.scope;
    if (isInside || hangs) removeTree(held, other);
  }
}

function hardReference(resource: Resource): { readonly kind: string; readonly name: string } | null {
  if (resource.kind === 'APIServiceRevision')
    return { kind: 'APIService', name: textOf(resource.spec['apiService']) };
  if (resource.kind === 'APIServiceInstance')
    return { kind: 'APIServiceRevision', name: textOf(resource.spec['apiServiceRevision']) };
  return null;
}

function document(resource: Resource, version: string, held: ReadonlyMap<string, Resource>): JsonObject {
  const { kind, name, scope, title, owner, attributes, tags, finalizers, spec } = resource;
  const reference = hardReference(resource);
  const target = reference === null ? undefined : held.get(keyOf(reference.kind, scope, reference.name));
  return {
    group: 'management',
    apiVersion: version,
    kind,
    name,
    title,
    metadata: {
      id: resource.id,
      resourceVersion: String(resource.version),
      audit: {
        createTimestamp: timestamp(resource.createdMs),
        modifyTimestamp: timestamp(resource.modifiedMs),
      },
      ...(scope === null ? {} : { scope: { kind: 'Environment', name: scope } }),
      references:
        reference === null || target === undefined
          ? []
          : [{ id: target.id, group: 'management', kind: target.kind, name: target.name, type: 'hard' }],
      selfLink: selfLink(resource, version),
    },
    owner,
    attributes,
    tags,
    finalizers,
    spec,
    ...Object.fromEntries(resource.subs),
  };
}

function selfLink({ kind, scope, name }: Resource, version: string): string {
  const plural = KINDS.find((one) => one.kind === kind)?.plural ?? '';
  const prefix = scope === null ? '' : `/environments/${scope}`;
  return `/management/${version}${prefix}/${plural}/${name}`;
}

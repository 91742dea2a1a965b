import { nearestWord, pointerTo } from '../schema/index.ts';
import { type ConnectorContract, ENTRY_LISTS } from './document-schema.ts';
import { type Branch, isTree, type Tree } from './value-tree.ts';

export interface CrossProblem {
  readonly pointer: string;
  readonly message: string;
  readonly fix: string | null;
}

/** What the checks beyond the schema need to know of the program. */
export interface KnownNames {
  readonly connectors: ReadonlyMap<string, ConnectorContract>;
  /** Every connector id, for suggestions. */
  readonly connectorIds: readonly string[];
  /** Ids of the shipped mappings. */
  readonly mappings: readonly string[];
  /** Says whether a cron expression is valid. */
  readonly isCron: (expression: string) => boolean;
}

/** Rules that compare several places, on whatever parts of the tree have the right form. */
export function crossCheck(tree: Tree, known: KnownNames): readonly CrossProblem[] {
  return [
    ...checkCron(tree, known),
    ...checkIds(tree),
    ...checkConnectors(tree, known),
    ...checkMappings(tree, known),
    ...checkObserves(tree),
    ...checkPort(tree),
  ];
}

const CRON_FIX = 'Write five fields, minute hour day month weekday: "*/5 * * * *" is every five minutes.';

function checkCron(tree: Tree, known: KnownNames): readonly CrossProblem[] {
  const schedule = tree['schedule'];
  if (!isTree(schedule)) return [];
  return ['pull', 'sync', 'assess', 'publish'].flatMap((job): readonly CrossProblem[] => {
    const expression = schedule[job];
    if (typeof expression !== 'string' || known.isCron(expression)) return [];
    return [{ pointer: `/schedule/${job}`, message: 'is not a valid cron expression', fix: CRON_FIX }];
  });
}

interface Entry {
  readonly pointer: string;
  readonly kind: string;
  readonly tree: Tree;
}

function entries(tree: Tree): readonly Entry[] {
  return ENTRY_LISTS.flatMap(({ key, kind }) => {
    const list: Branch | undefined = tree[key];
    if (!Array.isArray(list)) return [];
    return list.flatMap((entry, index) =>
      isTree(entry) ? [{ pointer: pointerTo(`/${key}`, index), kind, tree: entry }] : [],
    );
  });
}

/** A text, or one that names nothing. */
function textOf(value: Branch | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Ids are unique over all lists: results, cursors and `observes` refer to them without saying which list. */
/** The registry that needs no entry: the store itself. */
const BUILT_IN = 'built-in';

function checkIds(tree: Tree): readonly CrossProblem[] {
  const seen = new Map<string, string>();
  const problems: CrossProblem[] = [];
  for (const { pointer, kind, tree: entry } of entries(tree)) {
    const id = entry['id'];
    if (typeof id !== 'string') continue;
    if (kind === 'registry' && id === BUILT_IN)
      problems.push({
        pointer: `${pointer}/id`,
        message: 'is the id of the registry that is always there',
        fix: 'Give it another id.',
      });
    const first = seen.get(id);
    if (first === undefined) seen.set(id, pointer);
    else
      problems.push({
        pointer: `${pointer}/id`,
        message: `repeats the id of ${first}`,
        fix: 'Give it its own id.',
      });
  }
  return problems;
}

function checkConnectors(tree: Tree, known: KnownNames): readonly CrossProblem[] {
  return entries(tree).flatMap(({ pointer, kind, tree: entry }): readonly CrossProblem[] => {
    const id = entry['connector'];
    if (typeof id !== 'string') return [];
    const contract = known.connectors.get(id);
    if (contract === undefined) {
      const nearest = nearestWord(id, known.connectorIds);
      const fix =
        nearest === null
          ? `Known connectors: ${known.connectorIds.join(', ')}.`
          : `Did you mean "${nearest}"?`;
      return [{ pointer: `${pointer}/connector`, message: 'is not a known connector', fix }];
    }
    if (contract.kinds.includes(kind)) return [];
    const message = `names a connector that is no ${kind}`;
    return [{ pointer: `${pointer}/connector`, message, fix: `It offers: ${contract.kinds.join(', ')}.` }];
  });
}

function checkMappings(tree: Tree, known: KnownNames): readonly CrossProblem[] {
  return entries(tree).flatMap(({ pointer, kind, tree: entry }): readonly CrossProblem[] => {
    if (kind !== 'source') return [];
    const mapping = entry['mapping'];
    const contract = known.connectors.get(textOf(entry['connector']));
    const shipped = `Shipped mappings: ${known.mappings.join(', ')}; or write the path of a .yaml file.`;
    if (mapping === undefined) {
      if (contract === undefined || contract.mapping !== null) return [];
      return [{ pointer, message: 'is missing the key "mapping", which this connector needs', fix: shipped }];
    }
    if (typeof mapping !== 'string' || known.mappings.includes(mapping)) return [];
    if (/\.ya?ml$/.test(mapping)) return [];
    const nearest = nearestWord(mapping, known.mappings);
    const fix = nearest === null ? shipped : `Did you mean "${nearest}"?`;
    return [{ pointer: `${pointer}/mapping`, message: 'is not a known mapping', fix }];
  });
}

function checkObserves(tree: Tree): readonly CrossProblem[] {
  const all = entries(tree);
  const gateways = all.flatMap(({ kind, tree: entry }) => (kind === 'gateway' ? [textOf(entry['id'])] : []));
  return all.flatMap(({ pointer, tree: entry }): readonly CrossProblem[] => {
    const observes = entry['observes'];
    if (typeof observes !== 'string') return [];
    const id = /^(?:gateway|behind):(.+)$/.exec(observes)?.[1];
    if (id === undefined || gateways.includes(id)) return [];
    const nearest = nearestWord(id, gateways);
    const fix = nearest === null ? 'Add the gateway, or write edge or mesh.' : `Did you mean "${nearest}"?`;
    return [{ pointer: `${pointer}/observes`, message: 'names a gateway that is not configured', fix }];
  });
}

function checkPort(tree: Tree): readonly CrossProblem[] {
  const section = tree['console'];
  const listen = isTree(section) ? section['listen'] : undefined;
  if (typeof listen !== 'string') return [];
  const port = Number(listen.slice(listen.lastIndexOf(':') + 1));
  if (Number.isNaN(port) || port <= 65_535) return [];
  return [
    { pointer: '/console/listen', message: 'has a port above 65535', fix: 'Write a port from 0 to 65535.' },
  ];
}

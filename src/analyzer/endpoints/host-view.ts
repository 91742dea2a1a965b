import type { Hop, NoiseReason } from '../../model/api-call.ts';
import type { SlotFacts } from '../../model/inventory.ts';
import type { Cell } from '../cell.ts';
import { basePathOf } from '../paths/base-path.ts';
import { type InferOptions, inferTemplates, trieLeaves } from '../paths/infer.ts';
import {
  type CompiledTemplate,
  type KnownTemplate,
  matchKnown,
  reservedSegments,
  templatesFor,
} from '../paths/known-templates.ts';
import { isProbePath } from '../paths/noise-paths.ts';
import { literalText, slotNames } from '../paths/slot-names.ts';
import {
  findTemplate,
  type PathToken,
  type TemplateNode,
  type TemplatePath,
  templatePaths,
} from '../paths/template-tree.ts';
import type { PathNode } from '../paths/trie.ts';
import { addCells, type Drafts, draftKey, type EndpointDraft, type ShownPath } from './draft.ts';
import type { Leaf, OperationNode } from './leaf.ts';

/** The nodes of one host, by what the server made of the calls; null where it has none. */
export interface HostTries {
  readonly host: string;
  readonly accepted: PathNode | null;
  readonly refused: PathNode | null;
  readonly failed: PathNode | null;
  /** False for operations over fixed paths. */
  readonly statistics: boolean;
}

/** Cells of calls that belong to no endpoint. */
export interface NoiseCells {
  readonly reason: NoiseReason;
  readonly buckets: ReadonlyMap<number, Cell>;
}

export interface HostView {
  readonly drafts: Drafts;
  readonly noise: NoiseCells[];
  /** The endpoint without operation that a call of this path and method counts at; null when it is noise. */
  find(tokens: readonly PathToken[], method: string): EndpointDraft | null;
}

interface Run {
  readonly tries: HostTries;
  readonly known: readonly CompiledTemplate[];
  readonly options: InferOptions;
  readonly taken: Set<Leaf>;
  readonly shown: Map<TemplateNode, ShownPath>;
  readonly view: Pick<HostView, 'drafts' | 'noise'>;
}

/** Decides for every leaf of one host whether it is an endpoint's or noise. */
export function viewHost(
  tries: HostTries,
  known: readonly KnownTemplate[],
  clientsPerString: number,
): HostView {
  const taken = new Set<Leaf>();
  const templates = templatesFor(tries.host, known);
  const options: InferOptions = {
    taken: (leaf) => taken.has(leaf),
    reserved: reservedSegments(templates.map((each) => each.template)),
    statistics: tries.statistics,
    clientsPerString,
  };
  const run: Run = {
    tries,
    known: templates,
    options,
    taken,
    shown: new Map(),
    view: { drafts: new Map(), noise: [] },
  };
  takeKnown(run);
  const trees = [addAccepted(run)];
  trees.push(addRefused(run, trees));
  addFailed(run, trees);
  settle(run.view);
  return { ...run.view, find: (tokens, method) => findDraft(run, trees, tokens, method) };
}

const REST = { protocol: 'rest', operation: null } as const;

function findDraft(
  run: Run,
  trees: readonly TemplateNode[],
  tokens: readonly PathToken[],
  method: string,
): EndpointDraft | null {
  const known = matchKnown(tokens, run.known);
  if (known !== null) return run.view.drafts.get(draftKey(known.template.path, method, REST)) ?? null;
  let found: EndpointDraft | null = null;
  findIn(trees, tokens, (node) => {
    found = run.view.drafts.get(draftKey(shownOf(run, node).path, method, REST)) ?? null;
    return found !== null;
  });
  return found;
}

/** Calls on a known template are its endpoint's, whatever statistics would say. */
function takeKnown(run: Run): void {
  if (run.known.length === 0) return;
  for (const [node, failed] of [
    [run.tries.accepted, false],
    [run.tries.refused, false],
    [run.tries.failed, true],
  ] as const) {
    if (node === null) continue;
    for (const { tokens, leaf } of trieLeaves(node)) {
      const match = matchKnown(tokens, run.known);
      if (match === null) continue;
      run.taken.add(leaf);
      addKnownLeaf(run, match, tokens, leaf, failed);
    }
  }
}

function addKnownLeaf(
  run: Run,
  match: CompiledTemplate,
  tokens: readonly PathToken[],
  leaf: Leaf,
  failed: boolean,
): void {
  const shown = knownPath(match, tokens);
  for (const node of leaf.operations.values()) {
    for (const [method, hops] of node.cells) {
      const draft = draftOf(run, shown, method, node);
      addCells(draft, hops);
      if (!failed || match.template.methods?.includes(method) === true) draft.proven = true;
    }
  }
}

function knownPath(match: CompiledTemplate, tokens: readonly PathToken[]): ShownPath {
  const { origin, path } = match.template;
  let index = -1;
  const slots: SlotFacts[] = [];
  for (const [at, step] of match.steps.entries()) {
    if (step.literal !== null) continue;
    index += 1;
    const token = tokens[at];
    slots.push({
      name: match.names[index] ?? 'id',
      type: token?.kind === 'slot' ? token.text : 'string',
      format: null,
      enumeration: null,
      origin,
      why: origin === 'pinned' ? 'pinned by a person' : 'stands in a definition',
    });
  }
  return { path, slots, provisional: false };
}

function draftOf(run: Run, shown: ShownPath, method: string, node: OperationNode): EndpointDraft {
  const key = draftKey(shown.path, method, node);
  const before = run.view.drafts.get(key);
  if (before !== undefined) return before;
  const draft: EndpointDraft = {
    host: run.tries.host,
    method,
    shown,
    protocol: node.protocol,
    operation: node.operation,
    hops: new Map(),
    proven: false,
  };
  run.view.drafts.set(key, draft);
  return draft;
}

/** 2xx, "not modified" and redirects that carry a flow; 301 and 308 only say where to ask instead. */
function consents(status: number): boolean {
  return (
    (status >= 200 && status < 300) || status === 302 || status === 303 || status === 304 || status === 307
  );
}

function anyStatus(
  hops: ReadonlyMap<Hop, ReadonlyMap<number, Cell>>,
  test: (status: number) => boolean,
): boolean {
  for (const buckets of hops.values()) {
    for (const cell of buckets.values())
      for (const status of cell.traffic.statuses.keys()) if (test(status)) return true;
  }
  return false;
}

function addAccepted(run: Run): TemplateNode {
  const empty = { trie: 'accepted' as const, node: run.tries.accepted };
  const tree = inferFrom(run, empty.node, run.options);
  for (const path of templatePaths(tree)) {
    const shown = shownPath(run, path);
    for (const { leaf } of path.node.leaves) addAcceptedLeaf(run, shown, leaf, probes(path));
  }
  return tree;
}

function inferFrom(run: Run, node: PathNode | null, options: InferOptions): TemplateNode {
  return node === null
    ? { literals: new Map(), slots: new Map(), leaves: [], provisional: false }
    : inferTemplates({ trie: run.tries.statistics ? 'accepted' : 'fixedAccepted', node }, options);
}

function probes(path: TemplatePath): boolean {
  return isProbePath(path.steps.map((step) => step.literal ?? 'x'));
}

function addAcceptedLeaf(run: Run, shown: ShownPath, leaf: Leaf, probe: boolean): void {
  for (const node of leaf.operations.values()) {
    for (const [method, hops] of node.cells) {
      if (probe && allPages(hops)) addNoise(run, 'scanner-probe', hops);
      else {
        const draft = draftOf(run, shown, method, node);
        addCells(draft, hops);
        if (anyStatus(hops, consents)) draft.proven = true;
      }
    }
  }
}

/** A site that answers every path with its start page says nothing about a probed file. */
function allPages(hops: ReadonlyMap<Hop, ReadonlyMap<number, Cell>>): boolean {
  for (const buckets of hops.values()) {
    for (const { traffic } of buckets.values()) {
      const accepted = [...traffic.statuses].reduce(
        (sum, [status, count]) => sum + (status < 300 ? count : 0),
        0,
      );
      if (traffic.htmlResponses < accepted) return false;
    }
  }
  return true;
}

function addNoise(run: Run, reason: NoiseReason, hops: ReadonlyMap<Hop, ReadonlyMap<number, Cell>>): void {
  for (const buckets of hops.values()) run.view.noise.push({ reason, buckets });
}

/** A refusal proves an endpoint where the path is one already, or below a base path that is known to answer. */
function addRefused(run: Run, trees: readonly TemplateNode[]): TemplateNode {
  const open: Leaf[] = [];
  const bases = knownBases(run);
  for (const { tokens, leaf } of run.tries.refused === null ? [] : trieLeaves(run.tries.refused)) {
    if (run.taken.has(leaf)) continue;
    const node = findIn(trees, tokens, () => true);
    if (node !== null) addProvenLeaf(run, shownOf(run, node), leaf);
    else if (bases.has(basePathOf(tokens.map(tokenText))) && answersLikeAnApi(leaf)) open.push(leaf);
    else noiseLeaf(run, leaf, () => 'unauthorized-unknown');
  }
  const kept = new Set(open);
  const tree = inferFrom(run, run.tries.refused, { ...run.options, taken: (leaf) => !kept.has(leaf) });
  for (const path of templatePaths(tree)) {
    const shown = shownPath(run, path);
    for (const { leaf } of path.node.leaves) {
      if (path.provisional) noiseLeaf(run, leaf, () => 'unauthorized-unknown');
      else addProvenLeaf(run, shown, leaf);
    }
    if (path.provisional) path.node.leaves.length = 0;
  }
  return tree;
}

function tokenText(token: PathToken): string {
  return token.kind === 'literal' ? token.text : '{}';
}

/** Base paths with at least one proven endpoint. */
function knownBases(run: Run): Set<string> {
  const bases = new Set<string>();
  for (const draft of run.view.drafts.values()) {
    if (draft.proven) bases.add(basePathOf(draft.shown.path.split('/').slice(1)));
  }
  return bases;
}

/** Refused with JSON, or nobody captured what it was refused with. */
function answersLikeAnApi(leaf: Leaf): boolean {
  for (const node of leaf.operations.values()) {
    for (const hops of node.cells.values()) {
      for (const buckets of hops.values()) {
        for (const { traffic } of buckets.values()) {
          if (traffic.jsonResponses > 0 || traffic.htmlResponses === 0) return true;
        }
      }
    }
  }
  return false;
}

function addProvenLeaf(run: Run, shown: ShownPath, leaf: Leaf): void {
  for (const node of leaf.operations.values()) {
    for (const [method, hops] of node.cells) {
      const draft = draftOf(run, shown, method, node);
      addCells(draft, hops);
      draft.proven = true;
    }
  }
}

function findIn(
  trees: readonly TemplateNode[],
  tokens: readonly PathToken[],
  wanted: (node: TemplateNode) => boolean,
): TemplateNode | null {
  for (const tree of trees) {
    const found = findTemplate(tree, tokens, wanted);
    if (found !== null) return found;
  }
  return null;
}

/** Failures count at the endpoint whose template and method they fit; the others are noise by status. */
function addFailed(run: Run, trees: readonly TemplateNode[]): void {
  if (run.tries.failed === null) return;
  for (const { tokens, leaf } of trieLeaves(run.tries.failed)) {
    if (run.taken.has(leaf)) continue;
    for (const operation of leaf.operations.values()) {
      for (const [method, hops] of operation.cells) {
        const isEndpoint = (node: TemplateNode): boolean =>
          run.view.drafts.get(draftKey(shownOf(run, node).path, method, operation))?.proven === true;
        const node = findIn(trees, tokens, isEndpoint);
        if (node === null) noiseByStatus(run, hops);
        else addCells(draftOf(run, shownOf(run, node), method, operation), hops);
      }
    }
  }
}

function noiseLeaf(run: Run, leaf: Leaf, reason: () => NoiseReason): void {
  for (const node of leaf.operations.values()) {
    for (const hops of node.cells.values()) addNoise(run, reason(), hops);
  }
}

function noiseByStatus(run: Run, hops: ReadonlyMap<Hop, ReadonlyMap<number, Cell>>): void {
  addNoise(run, failureReason(hops), hops);
}

/** One reason for a path that only failed: the most telling status it was answered with. */
function failureReason(hops: ReadonlyMap<Hop, ReadonlyMap<number, Cell>>): NoiseReason {
  if (anyStatus(hops, (status) => status === 405)) return 'method-not-allowed';
  if (anyStatus(hops, (status) => status >= 300 && status < 500)) return 'not-found';
  return anyStatus(hops, (status) => status >= 500) ? 'server-error-only' : 'no-response';
}

/** Drafts that nothing proved are noise after all. */
function settle(view: Run['view']): void {
  for (const [key, draft] of view.drafts) {
    if (draft.proven) continue;
    view.drafts.delete(key);
    for (const buckets of draft.hops.values()) {
      for (const [bucket, cells] of buckets) {
        for (const cell of cells) {
          const hops = new Map([['edge' as const, new Map([[bucket, cell]])]]);
          view.noise.push({ reason: failureReason(hops), buckets: new Map([[bucket, cell]]) });
        }
      }
    }
  }
}

function shownOf(run: Run, node: TemplateNode): ShownPath {
  return run.shown.get(node) ?? { path: '', slots: [], provisional: false };
}

function shownPath(run: Run, path: TemplatePath): ShownPath {
  const before = run.shown.get(path.node);
  if (before !== undefined) return before;
  const named = path.steps.map((step) => ({
    literal: step.literal,
    prefix: step.slot?.prefix ?? '',
    suffix: step.slot?.suffix ?? '',
    types: step.slot?.types ?? new Set<string>(),
  }));
  const names = slotNames(named);
  let index = 0;
  const slots: SlotFacts[] = [];
  const texts = path.steps.map((step) => {
    if (step.slot === null) return literalText(step.literal ?? '');
    const name = names[index] ?? 'id';
    index += 1;
    slots.push(slotFacts(name, step.slot.types, step.slot.why));
    return `${step.slot.prefix}{${name}}${step.slot.suffix}`;
  });
  const shown = { path: `/${texts.join('/')}`, slots, provisional: path.provisional };
  run.shown.set(path.node, shown);
  return shown;
}

const FORMATS: ReadonlyMap<string, string> = new Map([
  ['uuid', 'uuid'],
  ['date', 'date'],
  ['date-time', 'date-time'],
  ['email', 'email'],
]);
const STATISTICAL: ReadonlySet<string> = new Set(['word', 'slug', 'string']);

function slotFacts(name: string, types: ReadonlySet<string>, why: string): SlotFacts {
  const sorted = [...types].sort();
  const only = sorted.length === 1 ? (sorted[0] ?? 'string') : 'string';
  return {
    name,
    type: only,
    format: FORMATS.get(only) ?? null,
    enumeration: null,
    origin: sorted.some((type) => STATISTICAL.has(type)) ? 'statistical' : 'self-evident',
    why,
  };
}

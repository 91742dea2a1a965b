import type { NoiseReason } from '../../model/api-call.ts';
import type { Cell } from '../cell.ts';
import type { Corrections, RenameCorrection } from '../corrections.ts';
import type { Caps, KeyedHash } from '../exchange.ts';
import { basePathOf } from '../paths/base-path.ts';
import { fitsHost } from '../paths/host-glob.ts';
import { type InferOptions, inferTemplates, trieLeaves } from '../paths/infer.ts';
import {
  type CompiledTemplate,
  type CompiledTemplates,
  type KnownTemplate,
  matchKnown,
  reservedSegments,
  templatesFor,
} from '../paths/known-templates.ts';
import { isProbePath } from '../paths/noise-paths.ts';
import { placeRules } from '../paths/place-rules.ts';
import {
  emptyTemplateNode,
  findTemplate,
  type PathToken,
  type TemplateNode,
  type TemplatePath,
  templatePaths,
} from '../paths/template-tree.ts';
import type { PathNode } from '../paths/trie.ts';
import { addCells, type Drafts, draftKey, type EndpointDraft, type ShownPath } from './draft.ts';
import type { Leaf, OperationNode } from './leaf.ts';
import { allPages, answersLikeAnApi, anyStatus, consents, failureReason, type HopCells } from './proof.ts';
import { renameSlots } from './rename-slots.ts';
import { knownPath, shownPath, widened } from './shown-path.ts';
import { softNotFound } from './soft-not-found.ts';
import { typedOperations } from './typed-operations.ts';

/** The nodes of one host, by what the server made of the calls; null where it has none. */
export interface HostTries {
  readonly host: string;
  readonly accepted: PathNode | null;
  readonly refused: PathNode | null;
  readonly failed: PathNode | null;
  /** False for operations over fixed paths. */
  readonly statistics: boolean;
  /** The hash that the summary's key sets are made with. */
  readonly hash: KeyedHash;
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
  readonly known: CompiledTemplates;
  readonly options: InferOptions;
  readonly taken: Set<Leaf>;
  /** Methods of leaves of which a pin holds for some methods only. */
  readonly pinned: Map<Leaf, Set<string>>;
  readonly renames: readonly RenameCorrection[];
  /** What operations are called whose own calls do not say their type. */
  readonly typed: ReadonlyMap<OperationNode, string>;
  readonly shown: Map<TemplateNode, ShownPath>;
  readonly view: Pick<HostView, 'drafts' | 'noise'>;
}

/** Decides for every leaf of one host whether it is an endpoint's or noise. */
export function viewHost(
  tries: HostTries,
  known: readonly KnownTemplate[],
  corrections: Corrections,
  caps: Caps,
): HostView {
  const taken = new Set<Leaf>();
  const templates = templatesFor(tries.host, known);
  const reserved = reservedHere(tries.host, templates.all, corrections);
  const options: InferOptions = {
    taken: (leaf) => taken.has(leaf),
    reserved,
    statistics: tries.statistics,
    places: placeRules(tries.host, corrections.places),
    clientsPerString: caps.clientsPerString,
    enumerate: { caps, reserved },
    hash: tries.hash,
  };
  const run: Run = {
    tries,
    known: templates,
    options,
    taken,
    pinned: new Map(),
    renames: corrections.renames,
    typed: tries.statistics ? new Map() : typedOperations([tries.accepted, tries.refused, tries.failed]),
    shown: new Map(),
    view: { drafts: new Map(), noise: [] },
  };
  takeKnown(run);
  takeSoftNotFound(run);
  const trees = [addAccepted(run)];
  trees.push(addRefused(run, trees));
  addFailed(run, trees);
  settle(run.view);
  return { ...run.view, find: (tokens, method) => findDraft(run, trees, tokens, method) };
}

/** Literals that are always names: those of known templates and the words that people gave. */
function reservedHere(
  host: string,
  templates: readonly CompiledTemplate[],
  { words }: Corrections,
): ReadonlySet<string> {
  const reserved = reservedSegments(templates.map((each) => each.template));
  for (const each of words) {
    if (fitsHost(each.host, host)) for (const word of each.words) reserved.add(word);
  }
  return reserved;
}

const REST = { protocol: 'rest', operation: null } as const;

function findDraft(
  run: Run,
  trees: readonly TemplateNode[],
  tokens: readonly PathToken[],
  method: string,
): EndpointDraft | null {
  const known = matchKnown(tokens, run.known, method);
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
  if (run.known.all.length === 0) return;
  for (const [node, failed] of [
    [run.tries.accepted, false],
    [run.tries.refused, false],
    [run.tries.failed, true],
  ] as const) {
    if (node === null) continue;
    for (const { tokens, leaf } of trieLeaves(node)) {
      const match = matchKnown(tokens, run.known, null);
      if (match === null) continue;
      const isPart = match.template.origin === 'pinned' && match.template.methods !== null;
      if (isPart) takeMethods(run, tokens, leaf, failed);
      else {
        run.taken.add(leaf);
        addKnownLeaf(run, match, tokens, leaf, failed);
      }
    }
  }
}

/** Where the first pin holds for some methods only, each method goes its own way. */
function takeMethods(run: Run, tokens: readonly PathToken[], leaf: Leaf, failed: boolean): void {
  const methods = new Set([...leaf.operations.values()].flatMap((node) => [...node.cells.keys()]));
  const taken = new Set<string>();
  for (const method of methods) {
    const match = matchKnown(tokens, run.known, method);
    if (match === null) continue;
    taken.add(method);
    addKnownLeaf(run, match, tokens, leaf, failed, method);
  }
  if (taken.size === methods.size) run.taken.add(leaf);
  else if (taken.size > 0) run.pinned.set(leaf, taken);
}

/** Methods and cells of an operation that no pin has taken. */
function openCells(run: Run, leaf: Leaf, node: OperationNode): OperationNode['cells'] {
  const taken = run.pinned.get(leaf);
  if (taken === undefined) return node.cells;
  return new Map([...node.cells].filter(([method]) => !taken.has(method)));
}

function addKnownLeaf(
  run: Run,
  match: CompiledTemplate,
  tokens: readonly PathToken[],
  leaf: Leaf,
  failed: boolean,
  only: string | null = null,
): void {
  const shown = renameSlots(knownPath(match, tokens), run.tries.host, run.renames);
  for (const node of leaf.operations.values()) {
    for (const [method, hops] of node.cells) {
      if (only !== null && method !== only) continue;
      const draft = draftOf(run, shown, method, node);
      draft.shown = widened(draft.shown, shown);
      addCells(draft, hops);
      if (!failed || match.template.methods?.includes(method) === true) draft.proven = true;
    }
  }
}

/** Answers that say "nothing here" under a status of success are noise like those that say it by 404. */
function takeSoftNotFound(run: Run): void {
  if (!run.tries.statistics) return;
  for (const leaf of softNotFound(run.tries.accepted, run.tries.hash)) {
    if (run.taken.has(leaf)) continue;
    noiseLeaf(run, leaf, 'not-found');
    run.taken.add(leaf);
  }
}

function draftOf(run: Run, shown: ShownPath, method: string, node: OperationNode): EndpointDraft {
  const { protocol, operation } = shownOperation(run, node);
  const key = draftKey(shown.path, method, { protocol, operation });
  const before = run.view.drafts.get(key);
  if (before !== undefined) return before;
  const draft: EndpointDraft = {
    host: run.tries.host,
    method,
    shown,
    protocol,
    operation,
    hops: new Map(),
    proven: false,
  };
  run.view.drafts.set(key, draft);
  return draft;
}

function shownOperation(run: Run, node: OperationNode): Pick<OperationNode, 'protocol' | 'operation'> {
  return { protocol: node.protocol, operation: run.typed.get(node) ?? node.operation };
}

function addAccepted(run: Run): TemplateNode {
  const tree = inferFrom(run.tries.accepted, run.options);
  for (const path of templatePaths(tree)) {
    const shown = shownFor(run, path);
    for (const leaf of path.node.leaves) addAcceptedLeaf(run, shown, leaf, probes(path));
  }
  return tree;
}

function inferFrom(node: PathNode | null, options: InferOptions): TemplateNode {
  return node === null ? emptyTemplateNode() : inferTemplates(node, options);
}

function probes(path: TemplatePath): boolean {
  return isProbePath(path.steps.map((step) => step.literal ?? 'x'));
}

function addAcceptedLeaf(run: Run, shown: ShownPath, leaf: Leaf, probe: boolean): void {
  for (const node of leaf.operations.values()) {
    for (const [method, hops] of openCells(run, leaf, node)) {
      if (probe && allPages(hops)) addNoise(run, 'scanner-probe', hops);
      else {
        const draft = draftOf(run, shown, method, node);
        addCells(draft, hops);
        if (anyStatus(hops, consents)) draft.proven = true;
      }
    }
  }
}

function addNoise(run: Run, reason: NoiseReason, hops: HopCells): void {
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
    else noiseLeaf(run, leaf, 'unauthorized-unknown');
  }
  const kept = new Set(open);
  // Values that nothing was ever answered for are no list of what there is.
  const { enumerate: _, ...options } = run.options;
  const tree = inferFrom(run.tries.refused, { ...options, taken: (leaf) => !kept.has(leaf) });
  for (const path of templatePaths(tree)) {
    const shown = shownFor(run, path);
    for (const leaf of path.node.leaves) {
      if (path.provisional) noiseLeaf(run, leaf, 'unauthorized-unknown');
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

function addProvenLeaf(run: Run, shown: ShownPath, leaf: Leaf): void {
  for (const node of leaf.operations.values()) {
    for (const [method, hops] of openCells(run, leaf, node)) {
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
      for (const [method, hops] of openCells(run, leaf, operation)) {
        const isEndpoint = (node: TemplateNode): boolean =>
          run.view.drafts.get(draftKey(shownOf(run, node).path, method, shownOperation(run, operation)))
            ?.proven === true;
        const node = findIn(trees, tokens, isEndpoint);
        if (node === null) noiseByStatus(run, hops);
        else addCells(draftOf(run, shownOf(run, node), method, operation), hops);
      }
    }
  }
}

function noiseLeaf(run: Run, leaf: Leaf, reason: NoiseReason): void {
  for (const node of leaf.operations.values()) {
    for (const hops of openCells(run, leaf, node).values()) addNoise(run, reason, hops);
  }
}

function noiseByStatus(run: Run, hops: HopCells): void {
  addNoise(run, failureReason(hops), hops);
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

function shownFor(run: Run, path: TemplatePath): ShownPath {
  const shown = run.shown.get(path.node) ?? renameSlots(shownPath(path), run.tries.host, run.renames);
  run.shown.set(path.node, shown);
  return shown;
}

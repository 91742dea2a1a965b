import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { Hop } from '../model/api-call.ts';
import type { ConnectorConfig } from '../model/connector-config.ts';
import { AssayError } from '../model/errors.ts';
import type {
  AssayConfig,
  GatewayEntry,
  PublishSettings,
  RegistryEntry,
  SourceEntry,
} from './assay-config.ts';
import type { ConnectorContract } from './document-schema.ts';
import { type EntrySurroundings, entrySettings } from './entry-settings.ts';
import { readSection, type Section } from './section.ts';
import type { Tree } from './value-tree.ts';

const DETAILS = ['grade', 'summary', 'full'] as const;
const BASES = ['assay', 'source', 'worst'] as const;

/** The typed configuration from a tree without problems; relative paths are relative to `around.folder`. */
export function buildConfig(
  tree: Tree,
  around: EntrySurroundings,
  contracts: ReadonlyMap<string, ConnectorContract>,
): AssayConfig {
  const root = readSection(tree, around.secrets);
  const settings = (entry: Section): ConnectorConfig =>
    entrySettings(contractOf(entry, contracts).configSchema, entry.tree, entry.pointer, around);
  const publish: PublishSettings = {
    detail: root.section('publish').word('detail', DETAILS),
    definitions: root.section('publish').flag('definitions'),
  };
  return {
    ...jobSettings(root),
    ...ruleSettings(root),
    rules: { folder: rulesFolder(root, around.folder), set: [] },
    gateways: root.sections('gateways').map((entry) => gatewayEntry(entry, settings(entry))),
    sources: root
      .sections('sources')
      .map((entry) => sourceEntry(entry, contractOf(entry, contracts), settings(entry))),
    registries: root.sections('registries').map((entry) => registryEntry(entry, publish, settings(entry))),
    publish,
    grading: { basis: root.section('grading').word('basis', BASES) },
  };
}

function jobSettings(root: Section): Pick<AssayConfig, 'store' | 'schedule' | 'console' | 'logging'> {
  const schedule = root.section('schedule');
  return {
    store: { url: root.section('store').text('url'), password: root.section('store').secret('password') },
    schedule: {
      pull: schedule.text('pull'),
      sync: schedule.text('sync'),
      assess: schedule.text('assess'),
      publish: schedule.text('publish'),
      zone: schedule.text('zone'),
      jitterMs: schedule.durationMs('jitter'),
    },
    console: {
      ...parseListen(root.section('console').text('listen')),
      hosts: root.section('console').texts('hosts'),
      publicUrl: withoutEndSlash(root.section('console').textOrNull('publicUrl')),
    },
    logging: { level: root.section('logging').word('level', ['error', 'warn', 'info', 'debug']) },
  };
}

function ruleSettings(
  root: Section,
): Pick<
  AssayConfig,
  'trustedProxies' | 'assessment' | 'retention' | 'guards' | 'grouping' | 'labels' | 'lifecycle'
> {
  const assessment = root.section('assessment');
  const tags = root.section('lifecycle').section('tags');
  return {
    trustedProxies: root.texts('trustedProxies'),
    assessment: {
      windowMs: assessment.durationMs('window'),
      asOf: assessment.word('asOf', ['now', 'latest-call']),
    },
    retention: retentionOf(root.section('retention'), assessment.durationMs('window')),
    guards: { maxLossShare: root.section('guards').number('maxLossShare') },
    grouping: root
      .sections('grouping')
      .map((rule) => ({ host: rule.text('host'), segments: rule.number('segments') })),
    labels: root.sections('labels').map((rule) => ({
      host: rule.text('host'),
      environment: rule.textOrNull('environment'),
      owner: rule.textOrNull('owner'),
      tags: rule.texts('tags'),
    })),
    lifecycle: { deprecatedTags: tags.texts('deprecated'), retiredTags: tags.texts('retired') },
  };
}

function retentionOf(section: Section, windowMs: number): AssayConfig['retention'] {
  return {
    bucketsMs: Math.max(windowMs, section.durationMs('buckets')),
    actorsMs: section.durationMs('actors'),
    samplesMs: section.durationMs('samples'),
  };
}

function withoutEndSlash(url: string | null): string | null {
  return url?.endsWith('/') === true ? url.slice(0, -1) : url;
}

function rulesFolder(root: Section, folder: string): string | null {
  const named = root.section('rules').textOrNull('folder');
  return named === null ? null : resolve(folder, named);
}

function gatewayEntry(entry: Section, settings: ConnectorConfig): GatewayEntry {
  return {
    id: entry.text('id'),
    connector: entry.text('connector'),
    hosts: entry.texts('hosts'),
    addresses: entry.texts('addresses'),
    registers: entry.flag('registers'),
    environment: entry.textOrNull('environment'),
    owner: entry.textOrNull('owner'),
    tags: entry.texts('tags'),
    settings,
  };
}

function sourceEntry(entry: Section, contract: ConnectorContract, settings: ConnectorConfig): SourceEntry {
  const defaults = entry.section('defaults');
  const options = entry.section('options');
  return {
    id: entry.text('id'),
    connector: entry.text('connector'),
    mapping: entry.textOrNull('mapping') ?? contract.mapping ?? '',
    observes: parseHop(entry.text('observes')),
    defaults: {
      host: defaults.textOrNull('host'),
      scheme: defaults.wordOrNull('scheme', ['http', 'https']),
      zone: defaults.textOrNull('zone'),
    },
    options: Object.fromEntries(Object.keys(options.tree).map((name) => [name, options.texts(name)])),
    settings,
  };
}

function registryEntry(entry: Section, common: PublishSettings, settings: ConnectorConfig): RegistryEntry {
  const own = entry.section('publish');
  return {
    id: entry.text('id'),
    connector: entry.text('connector'),
    publish: {
      detail: own.wordOrNull('detail', DETAILS) ?? common.detail,
      definitions: own.flagOrNull('definitions') ?? common.definitions,
    },
    settings,
  };
}

function parseHop(text: string): Hop {
  if (text === 'mesh') return 'mesh';
  const id = text.slice(text.indexOf(':') + 1);
  if (text.startsWith('gateway:')) return `gateway:${id}`;
  return text.startsWith('behind:') ? `behind:${id}` : 'edge';
}

/** `127.0.0.1:8484`, `[::1]:8484`, `name:8484`. */
export function parseListen(text: string): { readonly host: string; readonly port: number } {
  const colon = text.lastIndexOf(':');
  const host = text.slice(0, colon).replace(/^\[|\]$/g, '');
  return { host: isIP(host) === 6 ? host : host.toLowerCase(), port: Number(text.slice(colon + 1)) };
}

function contractOf(entry: Section, contracts: ReadonlyMap<string, ConnectorContract>): ConnectorContract {
  const contract = contracts.get(entry.text('connector'));
  if (contract !== undefined) return contract;
  throw new AssayError({
    code: 'CONFIG_CONNECTOR_UNCHECKED',
    kind: 'bug',
    message: 'An entry with an unknown connector passed the checks.',
    context: { pointer: entry.pointer },
  });
}

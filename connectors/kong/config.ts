import type { AuthSettings, HttpSettings, JsonObject, Secret } from '../../src/kit/index.ts';
import { AssayError } from '../../src/kit/index.ts';
import { DEFAULT_TAG_RULES, type TagRules } from './lifecycle-tags.ts';

export type KongConfig = {
  readonly url?: string;
  readonly token?: Secret;
  readonly tokenHeader?: string;
  readonly workspaces?: readonly string[];
  readonly files?: readonly string[];
  readonly flavor?: 'traditional_compatible' | 'traditional' | 'expressions';
  readonly lifecycleTags?: { readonly deprecated?: readonly string[]; readonly retired?: readonly string[] };
  readonly ownerTags?: readonly string[];
};

const TAGS = { type: 'array', items: { type: 'string', minLength: 1 } };

export const CONFIG_SCHEMA: JsonObject = {
  title: 'KongConfig',
  type: 'object',
  additionalProperties: false,
  anyOf: [{ required: ['url'] }, { required: ['files'] }],
  properties: {
    url: {
      type: 'string',
      format: 'http-url',
      description: 'Address of the Admin API, with the path prefix under which it is served, if any.',
    },
    token: {
      type: 'string',
      secret: true,
      description:
        'Token of an administrator with read rights; an Admin API without access control needs none.',
    },
    tokenHeader: {
      type: 'string',
      pattern: '^[A-Za-z0-9-]+$',
      default: 'Kong-Admin-Token',
      description:
        'Header that carries the token; where Kong guards its own Admin API, the header of that plugin.',
    },
    workspaces: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      default: ['default'],
      description: 'Workspaces to read; * stands for all of them (Kong Enterprise).',
    },
    files: {
      type: 'array',
      minItems: 1,
      items: { type: 'string', minLength: 1, format: 'path' },
      description: 'decK files (kong.yaml), read instead of or beside the Admin API.',
    },
    flavor: {
      enum: ['traditional_compatible', 'traditional', 'expressions'],
      description:
        'Router flavour for decK files, which do not state it; the Admin API does. Before format 3.0 it is traditional.',
    },
    lifecycleTags: {
      type: 'object',
      additionalProperties: false,
      description:
        'Tags of a service that say its lifecycle; sunset:2026-06-30 is always read as its sunset.',
      properties: {
        deprecated: {
          ...TAGS,
          default: [...DEFAULT_TAG_RULES.deprecated],
          description: 'Tags of a deprecated API.',
        },
        retired: { ...TAGS, default: [...DEFAULT_TAG_RULES.retired], description: 'Tags of a retired API.' },
      },
    },
    ownerTags: {
      ...TAGS,
      default: [...DEFAULT_TAG_RULES.ownerPrefixes],
      description: 'What stands before the owner in a tag: team: in team:payments.',
    },
  },
};

export function tagRules(config: KongConfig): TagRules {
  return {
    deprecated: config.lifecycleTags?.deprecated ?? DEFAULT_TAG_RULES.deprecated,
    retired: config.lifecycleTags?.retired ?? DEFAULT_TAG_RULES.retired,
    ownerPrefixes: config.ownerTags ?? DEFAULT_TAG_RULES.ownerPrefixes,
  };
}

/** Reserved name (RFC 2606): an entry with files only has no address, and none is ever asked. */
const NO_ADDRESS = 'http://files-only.invalid';

export function httpSettings(config: KongConfig): HttpSettings {
  return { baseUrl: config.url ?? NO_ADDRESS, auth: authOf(config) };
}

function authOf({ token, tokenHeader }: KongConfig): AuthSettings {
  if (token === undefined) return { kind: 'none' };
  return { kind: 'header', name: tokenHeader ?? 'Kong-Admin-Token', value: token };
}

export function requireInput(config: KongConfig): void {
  if (config.url !== undefined || (config.files ?? []).length > 0) return;
  throw new AssayError({
    code: 'KONG_NOTHING_TO_READ',
    kind: 'config',
    message: 'A kong gateway needs url or files.',
    fix: 'Add url: https://kong-admin:8444, or files: [kong.yaml].',
  });
}

import {
  AssayError,
  type AuthSettings,
  type HttpSettings,
  type JsonObject,
  type Secret,
} from '../../src/kit/index.ts';

export type BackstageConfig = {
  readonly delivery?: 'push' | 'served';
  readonly url?: string;
  readonly token?: Secret;
  readonly marker?: string;
  readonly namespace?: string;
  readonly defaultOwner?: string;
  readonly lifecycle?: string;
  readonly system?: string;
};

/** Names of entities and label values: backstage.io, "Descriptor Format of Catalog Entities". */
const NAME = '^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$';
const NAMESPACE = '^[a-z0-9]+(-[a-z0-9]+)*$';
/** `name`, `namespace/name` or `kind:namespace/name`. */
const REFERENCE = '^([A-Za-z]+:)?([a-z0-9-]+/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$';

export const CONFIG_SCHEMA: JsonObject = {
  title: 'BackstageConfig',
  type: 'object',
  additionalProperties: false,
  anyOf: [{ required: ['url'] }, { required: ['delivery'], properties: { delivery: { const: 'served' } } }],
  properties: {
    delivery: {
      enum: ['push', 'served'],
      default: 'push',
      description:
        'push: entities are sent to the module of examples/backstage-module in your Backstage backend. served: the console serves them at /registry/<id of this entry>/catalog-info.yaml without sign-in, and Backstage reads that address as a location.',
    },
    url: {
      type: 'string',
      format: 'http-url',
      description:
        'Address of the Backstage backend, without /api. Not needed when served; with it, names that are taken are still found.',
    },
    token: {
      type: 'string',
      secret: true,
      description: 'Static external access token of the backend (backend.auth.externalAccess).',
    },
    marker: {
      type: 'string',
      pattern: NAME,
      maxLength: 63,
      description:
        'Marks what this entry created; the id of the entry where none is given. Two agents that write into one catalog need two markers.',
    },
    namespace: {
      type: 'string',
      pattern: NAMESPACE,
      maxLength: 63,
      default: 'default',
      description: 'Namespace of the entities.',
    },
    defaultOwner: {
      type: 'string',
      pattern: REFERENCE,
      default: 'unknown',
      description: 'Owner of an API for which no owner is known: a group, or an entity reference.',
    },
    lifecycle: {
      type: 'string',
      pattern: NAME,
      maxLength: 63,
      default: 'production',
      description: 'Lifecycle of what is in use; what is gone from traffic is deprecated.',
    },
    system: { type: 'string', pattern: REFERENCE, description: 'System that all APIs belong to.' },
  },
};

/** Reserved name (RFC 2606): a served catalog needs no address, and none is ever asked. */
const NO_ADDRESS = 'http://served-only.invalid';

export function httpSettings({ url, token }: BackstageConfig): HttpSettings {
  const auth: AuthSettings = token === undefined ? { kind: 'none' } : { kind: 'bearer', token };
  return { baseUrl: url === undefined ? NO_ADDRESS : `${url.replace(/\/+$/, '')}/api/catalog`, auth };
}

export function isServed(config: BackstageConfig): boolean {
  return config.delivery === 'served';
}

export function requireAddress(config: BackstageConfig): void {
  if (isServed(config) || config.url !== undefined) return;
  throw new AssayError({
    code: 'BACKSTAGE_NO_ADDRESS',
    kind: 'config',
    message: 'A backstage registry that is pushed to needs url.',
    fix: 'Add url: https://backstage.example, or delivery: served.',
  });
}

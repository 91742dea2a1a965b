import {
  AssayError,
  type AuthSettings,
  type HttpSettings,
  type JsonObject,
  type Secret,
} from '../../src/kit/index.ts';

export type AmplifyConfig = {
  readonly region?: Region;
  readonly url?: string;
  readonly authUrl?: string;
  readonly realm?: string;
  readonly organizationId: string;
  readonly clientId: string;
  readonly privateKey?: Secret;
  readonly privateKeyPassphrase?: Secret;
  readonly clientSecret?: Secret;
  readonly assertionIssuer?: string;
  readonly assertionAudience?: string;
  readonly apiVersion?: ApiVersion;
  readonly pageSize?: number;
  readonly managedEnvironments: readonly string[];
  readonly targetEnvironment?: string;
  readonly agentName?: string;
  readonly team?: string;
  readonly dataplaneType?: string;
  readonly resultType?: string;
  readonly managedGrades?: 'pointer' | 'clone' | 'off';
  readonly resultLocation?: 'auto' | 'resource' | 'legacy';
  readonly sendLetter?: boolean;
  readonly withoutDefinition?: 'unstructured' | 'oas3';
  readonly maxDefinitionSize?: number;
  readonly endpointScheme?: 'https' | 'http';
  readonly namePrefix?: string;
  readonly retire?: 'mark' | 'delete';
  readonly pointerRemoval?: 'patch' | 'null' | 'empty';
};

type Region = 'US' | 'EU' | 'AP' | 'EU2';
export type ApiVersion = 'v1' | 'v1alpha1';

interface RegionHosts {
  readonly central: string;
  readonly auth: string;
}

const LOGIN_US = 'https://login.axway.com/auth';

/** Addresses of the platform's regions; EU and AP sign in where US does. */
const REGIONS: Readonly<Record<Region, RegionHosts>> = {
  US: { central: 'https://apicentral.axway.com', auth: LOGIN_US },
  EU: { central: 'https://central.eu-fr.axway.com', auth: LOGIN_US },
  AP: { central: 'https://central.ap-sg.axway.com', auth: LOGIN_US },
  EU2: { central: 'https://engage.eu-fr.axway.com', auth: 'https://login.eu-fr.axway.com/auth' },
};

/** Every host that a region names. */
export const REGION_HOSTS: readonly string[] = [
  ...new Set(Object.values(REGIONS).flatMap(({ central, auth }) => [central, auth])),
].map((address) => new URL(address).host);

const NAME = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$';
const TEXT: JsonObject = { type: 'string', minLength: 1 };

const SIGN_IN: JsonObject = {
  region: { enum: ['US', 'EU', 'AP', 'EU2'], default: 'US', description: 'Region of the organisation.' },
  url: { type: 'string', format: 'http-url', description: 'Address of Central, in place of the region’s.' },
  authUrl: {
    type: 'string',
    format: 'http-url',
    description: 'Address of the login host up to /auth, in place of the region’s.',
  },
  realm: { ...TEXT, default: 'Broker', description: 'Realm of the login host.' },
  organizationId: {
    ...TEXT,
    description: 'Id of the organisation, sent as X-Axway-Tenant-Id; in quotes, it may look like a number.',
  },
  clientId: { ...TEXT, description: 'Client id of the service account.' },
  privateKey: {
    type: 'string',
    secret: true,
    description: 'PEM of the RSA key of the service account (PKCS#8 or PKCS#1).',
  },
  privateKeyPassphrase: { type: 'string', secret: true, description: 'Passphrase of the private key.' },
  clientSecret: { type: 'string', secret: true, description: 'Client secret, where there is no key.' },
  assertionIssuer: { ...TEXT, description: 'Claim iss of the signed assertion; the client id by default.' },
  assertionAudience: {
    ...TEXT,
    description: 'Claim aud of the signed assertion; the address of the token endpoint by default.',
  },
  apiVersion: {
    enum: ['v1', 'v1alpha1'],
    default: 'v1',
    description: 'Version of the API; v1alpha1 is used by itself where v1 is not served.',
  },
  pageSize: { type: 'integer', minimum: 10, maximum: 100, default: 100, description: 'Items of one page.' },
};

const REGISTRY: JsonObject = {
  targetEnvironment: {
    type: 'string',
    pattern: NAME,
    maxLength: 90,
    description: 'Registry: environment that holds unmanaged APIs; made when it is not there.',
  },
  agentName: {
    type: 'string',
    pattern: NAME,
    maxLength: 95,
    description:
      'Registry: name of the compliance agent; the environment with -ca by default. What was made under another name counts as somebody else’s.',
  },
  team: {
    ...TEXT,
    description: 'Registry: id of the team that owns what is made; without it admins only see it.',
  },
  dataplaneType: {
    ...TEXT,
    default: 'Graylog',
    description:
      'Registry: data plane of the services. One that the server does not know becomes Unidentified.',
  },
  resultType: { ...TEXT, default: 'Graylog', description: 'Registry: type of the compliance results.' },
  managedGrades: {
    enum: ['pointer', 'clone', 'off'],
    default: 'pointer',
    description:
      'Registry: where grades of managed APIs go: a pointer on their own instance, a clone beside the unmanaged APIs, or nowhere. A pointer that may not be written becomes a clone.',
  },
  resultLocation: {
    enum: ['auto', 'resource', 'legacy'],
    default: 'auto',
    description: 'Registry: as resources, or inside the instance as tenants before 2025 have it; auto asks.',
  },
  sendLetter: {
    type: 'boolean',
    default: false,
    description: 'Registry: sends the letter beside the score; the server derives it from the score.',
  },
  withoutDefinition: {
    enum: ['unstructured', 'oas3'],
    default: 'unstructured',
    description:
      'Registry: revision of an API whose definition is not published: a text, or an OpenAPI document with servers only, which the linting of the platform grades.',
  },
  maxDefinitionSize: {
    type: 'string',
    format: 'size',
    default: '7MiB',
    description: 'Registry: a larger definition is not sent; the platform takes about 10 MiB as base64.',
  },
  endpointScheme: {
    enum: ['https', 'http'],
    default: 'https',
    description: 'Registry: scheme of endpoints where no definition says it.',
  },
  namePrefix: {
    type: 'string',
    pattern: NAME,
    maxLength: 20,
    default: 'gl',
    description: 'Registry: start of names.',
  },
  retire: {
    enum: ['mark', 'delete'],
    default: 'mark',
    description: 'Registry: what is no longer observed is marked retired, or deleted.',
  },
  pointerRemoval: {
    enum: ['patch', 'null', 'empty'],
    default: 'patch',
    description: 'Registry: how a pointer is taken away: JSON Patch, or a null or empty value.',
  },
};

export const CONFIG_SCHEMA: JsonObject = {
  title: 'AmplifyConfig',
  type: 'object',
  additionalProperties: false,
  required: ['organizationId', 'clientId', 'managedEnvironments'],
  properties: {
    ...SIGN_IN,
    managedEnvironments: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: TEXT,
      description:
        'Environments whose instances are managed: read by the gateway, referenced by the target environment of the registry.',
    },
    ...REGISTRY,
  },
};

export function httpSettings(config: AmplifyConfig): HttpSettings {
  const region = REGIONS[config.region ?? 'US'];
  const authUrl = (config.authUrl ?? region.auth).replace(/\/$/, '');
  return {
    baseUrl: config.url ?? region.central,
    auth: authOf(config, `${authUrl}/realms/${config.realm ?? 'Broker'}/protocol/openid-connect/token`),
    // The timeout that the vendor's own agents use.
    timeoutMs: 60_000,
  };
}

function authOf(config: AmplifyConfig, tokenUrl: string): AuthSettings {
  const { clientId, privateKey, privateKeyPassphrase, clientSecret, assertionIssuer, assertionAudience } =
    config;
  const client = { kind: 'oauth2-client', tokenUrl, clientId } as const;
  if (privateKey !== undefined) {
    const credential = {
      kind: 'private-key',
      key: privateKey,
      ...(privateKeyPassphrase === undefined ? {} : { passphrase: privateKeyPassphrase }),
      ...(assertionIssuer === undefined ? {} : { issuer: assertionIssuer }),
      ...(assertionAudience === undefined ? {} : { audience: assertionAudience }),
    } as const;
    return { ...client, credential };
  }
  if (clientSecret !== undefined) return { ...client, credential: { kind: 'secret', secret: clientSecret } };
  return { kind: 'none' };
}

/** Throws AssayError (config) where signing in is impossible or the account is of a kind that Central refuses. */
export function requireCredentials({ privateKey, clientSecret, clientId }: AmplifyConfig): void {
  if (clientId.startsWith('DOSA_')) {
    throw new AssayError({
      code: 'AMPLIFY_ACCOUNT_OUTDATED',
      kind: 'config',
      message: 'Client ids that begin with DOSA_ belong to accounts of the old style, which Amplify refuses.',
      fix: 'Create a service account (axway service-account create) and use its client id.',
    });
  }
  if (privateKey !== undefined || clientSecret !== undefined) return;
  throw new AssayError({
    code: 'AMPLIFY_CREDENTIALS_MISSING',
    kind: 'config',
    message: 'An amplify entry needs privateKey or clientSecret.',
    fix: 'Add privateKey: ${file:amplify-key.pem}, the key of the service account.',
  });
}

/** What the registry side works with, defaults filled in. */
export interface RegistrySettings {
  readonly environment: string;
  readonly agent: string;
  readonly managedEnvironments: readonly string[];
  readonly team: string | null;
  readonly dataplaneType: string;
  readonly resultType: string;
  readonly managedGrades: 'pointer' | 'clone' | 'off';
  readonly resultLocation: 'auto' | 'resource' | 'legacy';
  readonly sendLetter: boolean;
  readonly withoutDefinition: 'unstructured' | 'oas3';
  readonly maxDefinitionBytes: number;
  readonly endpointScheme: 'https' | 'http';
  readonly namePrefix: string;
  readonly retire: 'mark' | 'delete';
  readonly pointerRemoval: 'patch' | 'null' | 'empty';
}

export function registrySettings(config: AmplifyConfig): RegistrySettings {
  requireCredentials(config);
  const environment = config.targetEnvironment;
  if (environment === undefined || config.managedEnvironments.includes(environment)) {
    throw new AssayError({
      code: 'AMPLIFY_TARGET_MISSING',
      kind: 'config',
      message: 'The registry amplify needs targetEnvironment, which is none of managedEnvironments.',
      fix: 'Add targetEnvironment: the name of an environment for unmanaged APIs; it is made when it is not there.',
    });
  }
  return {
    environment,
    agent: config.agentName ?? `${environment}-ca`,
    managedEnvironments: [...config.managedEnvironments].sort(),
    team: config.team ?? null,
    dataplaneType: config.dataplaneType ?? 'Graylog',
    resultType: config.resultType ?? 'Graylog',
    managedGrades: config.managedGrades ?? 'pointer',
    resultLocation: config.resultLocation ?? 'auto',
    sendLetter: config.sendLetter ?? false,
    withoutDefinition: config.withoutDefinition ?? 'unstructured',
    maxDefinitionBytes: config.maxDefinitionSize ?? 7 * 1024 * 1024,
    endpointScheme: config.endpointScheme ?? 'https',
    namePrefix: config.namePrefix ?? 'gl',
    retire: config.retire ?? 'mark',
    pointerRemoval: config.pointerRemoval ?? 'patch',
  };
}

import { AssayError, compileSchema, type JsonObject } from '../../src/kit/index.ts';

export interface SecurityDevice {
  readonly type: string;
}

export interface SecurityProfile {
  readonly name: string;
  readonly isDefault?: boolean | null;
  readonly devices?: readonly SecurityDevice[] | null;
}

export interface InboundProfile {
  readonly securityProfile?: string | null;
}

export interface ServiceProfile {
  readonly apiId?: string | null;
  readonly basePath?: string | null;
}

/** A front-end API: what clients of the gateway see. */
export interface FrontEndApi {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly version?: string | null;
  readonly vhost?: string | null;
  readonly state?: string | null;
  readonly deprecated?: boolean | null;
  readonly retired?: boolean | null;
  readonly retirementDate?: number | null;
  readonly createdOn?: number | null;
  readonly organizationId?: string | null;
  readonly apiId?: string | null;
  readonly apiRoutingKey?: string | null;
  readonly securityProfiles?: readonly SecurityProfile[] | null;
  readonly inboundProfiles?: Readonly<Record<string, InboundProfile | null>> | null;
  readonly serviceProfiles?: Readonly<Record<string, ServiceProfile | null>> | null;
  readonly tags?: Readonly<Record<string, readonly string[] | null>> | null;
}

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly virtualHost?: string | null;
}

/** A back-end API: `resourcePath` stands behind the base path of the service profile. */
export interface BackEndApi {
  readonly id: string;
  readonly resourcePath?: string | null;
}

export interface ManagerSettings {
  readonly productVersion?: string | null;
  readonly apiDefaultVirtualHost?: string | null;
}

/** A method of a front-end API; profiles name it by id, its definition by name. */
export interface FrontEndMethod {
  readonly id: string;
  readonly name: string;
}

export interface CurrentUser {
  readonly role: string;
}

const TEXT = { type: 'string', minLength: 1 };
const TEXT_OR_NULL = { type: ['string', 'null'] };
const FLAG = { type: ['boolean', 'null'] };
const TIME = { type: ['integer', 'null'] };
const mapOf = (properties: JsonObject): JsonObject => ({
  type: ['object', 'null'],
  additionalProperties: { type: ['object', 'null'], properties },
});

const frontEnds = compileSchema<FrontEndApi>({
  type: 'object',
  required: ['id', 'name', 'path'],
  properties: {
    id: TEXT,
    name: TEXT,
    path: { type: 'string' },
    version: TEXT_OR_NULL,
    vhost: TEXT_OR_NULL,
    state: TEXT_OR_NULL,
    deprecated: FLAG,
    retired: FLAG,
    retirementDate: TIME,
    createdOn: TIME,
    organizationId: TEXT_OR_NULL,
    apiId: TEXT_OR_NULL,
    apiRoutingKey: TEXT_OR_NULL,
    securityProfiles: {
      type: ['array', 'null'],
      items: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string' },
          isDefault: FLAG,
          devices: {
            type: ['array', 'null'],
            items: { type: 'object', required: ['type'], properties: { type: TEXT } },
          },
        },
      },
    },
    inboundProfiles: mapOf({ securityProfile: TEXT_OR_NULL }),
    serviceProfiles: mapOf({ apiId: TEXT_OR_NULL, basePath: TEXT_OR_NULL }),
    tags: {
      type: ['object', 'null'],
      additionalProperties: { type: ['array', 'null'], items: { type: 'string' } },
    },
  },
});

const organizations = compileSchema<Organization>({
  type: 'object',
  required: ['id', 'name'],
  properties: { id: TEXT, name: TEXT, virtualHost: TEXT_OR_NULL },
});

const backEnds = compileSchema<BackEndApi>({
  type: 'object',
  required: ['id'],
  properties: { id: TEXT, resourcePath: TEXT_OR_NULL },
});

const settings = compileSchema<ManagerSettings>({
  type: 'object',
  required: ['productVersion'],
  properties: { productVersion: TEXT_OR_NULL, apiDefaultVirtualHost: TEXT_OR_NULL },
});

const methods = compileSchema<FrontEndMethod>({
  type: 'object',
  required: ['id', 'name'],
  properties: { id: TEXT, name: TEXT },
});

const users = compileSchema<CurrentUser>({
  type: 'object',
  required: ['role'],
  properties: { role: TEXT },
});

const identified = compileSchema<{ readonly id: string }>({
  type: 'object',
  required: ['id'],
  properties: { id: TEXT },
});

function failure(what: string): { code: string; kind: 'sourceContract'; message: string } {
  return {
    code: 'AXWAY_ENTITY_INVALID',
    kind: 'sourceContract',
    message: `${what} is not of the form that API Manager documents.`,
  };
}

export const parseFrontEnd = (value: unknown): FrontEndApi =>
  frontEnds.parse(value, failure('A front-end API'));
export const parseIdentified = (value: unknown): { readonly id: string } =>
  identified.parse(value, failure('An entry of the list of front-end APIs'));
export const parseOrganization = (value: unknown): Organization =>
  organizations.parse(value, failure('An organisation'));
export const parseBackEnd = (value: unknown): BackEndApi => backEnds.parse(value, failure('A back-end API'));
export const parseMethod = (value: unknown): FrontEndMethod =>
  methods.parse(value, failure('A method of a front-end API'));
export function parseSettings(value: unknown): ManagerSettings {
  if (settings.is(value)) return value;
  throw new AssayError({
    code: 'AXWAY_NOT_A_MANAGER',
    kind: 'sourceContract',
    message: 'What answers at this address is no API Manager.',
    fix: 'Give the address of API Manager (port 8075 by default), not that of the gateway or of API Portal.',
  });
}
export const parseUser = (value: unknown): CurrentUser => users.parse(value, failure('The current user'));

import { canonicalJson, type JsonObject, type PublishedApi } from '../../src/kit/index.ts';
import { isJsonArray, isJsonObject } from '../../src/model/json.ts';
import type { RegistrySettings } from './config.ts';
import type { Endpoint } from './endpoints.ts';
import { hashText, plainText } from './names.ts';
import { textAt } from './resource.ts';

/** Content of a revision: what the instance is an instance of. */
export interface Definition {
  readonly type: 'oas3' | 'unstructured';
  readonly contentType: string;
  readonly text: string;
  readonly hash: string;
  /** The published definition was too large, so that the substitute stands here. */
  readonly isCut: boolean;
}

/** The observed definition where it is published; otherwise a text, or a document of servers only. */
export function definitionFor(
  { definition }: PublishedApi,
  title: string,
  endpoints: readonly Endpoint[],
  settings: RegistrySettings,
): Definition {
  if (definition === null) return substitute(title, endpoints, settings, false);
  const text = canonicalJson(withServers(definition, endpoints));
  if (Buffer.byteLength(text) > settings.maxDefinitionBytes)
    return substitute(title, endpoints, settings, true);
  return openApi(text, false);
}

function openApi(text: string, isCut: boolean): Definition {
  return { type: 'oas3', contentType: 'application/json', text, hash: hashText(`oas3\n${text}`), isCut };
}

function withServers(definition: JsonObject, endpoints: readonly Endpoint[]): JsonObject {
  const { servers } = definition;
  if (isJsonArray(servers) && servers.length > 0) return definition;
  return { ...definition, servers: endpoints.map((endpoint) => ({ url: urlOf(endpoint) })) };
}

function substitute(
  title: string,
  endpoints: readonly Endpoint[],
  { withoutDefinition }: RegistrySettings,
  isCut: boolean,
): Definition {
  const urls = endpoints.map(urlOf);
  if (withoutDefinition === 'oas3') {
    const document = {
      openapi: '3.0.3',
      info: { title: plainText(title, 350), version: '0.0.0' },
      servers: urls.map((url) => ({ url })),
      paths: {},
    };
    return openApi(canonicalJson(document), isCut);
  }
  const text = `Observed in traffic at ${urls.join(', ')}. Its definition is not published.\n`;
  return {
    type: 'unstructured',
    contentType: 'text/plain',
    text,
    hash: hashText(`unstructured\n${text}`),
    isCut,
  };
}

function urlOf({ protocol, host, port, basePath }: Endpoint): string {
  const isDefault = port === (protocol === 'https' ? 443 : 80);
  return `${protocol}://${host}${isDefault ? '' : `:${port}`}${basePath === '/' ? '' : basePath}`;
}

/** The scheme that the first server of a published definition names. */
export function schemeOf(definition: JsonObject | null): 'https' | 'http' | null {
  const servers = definition?.['servers'];
  const first = isJsonArray(servers) ? servers[0] : undefined;
  const url = isJsonObject(first) ? textAt(first, 'url') : null;
  const scheme = /^(https?):\/\//.exec(url ?? '')?.[1];
  return scheme === 'https' || scheme === 'http' ? scheme : null;
}

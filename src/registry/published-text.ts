import { registryText } from '../kit/index.ts';
import type { ReportApi } from '../model/generated/report.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';

/** The sink of registries: every string of traffic, keys included, is written so that nothing in it acts unseen. */
export function encodedObject(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, member]) =>
      member === undefined ? [] : [[registryText(key), encodedValue(member)] as const],
    ),
  );
}

function encodedValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') return registryText(value);
  if (isJsonArray(value)) return value.map(encodedValue);
  return isJsonObject(value) ? encodedObject(value) : value;
}

/** The row of the report with its strings encoded alike, for connectors that make names and links of them. */
export function encodedApi(api: ReportApi): ReportApi {
  const { reason, registered, registrations } = api;
  const all = (texts: readonly string[]): string[] => texts.map((text) => registryText(text));
  return {
    ...api,
    name: registryText(api.name),
    host: registryText(api.host),
    hosts: all(api.hosts),
    basePath: registryText(api.basePath),
    environment: orNull(api.environment),
    owner: orNull(api.owner),
    tags: all(api.tags),
    reason: {
      ...reason,
      text: registryText(reason.text),
      rule: registryText(reason.rule),
      nearestMiss: orNull(reason.nearestMiss),
    },
    registered: registered === null ? null : encodedRegistration(registered),
    ...(registrations === undefined ? {} : { registrations: registrations.map(encodedRegistration) }),
  };
}

function encodedRegistration({
  gateway,
  api,
  operation,
}: NonNullable<ReportApi['registered']>): NonNullable<ReportApi['registered']> {
  return { gateway: registryText(gateway), api: registryText(api), operation: orNull(operation) };
}

function orNull(text: string | null): string | null {
  return text === null ? null : registryText(text);
}

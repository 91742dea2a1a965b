import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/json.ts';
import { erased } from './endpoint-case.ts';
import {
  type ExportedOperation,
  type ExportedOperations,
  requestSchema,
  responseFor,
  responseSchema,
} from './exported-documents.ts';
import { textOf } from './text-of.ts';
import { FORM, mediaType, type SentCall } from './traffic.ts';

/** Formats by their specifications, written for this evaluation alone: the product's own are not asked. */
const FORMATS: Readonly<Record<string, RegExp>> = {
  'date-time': /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d(?:\.\d+)?(?:Z|[+-][0-2]\d:[0-5]\d)$/i,
  date: /^\d{4}-[01]\d-[0-3]\d$/,
  time: /^[0-2]\d:[0-5]\d:[0-6]\d(?:\.\d+)?(?:Z|[+-][0-2]\d:[0-5]\d)$/i,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  email: /^[^\s@]+@[^\s@]+$/,
  ipv4: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}$/,
  ipv6: /^[0-9a-f:.]*:[0-9a-f:.]*$/i,
  uri: /^[a-z][a-z0-9+.-]*:\S*$/i,
  'uri-reference': /^\S*$/,
  hostname: /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i,
  byte: /^[a-z0-9+/]*={0,2}$/i,
  duration: /^P[0-9YMWDTHS.]+$/,
};

/** Asks a document, as a stranger would, whether it accepts what was sent. */
export class Conformance {
  readonly #operations: ExportedOperations;
  readonly #ajv: Ajv2020;
  readonly #compiled = new Map<JsonValue, ValidateFunction>();

  constructor(operations: ExportedOperations) {
    this.#operations = operations;
    this.#ajv = new Ajv2020({
      strict: false,
      logger: false,
      validateSchema: false,
      formats: FORMATS,
      // Else a document without a member `constructor` would seem to have one.
      ownProperties: true,
    });
  }

  operation(sent: SentCall): ExportedOperation | null {
    const { method, host, template } = sent.endpoint;
    return this.#operations.get(`${method} ${host}${erased(template)}`) ?? null;
  }

  /** Why a call is refused, as a rule with a place; null when it is accepted. */
  refusal(sent: SentCall): string | null {
    const operation = this.operation(sent);
    if (operation === null) return 'no such operation';
    const parameters = sent.accepted ? this.#parameters(operation, sent) : null;
    if (parameters !== null) return parameters;
    if (sent.accepted && sent.request !== null) {
      const type = sent.call.request?.headers?.['content-type'];
      const problem = this.#body(
        operation,
        requestSchema(operation, String(type)),
        sent.request.value,
        String(type),
      );
      if (problem !== null) return `request: ${problem}`;
    }
    const status = sent.call.status ?? 0;
    if (responseFor(operation, status) === null) return `response: no status ${status}`;
    if (sent.response === null) return null;
    const type = String(sent.call.response?.headers?.['content-type']);
    const problem = this.#body(operation, responseSchema(operation, status, type), sent.response.value, type);
    return problem === null ? null : `response: ${problem}`;
  }

  /** Whether a body of this schema would be let through; true where the document says nothing. */
  accepts(schema: JsonValue | undefined, document: JsonObject, value: JsonValue): boolean {
    return schema === undefined || this.#validator(schema, document)(value);
  }

  #parameters(operation: ExportedOperation, sent: SentCall): string | null {
    for (const parameter of operation.parameters) {
      if (parameter['in'] !== 'query') continue;
      const name = textOf(parameter['name']);
      const value = sent.query[name];
      if (value === undefined) {
        if (parameter['required'] === true) return `query: ${name} required`;
        continue;
      }
      const readings: JsonValue[] = [value, [value], ...asNumber(value), ...asBoolean(value)];
      const schema = parameter['schema'];
      if (!readings.some((reading) => this.accepts(schema, operation.document, reading))) {
        return `query: ${name} refused`;
      }
    }
    return null;
  }

  #body(
    operation: ExportedOperation,
    schema: JsonValue | undefined,
    value: JsonValue,
    contentType: string,
  ): string | null {
    if (schema === undefined) return `no schema for ${mediaType(contentType)}`;
    const read = mediaType(contentType) === FORM && isJsonObject(value) ? typedForm(value) : [value];
    const validate = this.#validator(schema, operation.document);
    if (read.some((reading) => validate(reading))) return null;
    const error = validate.errors?.[0];
    return `${error?.keyword ?? 'schema'} at ${(error?.instancePath ?? '').replace(/\d+/g, '*')}`;
  }

  #validator(schema: JsonValue, document: JsonObject): ValidateFunction {
    const known = this.#compiled.get(schema);
    if (known !== undefined) return known;
    const components = document['components'];
    const whole = isJsonObject(schema)
      ? { ...schema, ...(components === undefined ? {} : { components }) }
      : true;
    const made = this.#ajv.compile(whole);
    this.#compiled.set(schema, made);
    return made;
  }
}

function asNumber(text: string): JsonValue[] {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? [Number(text)] : [];
}

function asBoolean(text: string): JsonValue[] {
  return text === 'true' || text === 'false' ? [text === 'true'] : [];
}

/** A form has texts only: read as they are, or each as what it looks like. */
function typedForm(form: JsonObject): JsonValue[] {
  const typed = Object.entries(form).map(([name, value]) => {
    const text = textOf(value);
    return [name, asNumber(text)[0] ?? asBoolean(text)[0] ?? text] as const;
  });
  return [form, Object.fromEntries(typed)];
}

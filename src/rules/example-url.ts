import { type PathToken, requestTokens } from '../analyzer/index.ts';
import { normalizeHost } from '../model/host.ts';

/** An example address: `[METHOD ]https://host/path` or `[METHOD ]/path`. */
export interface ExampleUrl {
  /** null where the example names none. */
  readonly method: string | null;
  readonly host: string | null;
  readonly tokens: readonly PathToken[];
}

const FORM = /^(?:([A-Z]+) )?(?:(https?):\/\/([^/?#\s]+))?(\/[^?#\s]*)?(?:[?#]\S*)?$/;

/** null where the text is no address. */
export function parseExampleUrl(text: string, reserved: ReadonlySet<string>): ExampleUrl | null {
  const match = FORM.exec(text);
  const path = match?.[4];
  const host = match?.[3];
  if (match === null || (path === undefined && host === undefined)) return null;
  return {
    method: match[1] ?? null,
    host: host === undefined ? null : normalizeHost(host, match[2] === 'http' ? 'http' : 'https'),
    tokens: requestTokens(path ?? '/', reserved),
  };
}

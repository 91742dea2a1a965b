/** For logs that escape nothing. */
export function asPrinted(value: unknown): unknown {
  return value;
}

/** Undoes NGINX's default log escaping, `\xHH` for single bytes: the bytes are read as UTF-8. */
export function unescapeBackslashHex(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\\x') ? unescapeBytes(value, BACKSLASH_HEX) : value;
}

/** Undoes HAProxy's log escaping, `#HH` for single bytes: the bytes are read as UTF-8. */
export function unescapeHashHex(value: unknown): unknown {
  return typeof value === 'string' && value.includes('#') ? unescapeBytes(value, HASH_HEX) : value;
}

const BACKSLASH_HEX = /(?:\\x[0-9A-Fa-f]{2})+/g;
const HASH_HEX = /(?:#[0-9A-Fa-f]{2})+/g;

/** Runs of escapes are decoded together, because one character can be several bytes. */
function unescapeBytes(text: string, run: RegExp): string {
  return text.replace(run, (escapes) => {
    const step = escapes.startsWith('#') ? 3 : 4;
    const bytes = Buffer.allocUnsafe(escapes.length / step);
    for (let index = 0; index < bytes.length; index += 1) {
      bytes[index] = Number.parseInt(escapes.slice(index * step + step - 2, (index + 1) * step), 16);
    }
    return bytes.toString('utf8');
  });
}

/** Keeps known secrets and what looks like personal data out of a text. */
export interface Redactor {
  /** Registers a secret: its raw form, and the forms it takes in headers and URLs. */
  addSecret(value: string): void;
  redact(text: string): string;
}

/** A shorter value would blank out ordinary words everywhere. */
const MIN_SECRET_CHARS = 6;

const EMAIL = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g;
/** Nine digits and more, alone or in the groups of cards and account numbers. */
const LONG_NUMBER = /(?<![\dA-Fa-f-])\d(?:[ -]?\d){8,30}(?![\dA-Fa-f-])/g;

export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  return {
    addSecret: (value) => {
      if (value.length < MIN_SECRET_CHARS) return;
      for (const form of formsOf(value)) secrets.add(form);
    },
    redact: (text) => {
      let clean = text;
      for (const secret of secrets) clean = clean.replaceAll(secret, '[secret]');
      return clean.replace(EMAIL, '[email]').replace(LONG_NUMBER, '[number]');
    },
  };
}

function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value, 'utf8');
  const jsonEscaped = JSON.stringify(value).slice(1, -1);
  // Base64 without its last characters: with something before or after it in the same text, only the middle is stable.
  const encoded = [0, 1, 2].map((shift) => {
    const padded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '');
    return padded.slice(shift === 0 ? 0 : shift + 1, -1);
  });
  const forms = [value, jsonEscaped, encodeURIComponent(value), bytes.toString('base64url'), ...encoded];
  return forms.filter((form) => form.length >= MIN_SECRET_CHARS);
}

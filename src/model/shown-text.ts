/**
 * Characters that change what a reader sees without being seen: C0 and C1 controls (escape sequences start with one),
 * line and paragraph separators, bidirectional controls, zero-width and other format characters, fillers, tags,
 * variation selectors and unpaired surrogates: Unicode categories Cc, Cf, Zl, Zp, Cs and what is ignorable by default.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** Writes each as a visible escape, `\x1b` or `\u{202e}`, so that nothing is lost and nothing acts. */
export function showInvisible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
  });
}

/**
 * Text for a Markdown paragraph or table cell. Every ASCII punctuation mark becomes a numeric character reference
 * (CommonMark section 2.5: a reference can never start a construct), so no link, image, HTML, table or code can begin.
 */
export function quoteMarkdown(text: string): string {
  return showInvisible(text).replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}

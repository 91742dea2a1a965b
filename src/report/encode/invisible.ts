/**
 * Characters that change what a reader sees without being seen: C0 and C1 controls (escape sequences start with one),
 * line and paragraph separators, bidirectional controls, zero-width and other format characters, tags, unpaired
 * surrogates and noncharacters. Unicode categories Cc, Cf, Zl, Zp and Cs.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u{34f}\u{115f}\u{1160}\u{17b4}\u{17b5}\u{180b}-\u{180f}\u{3164}\u{fe00}-\u{fe0f}\u{ffa0}\u{e0100}-\u{e01ef}]/gu;

/** Writes each as a visible escape, `\x1b` or `\u{202e}`, so that nothing is lost and nothing acts. */
export function showInvisible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
  });
}

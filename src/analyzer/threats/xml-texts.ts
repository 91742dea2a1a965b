/** What stands between two tags, and where the tag before it starts. */
export interface XmlText {
  readonly inside: string;
  readonly tagAt: number;
}

/** Texts of one or two characters hold no attack. */
const SHORTEST = 3;

/** The texts of an XML document in order, CDATA sections as they are. No parser: broken documents have texts, too. */
export function xmlTexts(document: string): readonly XmlText[] {
  const texts: XmlText[] = [];
  let tagAt = document.indexOf('<');
  let at = document.indexOf('>');
  while (at >= 0) {
    const next = document.indexOf('<', at + 1);
    if (next < 0) break;
    if (next - at > SHORTEST) texts.push({ inside: document.slice(at + 1, next), tagAt });
    if (document.startsWith('<![CDATA[', next)) at = endOfCdata(document, next, tagAt, texts);
    else {
      tagAt = next;
      at = document.indexOf('>', next + 1);
    }
  }
  return texts;
}

function endOfCdata(document: string, at: number, tagAt: number, texts: XmlText[]): number {
  const end = document.indexOf(']]>', at);
  texts.push({ inside: document.slice(at + 9, end < 0 ? document.length : end), tagAt });
  return end < 0 ? -1 : end + 2;
}

const ELEMENT = /<(?:[\w.-]{1,40}:)?([\w.-]{1,60})/y;

/** The local name of the tag at `at`; empty where none starts there. */
export function elementName(document: string, at: number): string {
  ELEMENT.lastIndex = Math.max(0, at);
  return ELEMENT.exec(document)?.[1] ?? '';
}

import { DATA_CLASSES } from './catalogue.ts';
import { computeValueHits } from './classify.ts';
import { textHits } from './text-context.ts';

interface Span {
  readonly from: number;
  readonly to: number;
  readonly id: string;
}

/**
 * What may be shown of a text that traffic chose: labels of the classes in it and the lengths between them, never a
 * character of it. `Write to mia@shop.example` becomes `<text:9><email>`.
 */
export function redactSample(text: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (const span of classSpans(text)) {
    if (span.from > at) pieces.push(`<text:${span.from - at}>`);
    pieces.push(`<${span.id}>`);
    at = span.to;
  }
  if (at < text.length) pieces.push(`<text:${text.length - at}>`);
  return pieces.join('');
}

/** Replaces what the classes recognise by labels and keeps the rest: for callers that mask the rest themselves. */
export function labelClasses(text: string): string {
  let labelled = '';
  let at = 0;
  for (const span of classSpans(text)) {
    labelled += `${text.slice(at, span.from)}<${span.id}>`;
    at = span.to;
  }
  return labelled + text.slice(at);
}

const MAX_SPANS = 8;

/** Non-overlapping, ascending; of two that overlap the earlier, then the longer one. */
function classSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (const hit of computeValueHits(text)) {
    const dataClass = DATA_CLASSES[hit.index];
    if (!hit.passed || dataClass === undefined || dataClass.needsContext) continue;
    dataClass.pattern.lastIndex = 0;
    for (let count = 0; count < MAX_SPANS; count++) {
      const match = dataClass.pattern.exec(text);
      if (match === null) break;
      if (dataClass.validate !== undefined && !dataClass.validate(match[0])) continue;
      spans.push({ from: match.index, to: match.index + match[0].length, id: dataClass.id });
    }
    dataClass.pattern.lastIndex = 0;
  }
  for (const { index, from, to } of textHits(text)) {
    spans.push({ from, to, id: DATA_CLASSES[index]?.id ?? 'text' });
  }
  spans.sort((a, b) => a.from - b.from || b.to - a.to || (a.id < b.id ? -1 : 1));
  const kept: Span[] = [];
  let end = 0;
  for (const span of spans) {
    if (span.from < end || kept.length >= MAX_SPANS) continue;
    kept.push(span);
    end = span.to;
  }
  return kept;
}

export { quoteMarkdown as encodeMarkdown } from '../../model/shown-text.ts';

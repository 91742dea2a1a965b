export { showInvisible } from '../../model/shown-text.ts';

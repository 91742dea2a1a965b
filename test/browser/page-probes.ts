/**
 * Code that runs inside the page, as text: the checker knows no DOM here, because nothing else in the program has one.
 */

/**
 * Every piece of visible text whose colour is too close to its ground (WCAG 2.2, 1.4.3: 4.5:1, large text 3:1).
 * Grounds are flat colours here, so the nearest opaque ancestor is the ground.
 */
export const CONTRAST_PROBLEMS = `(() => {
  // One canvas pixel turns any CSS colour notation into bytes.
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const bytes = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = ([r, g, b]) => {
    const linear = [r, g, b].map((one) =>
      one <= 10 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const groundOf = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const color = bytes(getComputedStyle(at).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255];
  };
  const opacityOf = (element) => {
    let opacity = 1;
    for (let at = element; at !== null; at = at.parentElement)
      opacity *= Number(getComputedStyle(at).opacity);
    return opacity;
  };
  const problems = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element === null || walker.currentNode.textContent?.trim() === '') continue;
    if (element.closest('.unseen, .skip, .arrow') !== null || element.getClientRects().length === 0) continue;
    const style = getComputedStyle(element);
    const ground = groundOf(element);
    const opacity = opacityOf(element);
    const text = bytes(style.color).map((one, index) => one * opacity + ground[index] * (1 - opacity));
    const [light, dark] = [luminance(text), luminance(ground)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) {
      problems.add(
        ratio.toFixed(2) + ' ' + element.className + ' ' + walker.currentNode.textContent.slice(0, 40),
      );
    }
  }
  return [...problems];
})()`;

/** How far the page and each box that may scroll are wider than what is shown, in CSS pixels. */
export const EXCESS_WIDTHS = `[
  document.documentElement.scrollWidth - innerWidth,
  ...[...document.querySelectorAll('.scroll, .card')].map((one) => one.scrollWidth - one.clientWidth),
]`;

/** Tables without a caption and fields without a label. */
export const UNNAMED = `[
  ...[...document.querySelectorAll('table')].filter((one) => one.caption === null),
  ...[...document.querySelectorAll('input:not([type=hidden]), textarea')].filter((one) => one.labels.length === 0),
].length`;

/** The focused element: its text, id, link, and whether its outline shows. */
export const FOCUSED = `(() => {
  const element = document.activeElement ?? document.body;
  return {
    text: element.textContent,
    id: element.id,
    href: element.getAttribute('href') ?? '',
    outline: getComputedStyle(element).outlineStyle,
  };
})()`;

export const GROUND = 'getComputedStyle(document.body).backgroundColor';

/** What a script of another origin gets when it asks for `url` with cookies. */
export function foreignRead(url: string): string {
  return `fetch(${JSON.stringify(url)}, { credentials: 'include' }).then((one) => one.status, () => 'refused')`;
}

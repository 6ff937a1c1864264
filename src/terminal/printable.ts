const lineBreak = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g;
const control = /\p{Control}/gu;
/** Marks that reorder the text around them, so that a name reads as another one. */
const reordering = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const halfOfAPair = /\p{Surrogate}/gu;

const firstControlPicture = 0x2400;

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(firstControlPicture + code);
  return code === 0x7f ? '␡' : '\ufffd';
}

/**
 * One harmless line of text out of whatever AWS, or a tag, a commit or a log, contained: tabs and line breaks
 * become spaces, and control characters become visible, so that no name can drive the terminal or break a column.
 */
export function printable(text: string): string {
  return text
    .replace(lineBreak, ' ')
    .replace(control, picture)
    .replace(reordering, '\ufffd')
    .replace(halfOfAPair, '\ufffd');
}

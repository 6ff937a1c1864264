import { stripVTControlCharacters } from 'node:util';
import { eastAsianWidth } from 'get-east-asian-width';

/*
 * The same answers as the `string-width` package (held by a property test), without its start-up: its
 * emoji pattern and its segmenter take some 35 ms when they are made, which is as long as Node itself takes to
 * start, and renderers are imported by commands that may only ever print JSON. The table of wide characters is
 * the library's own; patterns here are cheap ones, and the segmenter is made for the first text that needs it.
 */

const plain = /^[\x20-\x7e]*$/;

/**
 * Anything in which several code points may share one cell: marks, joiners, emoji and their modifiers, flags, and
 * the letters of decomposed Hangul.
 */
const clustered =
  /[\p{Mark}\p{Default_Ignorable_Code_Point}\p{Emoji_Presentation}\p{Emoji_Modifier}\p{Regional_Indicator}\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]/u;

const invisible = /^[\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Mn}\p{Me}\p{Surrogate}]$/u;
const drawnAsEmoji = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\u20E3|\p{Regional_Indicator}{2}/u;

let segmenter: Intl.Segmenter | undefined;

/** What stays together when text is cut: a letter with its marks, an emoji with its modifiers. */
function clusters(text: string): string[] {
  if (plain.test(text) || !clustered.test(text)) return [...text];
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Consonants, vowels and finals of decomposed Hangul; a vowel and a final are drawn into their consonant's cell. */
const consonant = /^[\u1100-\u115f\ua960-\ua97c]$/;
const vowel = /^[\u1160-\u11a7\ud7b0-\ud7c6]$/;
const final = /^[\u11a8-\u11ff\ud7cb-\ud7fb]$/;
const syllable = /^[\uac00-\ud7a3]$/;

/** What may be drawn into the cell of the character before it. */
function joinersAfter(character: string, joined: boolean): readonly RegExp[] {
  if (syllable.test(character)) return [vowel, final];
  if (consonant.test(character)) return [vowel];
  return joined && vowel.test(character) ? [final] : [];
}

function clusterWidth(cluster: string): number {
  if (drawnAsEmoji.test(cluster)) return 2;
  let width = 0;
  let joiners: readonly RegExp[] = [];
  for (const character of cluster) {
    if (invisible.test(character)) continue;
    const joined = joiners.some((joiner) => joiner.test(character));
    if (!joined) width += eastAsianWidth(character.codePointAt(0) ?? 0);
    joiners = joinersAfter(character, joined);
  }
  return width;
}

/** The columns that one line of text takes on a terminal; colour codes take none. */
export function textWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const cluster of clusters(stripVTControlCharacters(text))) width += clusterWidth(cluster);
  return width;
}

/** `text`, or as much of its beginning as `width` columns hold, ending in `…`. Takes text without colour codes. */
export function shorten(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  if (width < 1) return '';
  return `${pieceOf(text, width - 1).trimEnd()}…`;
}

/** The longest beginning of `text` that `width` columns hold. Takes text without colour codes. */
export function pieceOf(text: string, width: number): string {
  let kept = '';
  let used = 0;
  for (const cluster of clusters(text)) {
    used += clusterWidth(cluster);
    if (used > width) break;
    kept += cluster;
  }
  return kept;
}

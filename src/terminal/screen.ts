/** Named styles; the plain twin hands text through unchanged. Each takes and returns one line. */
export interface Paint {
  /** Headings and names that matter. */
  strong(text: string): string;
  /** What is there for completeness. */
  faint(text: string): string;
  good(text: string): string;
  warn(text: string): string;
  bad(text: string): string;
  /** Values that answer the question asked. */
  accent(text: string): string;
}

/** Where text is drawn: everything a renderer may know about the terminal. */
export interface Screen {
  /** Columns to fill. */
  readonly width: number;
  /** A person looks at it: align, shorten, "5m ago". Otherwise tab-separated, whole, ISO times. */
  readonly aligned: boolean;
  readonly paint: Paint;
  /** The instant that "ago" is counted from. */
  readonly now: Date;
}

const same = (text: string): string => text;

export const plainPaint: Paint = {
  strong: same,
  faint: same,
  good: same,
  warn: same,
  bad: same,
  accent: same,
};

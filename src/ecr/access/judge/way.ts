import type { Light } from '../../../terminal/light.ts';

/** How one destination is reached from a subnet, or why it is not. */
export interface Way {
  readonly light: Light;
  /** A clause. */
  readonly text: string;
  readonly next?: string;
  /** The road is there, and takes a public address. */
  readonly lacksAddress?: true;
}

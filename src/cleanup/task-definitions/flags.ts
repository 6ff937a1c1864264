import { usage } from '../../failure.ts';
import type { Flags, FlagValues } from '../../verb/flags.ts';

/** The flags of `ecsctl cleanup --task-definitions`, but for `--keep`, which has another sense beside `--stack`. */
export const taskDefinitionFlags = {
  family: { kind: 'text', help: 'with --task-definitions: this family alone', placeholder: 'NAME' },
  olderThan: {
    kind: 'duration',
    help: 'with --task-definitions: only revisions registered longer ago than this',
    placeholder: 'DURATION',
    min: 1,
  },
  delete: {
    kind: 'switch',
    help: 'with --task-definitions: delete them for good, those that are inactive already, too',
  },
} as const satisfies Flags;

export type RevisionFlags = FlagValues<typeof taskDefinitionFlags> & {
  /** `--keep` as it was typed. */
  readonly keep?: readonly string[];
};

/** What was asked for. */
export interface RevisionWishes {
  readonly family?: string | undefined;
  /** ACTIVE revisions of each family that stay in any case, the newest. */
  readonly keep: number;
  /** Seconds. */
  readonly olderThan?: number | undefined;
  readonly forGood: boolean;
}

/**
 * The newest revision of a family is what its name alone means to RunTask and to a deployment, so that one stays where
 * nothing is said; `--keep 0` lets it go, too.
 * @throws Failure `usage` for a `--keep` that is no number of revisions.
 */
export function revisionWishes({
  keep = [],
  family,
  olderThan,
  delete: forGood,
}: RevisionFlags): RevisionWishes {
  return { family, keep: keep.length === 0 ? 1 : numberToKeep(keep), olderThan, forGood };
}

function numberToKeep(keep: readonly string[]): number {
  const [text = ''] = keep;
  if (keep.length === 1 && /^\d{1,7}$/.test(text)) return Number(text);
  throw usage(
    `--keep: "${keep.join('", "')}" is not a number of revisions`,
    'with --task-definitions say how many of the newest stay in each family, such as --keep 3',
  );
}

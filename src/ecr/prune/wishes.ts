import { usage } from '../../failure.ts';

/** What of a repository is to go. */
export interface PruneWishes {
  /** Images with a tag that stay in any case, the newest; without a number no image with a tag goes. */
  readonly keep?: number;
  /** Seconds since the push. */
  readonly olderThan?: number;
}

interface PruneFlags {
  readonly keep?: number | undefined;
  readonly olderThan?: number | undefined;
  readonly untagged: boolean;
}

/**
 * Without flags only what no tag stands for goes. An age alone leaves the newest image, lest a repository in which nobody has
 * built for long ends up empty.
 * @throws Failure `usage` for `--keep` beside `--untagged`.
 */
export function pruneWishes({ keep, olderThan, untagged }: PruneFlags): PruneWishes {
  if (untagged && keep !== undefined) {
    throw usage(
      '--keep counts images with a tag, and with --untagged none of those goes',
      'leave one of them out; with --keep alone images without a tag go, too',
    );
  }
  const age = olderThan === undefined ? {} : { olderThan };
  if (untagged || (keep === undefined && olderThan === undefined)) return age;
  return { keep: keep ?? 1, ...age };
}

import { usage } from '../../failure.ts';

/** Which images of a repository are listed. */
export interface ListWishes {
  readonly tagged?: boolean;
  readonly inUse?: boolean;
  /** The newest of those. */
  readonly limit?: number;
  /** The configurations of plain images are read for their platforms. */
  readonly platforms: boolean;
}

interface ListFlags {
  readonly tagged: boolean;
  readonly untagged: boolean;
  readonly inUse: boolean;
  readonly unused: boolean;
  readonly platforms: boolean;
  readonly limit?: number | undefined;
}

/** @throws Failure `usage` for two that exclude each other. */
export function listWishes({ tagged, untagged, inUse, unused, platforms, limit }: ListFlags): ListWishes {
  exclusive(tagged && untagged, '--tagged and --untagged');
  exclusive(inUse && unused, '--in-use and --unused');
  return {
    ...((tagged || untagged) && { tagged }),
    ...((inUse || unused) && { inUse }),
    ...(limit !== undefined && { limit }),
    platforms,
  };
}

/**
 * What picks from the images of a repository needs one.
 * @throws Failure `usage`.
 */
export function refuseWishes(given: ReadonlySet<string>): void {
  const [flag] = given;
  if (flag === undefined) return;
  const typed = `--${flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw usage(`${typed} is about the images of a repository`, 'name one, as in: ecsctl ecr ls web');
}

function exclusive(both: boolean, flags: string): void {
  if (both) throw usage(`${flags} exclude each other`, 'leave one of them out');
}

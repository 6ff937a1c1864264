import { Failure } from '../../failure.ts';
import { shortDigest } from '../image/digest.ts';
import type { KnownManifest } from '../registry/registry.ts';
import type { FoundRepository } from './found.ts';
import type { IfExists } from './wanted.ts';

/** What becomes of a tag. */
export type TagFate =
  | { readonly kind: 'done' }
  | { readonly kind: 'create' }
  | { readonly kind: 'move'; readonly from: KnownManifest }
  | { readonly kind: 'keep'; readonly why: string };

export interface TagQuestion {
  readonly tag: string;
  /** `web:1.2` */
  readonly name: string;
  /** Undefined as long as layers are to be packed: then it is another one than any that is there. */
  readonly digest: string | undefined;
  readonly existing: KnownManifest | undefined;
  readonly repository: FoundRepository;
  readonly ifExists: IfExists | undefined;
}

/**
 * Decides on a tag before anything is sent.
 * @throws Failure `refused` for a tag that stands for another image and may not be moved.
 */
export function fateOf({ tag, name, digest, existing, repository, ifExists }: TagQuestion): TagFate {
  if (!existing) return { kind: 'create' };
  if (existing.digest === digest) return { kind: 'done' };
  const other = `${name} is another image already, ${shortDigest(existing.digest)}`;
  if (ifExists === 'skip')
    return { kind: 'keep', why: `it stands for ${shortDigest(existing.digest)} (--if-exists skip)` };
  if (repository.kind === 'there' && repository.isImmutable(tag)) {
    throw new Failure('refused', `${other}, and the repository lets no tag of that name be moved`, {
      hint: 'push under another tag, or leave what is there with --if-exists skip',
    });
  }
  if (ifExists !== 'fail') return { kind: 'move', from: existing };
  throw new Failure('refused', other, {
    hint: 'push under another tag, or say --if-exists overwrite or --if-exists skip',
  });
}

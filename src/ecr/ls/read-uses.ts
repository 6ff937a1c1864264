import type { Aws } from '../../aws/aws.ts';
import { explainAwsError } from '../../aws/explain.ts';
import { isDenied } from '../denied.ts';
import type { Home, ImageUse } from '../use/image-use.ts';
import { ImageUseReader } from '../use/read-image-uses.ts';

/** What of a registry ECS needs, or why that is not known. */
export type ToldUses = { readonly uses: readonly ImageUse[] } | { readonly unknown: string };

/** Whoever may look into repositories alone is told of these all the same. */
export async function readUses(aws: Aws, home: Promise<Home>): Promise<ToldUses> {
  try {
    return { uses: await new ImageUseReader(aws, home).read() };
  } catch (error) {
    if (!isDenied(error)) throw error;
    return { unknown: explainAwsError(error)?.message ?? error.message };
  }
}

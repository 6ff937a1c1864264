import type { Region } from '../../world/region.ts';
import { invalid } from './stack-store.ts';

/**
 * The role in whose name CloudFormation acts has to be there, also the one that a stack was made with long ago. Throws
 * ValidationError.
 */
export function checkRole({ iam }: Region, arn: string | undefined): void {
  if (arn === undefined || [...iam.roles.values()].some(({ Arn }) => Arn === arn)) return;
  throw invalid(`Role ${arn} is invalid or cannot be assumed`);
}

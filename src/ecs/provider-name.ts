import { parseArn } from '../aws/arn.ts';
import { usage } from '../failure.ts';
import { isName } from './name.ts';

/** Whether it is one of the two that every account has. */
export function isFargate(name: string): boolean {
  return name === 'FARGATE' || name === 'FARGATE_SPOT';
}

/**
 * The name of a capacity provider that may have been typed as an ARN.
 * @throws a usage failure for anything that cannot be one.
 */
export function providerName(text: string): string {
  const arn = parseArn(text);
  const isProvider = arn?.service === 'ecs' && arn.resource.startsWith('capacity-provider/');
  const name = isProvider ? arn.resource.slice('capacity-provider/'.length) : text;
  if (isName(name)) return name;
  throw usage(
    `"${text}" is no name of a capacity provider`,
    'write FARGATE, FARGATE_SPOT, the name of one of yours, or its ARN',
  );
}

/** Whether a capacity provider of one's own may have the name: AWS keeps some beginnings to itself. */
export function isFreeToTake(name: string): boolean {
  return isName(name) && !/^(aws|ecs|fargate)/i.test(name);
}

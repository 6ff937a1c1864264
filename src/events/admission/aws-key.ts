import { Failure } from '../../failure.ts';

/**
 * Whether a queue or a topic is encrypted with the key that AWS has made for the service, whose policy lets EventBridge
 * not in and cannot be changed. It is named by its alias, or by the ARN of that.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function isAwsKey(key: string | undefined, service: 'sqs' | 'sns'): boolean {
  return key !== undefined && new RegExp(`(^|:)alias/aws/${service}$`).test(key);
}

const services = { queue: 'sqs', topic: 'sns' } as const;

const ways = {
  queue: "encrypt it with SQS's own key, or with one of yours whose policy lets events.amazonaws.com use it",
  topic: 'encrypt it with a key of your own whose policy lets events.amazonaws.com use it, or not at all',
} as const;

/** @throws Failure `refused` for a queue or a topic that EventBridge cannot encrypt for. */
export function refuseAwsKey(what: keyof typeof services, name: string, key: string | undefined): void {
  const service = services[what];
  if (!isAwsKey(key, service)) return;
  throw new Failure(
    'refused',
    `${what} ${name} is encrypted with alias/aws/${service}, which EventBridge cannot use`,
    { hint: ways[what] },
  );
}

/** What the policy of a key of the account's own has to say, which is not looked at here. */
export function keyWarnings(what: keyof typeof services, name: string, key: string | undefined): string[] {
  if (key === undefined) return [];
  return [
    `the policy of key ${key} of ${what} ${name} must let events.amazonaws.com kms:Decrypt and kms:GenerateDataKey`,
  ];
}

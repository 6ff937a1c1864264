import { AwsError } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { type Page, page } from '../paging.ts';
import type { Topic } from './state.ts';

/** The topic with that ARN. Throws NotFoundException, or InvalidParameterException for what is no topic's ARN. */
export function findTopic({ sns }: Region, arn = ''): Topic {
  const topic = sns.topics.get(arn);
  if (topic) return topic;
  if (!/^arn:[^:]+:sns:[^:]+:\d{12}:[^:]+$/.test(arn)) throw invalid('TopicArn');
  throw new AwsError('NotFoundException', 'Topic does not exist');
}

/** What SNS says of a parameter that it does not take: which, and at times why. */
export function invalid(what: string): AwsError {
  return new AwsError('InvalidParameterException', `Invalid parameter: ${what}`);
}

/** A page of a hundred, as of all of SNS's listings. */
export function listed<Item>(items: readonly Item[], nextToken: string | undefined): Page<Item> {
  return page(items, nextToken, 100, invalid('NextToken'));
}

export function isFifo({ name }: Pick<Topic, 'name'>): boolean {
  return name.endsWith('.fifo');
}

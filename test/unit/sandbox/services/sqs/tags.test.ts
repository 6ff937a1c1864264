import { describe, expect, it } from 'vitest';
import { CreateQueue } from '../../../../../src/sandbox/services/sqs/queues.ts';
import { ListQueueTags, TagQueue, UntagQueue } from '../../../../../src/sandbox/services/sqs/tags.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

describe('the tags of a queue', () => {
  it('are those it was made with, and what became of them', () => {
    const { call } = new PracticeWorld();
    const { QueueUrl } = CreateQueue({ QueueName: 'jobs', tags: { team: 'shop' } }, call);
    TagQueue({ QueueUrl, Tags: { team: 'web', env: 'practice' } }, call);
    expect(ListQueueTags({ QueueUrl }, call)).toEqual({ Tags: { team: 'web', env: 'practice' } });
    UntagQueue({ QueueUrl, TagKeys: ['team', 'none'] }, call);
    expect(ListQueueTags({ QueueUrl }, call)).toEqual({ Tags: { env: 'practice' } });
    UntagQueue({ QueueUrl, TagKeys: ['env'] }, call);
    expect(ListQueueTags({ QueueUrl }, call)).toEqual({});
  });

  it('are fifty at the most', () => {
    const { call } = new PracticeWorld();
    const { QueueUrl } = CreateQueue({ QueueName: 'jobs' }, call);
    const Tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`tag-${index}`, '']));
    TagQueue({ QueueUrl, Tags }, call);
    TagQueue({ QueueUrl, Tags: { 'tag-0': 'again' } }, call);
    expect(refusal(() => TagQueue({ QueueUrl, Tags: { more: '' } }, call))).toMatch(
      /^InvalidParameterValue: /,
    );
  });
});

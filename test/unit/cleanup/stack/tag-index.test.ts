import {
  ResourceGroupsTaggingAPIClient,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { InitializeMiddleware } from '@smithy/types';
import { describe, expect, it } from 'vitest';
import { readTagIndex, stackTag } from '../../../../src/cleanup/stack/tag-index.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { worldWithWeb } from '../../sandbox/world/practice-world.ts';

/** A region with 250 resources of a stack, where so many seconds pass before each page. */
function region(...secondsBefore: readonly number[]) {
  const { world, region } = worldWithWeb();
  for (let number = 1; number <= 250; number += 1) {
    const arn = `arn:aws:logs:us-east-1:123456789012:log-group:/lab/${number}`;
    region.tags.set(arn, { [stackTag.id]: 'stack/lab' });
  }
  const aws = new SandboxAws(world, 'us-east-1');
  const delay: InitializeMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next) => async (args) => {
    world.clock.advance(secondsBefore[aws.calls.length] ?? 0);
    return next(args);
  };
  const place = { relation: 'before', toMiddleware: 'sandboxWorld', name: 'delay' } as const;
  aws.client(ResourceGroupsTaggingAPIClient).middlewareStack.addRelativeTo(delay, place);
  return aws;
}

describe('the index of what carries a stack’s id', () => {
  it('begins again when the list has taken longer than its token lasts', async () => {
    const aws = region(0, 0, 16 * 60);
    expect((await readTagIndex(aws)).size).toBe(250);
  });

  it('gives up in the end', async () => {
    const aws = region(...Array.from({ length: 20 }, () => 16 * 60));
    await expect(readTagIndex(aws)).rejects.toMatchObject({ name: 'PaginationTokenExpiredException' });
  });
});

import { expect, it } from 'vitest';
import { actionOf, isRead } from '../../../src/aws/call-name.ts';

it.each([
  [{ service: 'ecs', operation: 'DescribeServices' }, 'ecs:DescribeServices', true],
  [{ service: 's3', operation: 'ListBuckets' }, 's3:ListAllMyBuckets', true],
  [{ service: 's3', operation: 'DeleteObjects' }, 's3:DeleteObjectVersion', false],
  [{ service: 's3', operation: 'DeleteBucket' }, 's3:DeleteBucket', false],
])('%o needs %s', (call, action, reads) => {
  expect(actionOf(call)).toBe(action);
  expect(isRead(call)).toBe(reads);
});

import type { Stack } from './state.ts';

/**
 * The tags that a resource of the stack carries for as long as it lives, even longer than the stack: the stack's own,
 * and those by which CloudFormation marks it.
 */
export function marksOf(
  { id, name, tags }: Pick<Stack, 'id' | 'name' | 'tags'>,
  logicalId: string,
): { Key: string; Value: string }[] {
  return [
    ...tags.map(({ Key = '', Value = '' }) => ({ Key, Value })),
    { Key: 'aws:cloudformation:stack-name', Value: name },
    { Key: 'aws:cloudformation:stack-id', Value: id },
    { Key: 'aws:cloudformation:logical-id', Value: logicalId },
  ];
}

import { expect, it } from 'vitest';
import { prose } from '../../../src/terminal/prose.ts';
import { pipe, terminalScreen } from './screens.ts';

const narrow = terminalScreen(30);

it('wraps a sentence to the screen, its lines under each other', () => {
  expect(prose('the bucket is to tell EventBridge of it', narrow, { first: 4 })).toBe(
    '    the bucket is to tell\n    EventBridge of it',
  );
  expect(prose('= bucket photos stays: it goes on telling', narrow, { hanging: 2 })).toBe(
    '= bucket photos stays: it goes\n  on telling',
  );
});

it('keeps a command that is to be copied in one piece, and all in a pipe', () => {
  const subscribe = 'nobody has subscribed: aws sns subscribe --topic-arn arn:aws:sns:us-east-1:1:a';
  expect(prose(subscribe, narrow)).toBe(subscribe);
  const plain = 'the bucket is to tell EventBridge of its objects';
  expect(prose(plain, pipe, { first: 4 })).toBe(`    ${plain}`);
});

it('shows control characters of what AWS answers', () => {
  expect(prose('a\x1b[31mb', narrow)).not.toContain('\x1b');
});

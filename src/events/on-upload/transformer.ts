import type { InputTransformer } from '@aws-sdk/client-eventbridge';
import { usage } from '../../failure.ts';
import type { Variable } from '../target/wanted.ts';

/** What of an event is handed over, by the variable that the container has it in. */
const handed = [
  { name: 'S3_BUCKET', variable: 'bucket', path: '$.detail.bucket.name' },
  { name: 'S3_KEY', variable: 'key', path: '$.detail.object.key' },
] as const;

/** Whether the container has the variable from the event. */
export function isHanded(variable: string): boolean {
  return handed.some(({ name }) => name === variable);
}

/** A template has so many characters at the most, and ECS takes no more of overrides; the key comes into it twice. */
const longest = 8192;
const room = 63 + 2 * 1024;

/**
 * Makes the overrides of RunTask out of an event: the container's environment has the bucket and the key.
 *
 * Documented: a variable that stands outside of quotation marks is given them where its value is a text, and what is put
 * in is not escaped for JSON. Inferred, and what other implementations of the template do: a text that stands by itself is
 * written as its JSON, so that keys with quotation marks and backslashes arrive whole as well. Spaces, and letters of any
 * script, need no escaping.
 *
 * By the letter of the page a key could end its own text and go on with overrides of its own, such as another command. So
 * the key stands in a list of one, too: behind the end of a text a list goes on with a text that ends in a comma or a
 * bracket, and an object with one that ends in a colon. Whatever a key goes on with, one of the two is no JSON any more,
 * and EventBridge gives the event to the dead-letter queue as INVALID_JSON. That ECS passes over members that it does not
 * know is what lets targets without an input run: they are handed the whole event.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 *
 * @throws a usage failure for an environment that leaves no room for a key.
 */
export function uploadTransformer(container: string, environment: readonly Variable[]): InputTransformer {
  const given = handed.map(({ name, variable }) => `{"name":${JSON.stringify(name)},"value":<${variable}>}`);
  const constant = environment.map(({ name, value }) => JSON.stringify({ name, value }));
  const variables = [...given, ...constant].join(',');
  const template = `{"key":[<key>],"containerOverrides":[{"name":${JSON.stringify(container)},"environment":[${variables}]}]}`;
  if (template.length + room > longest)
    throw usage('--env leaves no room for a long key', `ECS takes overrides of ${longest} characters in all`);
  return {
    InputPathsMap: Object.fromEntries(handed.map(({ variable, path }) => [variable, path])),
    InputTemplate: template,
  };
}

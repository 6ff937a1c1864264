import { AwsError } from '../../service.ts';

/**
 * Whether a message matches a filter pattern of terms: all plain ones have to be in it and none of those with `-`; of a
 * pattern that has no plain ones, one of those with `?`. Throws NotInSandbox for patterns over JSON or
 * space-delimited fields.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function matcherOf(pattern: string): (message: string) => boolean {
  if (/^\s*[{[%]/.test(pattern)) {
    throw new AwsError('NotInSandbox', 'only filter patterns of terms are in the sandbox', 501);
  }
  const terms = [...pattern.matchAll(/([-?]?)(?:"([^"]*)"|(\S+))/g)].map(([, sign, quoted, bare]) => ({
    sign,
    text: quoted ?? bare ?? '',
  }));
  const withSign = (sign: string) => terms.filter((term) => term.sign === sign).map(({ text }) => text);
  const [all, none, any] = [withSign(''), withSign('-'), withSign('?')];
  return (message) => {
    const has = (text: string) => message.includes(text);
    return all.every(has) && !none.some(has) && (any.length === 0 || all.length > 0 || any.some(has));
  };
}

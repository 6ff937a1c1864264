import { matchesPieces } from '../wildcard.ts';

/**
 * Whether `text` matches a pattern in which `*` stands for any characters, none included, and `?` for exactly
 * one.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  return matchesPieces(pattern.split('*'), text, '?');
}

/**
 * As {@link matchesWildcard}, but for each of an ARN's six parts: a wildcard does not reach over a colon of
 * the first five.
 */
export function matchesArn(pattern: string, arn: string): boolean {
  const [patternParts, arnParts] = [partsOf(pattern), partsOf(arn)];
  if (patternParts.length !== 6 || arnParts.length !== 6) return false;
  return patternParts.every((part, index) => matchesWildcard(part, arnParts[index] ?? ''));
}

function partsOf(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/**
 * The labels of a path that follows a template such as `/schedules/{Name}` or `/objects/{Key+}`, decoded;
 * undefined when it does not follow it. Only a greedy label (`+`) reaches over slashes.
 */
export function labelsOf(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const match = patternOf(template).exec(path);
  if (!match) return undefined;
  const labels = Object.entries(match.groups ?? {}).map(([name, text]) => [name, decoded(text)]);
  return Object.fromEntries(labels);
}

/** A percent sign that encodes nothing stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** How many fixed characters a template's path has: of two that match one path, AWS means the more literal. */
export function literalLength(template: string): number {
  const [path = ''] = template.split('?');
  return path.replace(/\{[^}]*\}/g, '').length;
}

/** The query that a template fixes: `{ 'list-type': '2' }`; a parameter without a value has the empty text. */
export function queryOf(template: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(template.split('?')[1]));
}

function patternOf(template: string): RegExp {
  const [path = ''] = template.split('?');
  const pattern = path
    .split(/(\{\w+\+?\})/)
    .map((part) => labelPattern(part) ?? escaped(part))
    .join('');
  return new RegExp(`^${pattern.replace(/\/$/, '')}/?$`);
}

function labelPattern(part: string): string | undefined {
  const [, name, greedy] = /^\{(\w+)(\+?)\}$/.exec(part) ?? [];
  return name && `(?<${name}>${greedy ? '.+' : '[^/]+'})`;
}

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

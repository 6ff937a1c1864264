/**
 * What a path of EventBridge leads to in an event: `$.detail.bucket.name`, `$.resources[0]`, `$.detail['detail-type']`.
 * Undefined where it leads nowhere.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function valueAtPath(path: string, event: unknown): unknown {
  const steps = path.replace(/^\$/, '').matchAll(/\.([^.[\]]+)|\[(\d+)\]|\['([^']*)'\]/g);
  let at: unknown = event;
  for (const [, name, index, quoted] of steps) {
    if (typeof at !== 'object' || at === null) return undefined;
    const key = name ?? index ?? quoted ?? '';
    at = Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined;
  }
  return at;
}

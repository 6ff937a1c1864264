/** Which verb has made a thing. */
export type EventsKind = 'on-upload' | 'schedule' | 'on-stop';

/** The tag by which ecsctl knows again what it has made, and may take away. Its value is the verb. */
export const markKey = 'ecsctl:events';

/** Tags by their keys. */
export type Tags = Readonly<Record<string, string>>;

/** The tag as EventBridge, Scheduler and IAM take tags. */
export function markList(kind: EventsKind): { Key: string; Value: string }[] {
  return [{ Key: markKey, Value: kind }];
}

/** The tag as SQS takes tags. */
export function markRecord(kind: EventsKind): Record<string, string> {
  return { [markKey]: kind };
}

/** Whether a thing with such tags was made by ecsctl's verbs of events. */
export function isOurs(tags: Tags): boolean {
  return Object.hasOwn(tags, markKey);
}

/** Tags that came as a list. */
export function tagsOf(
  list: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] = [],
): Tags {
  return Object.fromEntries(list.map(({ Key = '', Value = '' }) => [Key, Value]));
}

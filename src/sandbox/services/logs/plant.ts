import type { Call } from '../../service.ts';
import { CreateLogGroup } from './groups.ts';
import { findGroup } from './lookup.ts';
import { newStream } from './streams.ts';

/** A log group as a scenario finds it, with a past of its own. */
export interface PlantedGroup {
  readonly name: string;
  readonly storedBytes: number;
  /** Now where nothing is said. */
  readonly createdAt?: Date;
  /** When its one stream got its last event; without it the group has no streams. */
  readonly lastEventAt?: Date;
  readonly retentionInDays?: number;
  readonly isDeletionProtected?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Makes a log group that holds so many bytes without their events. Throws what CreateLogGroup throws. */
export function plantLogGroup(planted: PlantedGroup, call: Call): void {
  const { name, createdAt = call.now, lastEventAt } = planted;
  const input = { logGroupName: name, deletionProtectionEnabled: planted.isDeletionProtected ?? false };
  CreateLogGroup(
    { ...input, ...(planted.tags && { tags: { ...planted.tags } }) },
    { ...call, now: createdAt },
  );
  const group = findGroup(call.region, name);
  group.storedBytes = planted.storedBytes;
  group.retentionInDays = planted.retentionInDays;
  if (!lastEventAt) return;
  const stream = newStream(group, 'stream', createdAt.getTime());
  stream.firstEventAt = createdAt.getTime();
  stream.lastEventAt = lastEventAt.getTime();
  stream.lastIngestionAt = lastEventAt.getTime();
  group.streams.set(stream.name, stream);
}

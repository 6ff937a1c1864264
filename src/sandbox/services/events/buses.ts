import type {
  CreateEventBusCommandInput,
  CreateEventBusCommandOutput,
  DeleteEventBusCommandInput,
  DeleteEventBusCommandOutput,
  DescribeEventBusCommandInput,
  DescribeEventBusCommandOutput,
  ListEventBusesCommandInput,
  ListEventBusesCommandOutput,
  EventBus as SdkBus,
} from '@aws-sdk/client-eventbridge';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { recordOf } from '../tagging/sources/source.ts';
import { invalid } from './errors.ts';
import { busArn, findBus, listed } from './lookup.ts';
import type { EventBus } from './state.ts';

/** Buses of AWS's partners have slashes in their names; the sandbox has no partners. */
const NAME = /^[.\-_A-Za-z0-9]{1,256}$/;

export function CreateEventBus(
  input: CreateEventBusCommandInput,
  { region, now }: Call,
): Answer<CreateEventBusCommandOutput> {
  const { Name: name = '', EventSourceName: _partner, Tags, ...settings } = input;
  if (!NAME.test(name)) {
    throw invalid(`Value '${name}' at 'name' failed to satisfy constraint: ${NAME.source}`);
  }
  if (region.events.buses.has(name)) {
    throw new AwsError('ResourceAlreadyExistsException', `Event bus ${name} already exists.`);
  }
  const bus: EventBus = { name, createdAt: now, settings, rules: new Map() };
  region.events.buses.set(name, bus);
  region.tags.set(busArn(region, bus), recordOf(Tags ?? []));
  return { EventBusArn: busArn(region, bus), ...settings };
}

/** A bus that is not there is deleted already; one with rules stays, and so does the default one. */
export function DeleteEventBus(
  { Name: name = '' }: DeleteEventBusCommandInput,
  { region, now }: Call,
): Answer<DeleteEventBusCommandOutput> {
  if (name === 'default') throw invalid('Cannot delete event bus default.');
  const bus = region.events.buses.get(name);
  if (!bus) return {};
  if (bus.rules.size > 0) throw invalid("Event bus can't be deleted since it has rules.");
  region.events.buses.delete(name);
  region.tags.bury(busArn(region, bus), now);
  return {};
}

export function DescribeEventBus(
  input: DescribeEventBusCommandInput,
  { region }: Call,
): Answer<DescribeEventBusCommandOutput> {
  const bus = findBus(region, input.Name);
  return { ...describe(region, bus), ...bus.settings };
}

export function ListEventBuses(
  input: ListEventBusesCommandInput,
  { region }: Call,
): Answer<ListEventBusesCommandOutput> {
  const wanted = [...region.events.buses.values()].filter(({ name }) =>
    name.startsWith(input.NamePrefix ?? ''),
  );
  const { items, nextToken } = listed(wanted, input);
  return { EventBuses: items.map((bus) => describe(region, bus)), NextToken: nextToken };
}

function describe(region: Region, bus: EventBus): SdkBus {
  return {
    Name: bus.name,
    Arn: busArn(region, bus),
    Description: bus.settings.Description,
    CreationTime: bus.createdAt,
    LastModifiedTime: bus.createdAt,
  };
}

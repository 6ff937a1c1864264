import { byteSize, counted, quantity } from '../../../terminal/number.ts';
import type { Screen } from '../../../terminal/screen.ts';
import { type Column, table } from '../../../terminal/table.ts';
import { textWidth } from '../../../terminal/text-width.ts';
import type { ListedRepository, RepositoriesValue } from '../value.ts';
import { scanningText } from './scanning.ts';

/** A row a repository, and below it for a reader the sum of the region. */
export function renderRepositories(value: RepositoriesValue, screen: Screen): string {
  const { region, repositories } = value;
  if (!screen.aligned) return table(pipeColumns, repositories, screen);
  if (repositories.length === 0)
    return `${region} has no repository. Begin with: ecsctl ecr repo create NAME`;
  return `${table(columnsFor(value, screen), repositories, screen)}\n\n${screen.paint.faint(summary(value))}`;
}

const name: Column<ListedRepository> = { title: 'repository', value: (one) => one.name, shrink: 3 };
const images: Column<ListedRepository> = {
  title: 'images',
  value: ({ contents }) => contents?.images,
  align: 'right',
};
const newest: Column<ListedRepository> = {
  title: 'newest',
  value: ({ contents }) => contents?.newestPush,
  align: 'right',
};
const lifecycle: Column<ListedRepository> = { title: 'lifecycle', value: lifecycleText };
const tags: Column<ListedRepository> = { title: 'tags', value: tagsText, shrink: 1 };
const scans: Column<ListedRepository> = {
  title: 'scans',
  value: ({ scanning }) => scanningText(scanning),
  shrink: 2,
};
const inUse: Column<ListedRepository> = {
  title: 'in use',
  value: ({ contents }) => contents?.inUse,
  align: 'right',
};

/** Columns of what else is told of a repository, and of each setting, with what is between them. */
const [essentials, setting] = [37, 11];

/** Names stay whole for as long as there are settings to leave out. */
function columnsFor({ repositories }: RepositoriesValue, { width }: Screen): Column<ListedRepository>[] {
  const longest = repositories.reduce((most, one) => Math.max(most, textWidth(one.name)), name.title.length);
  const room = Math.max(0, Math.floor((width - essentials - longest) / setting));
  return [
    { ...name, paint: (text, _, { paint }) => paint.strong(text) },
    images,
    { title: 'size', value: ({ contents }) => contents && byteSize(contents.size), align: 'right' },
    newest,
    ...[scans, lifecycle, tags].slice(0, room),
    inUse,
  ];
}

/** Whole values, bytes, and what a narrow screen has no room for. */
const pipeColumns: readonly Column<ListedRepository>[] = [
  name,
  images,
  { title: 'untagged', value: ({ contents }) => contents?.untagged },
  { title: 'size', value: ({ contents }) => contents?.size },
  newest,
  tags,
  scans,
  lifecycle,
  inUse,
];

/** `mutable`, `immutable`, or with what is excepted: `immutable but latest, dev-*`. */
function tagsText({ tagMutability, tagMutabilityExclusions: excepted }: ListedRepository): string {
  const rule = tagMutability.startsWith('IMMUTABLE') ? 'immutable' : 'mutable';
  return excepted.length === 0 ? rule : `${rule} but ${excepted.join(', ')}`;
}

function lifecycleText({ lifecycle }: ListedRepository): string | undefined {
  if (lifecycle === undefined) return undefined;
  return lifecycle ? 'yes' : 'no';
}

/** `5 repositories in us-east-1, 6.4 GB at most; ECS uses 6 of 49 images`. */
function summary({ region, repositories, usesUnknown }: RepositoriesValue): string {
  const known = repositories.flatMap(({ contents }) => contents ?? []);
  const sum = (of: (contents: (typeof known)[number]) => number | undefined) =>
    known.reduce((total, one) => total + (of(one) ?? 0), 0);
  const many = repositories.length === 1 ? '1 repository' : `${quantity(repositories.length)} repositories`;
  const all = counted(
    sum((one) => one.images),
    'image',
  );
  const used =
    usesUnknown === undefined
      ? `ECS uses ${quantity(sum((one) => one.inUse))} of ${all}`
      : `${all}, not known what of it ECS uses`;
  return `${many} in ${region}, ${byteSize(sum((one) => one.size))} at most; ${used}`;
}

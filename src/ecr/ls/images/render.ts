import { byteSize, counted, quantity } from '../../../terminal/number.ts';
import type { Screen } from '../../../terminal/screen.ts';
import { type Column, table } from '../../../terminal/table.ts';
import { textWidth } from '../../../terminal/text-width.ts';
import type { ImagesValue, ListedImage } from '../value.ts';
import type { ListWishes } from '../wishes.ts';
import {
  agedScanText,
  ageText,
  allUsersText,
  platformsText,
  scanText,
  usersText,
  wishesText,
} from './words.ts';

/** A row an image, and below it for a reader the sum of the repository. */
export function renderImages(value: ImagesValue, wishes: ListWishes, screen: Screen): string {
  if (!screen.aligned) return table(pipeColumns, value.images, screen);
  const rows = table(columnsFor(value, wishes, screen), value.images, screen);
  return [rows, screen.paint.faint(summary(value, wishes))].filter(Boolean).join('\n\n');
}

/** Whole values, bytes, and every column whatever there is. */
const pipeColumns: readonly Column<ListedImage>[] = [
  { title: 'tags', value: ({ tags }) => tags.join(',') },
  { title: 'digest', value: ({ digest }) => digest },
  { title: 'size', value: ({ size }) => size },
  { title: 'pushed', value: ({ pushedAt }) => pushedAt },
  { title: 'platforms', value: ({ platforms }) => platforms.join(',') },
  { title: 'scan', value: ({ scan }) => scanText(scan) },
  {
    title: 'in use by',
    value: ({ inUse, inUseBy }) => (inUse === undefined ? 'unknown' : allUsersText(inUseBy)),
  },
];

/** On less than this there is no room for digests, which name an image without a tag. */
const wide = 72;
/** Columns that scans and users want together, and that the columns between tags and these take with what is between. */
const [told, between] = [24, 36];
/** Columns of tags beyond which they may be cut. */
const fewTags = 12;

function columnsFor(
  { images }: ImagesValue,
  wishes: ListWishes,
  { width, now }: Screen,
): readonly Column<ListedImage>[] {
  const isWide = width >= wide;
  const widest = (text: (image: ListedImage) => string) =>
    images.reduce((most, image) => Math.max(most, textWidth(text(image))), 0);
  const named = widest((image) => platformsText(image.platforms));
  const tags = Math.min(fewTags, widest(tagsText));
  const isRoom = width - tags - between - Math.max(named, 'platforms'.length) >= told;
  const hasPlatforms = named > 0 && (isRoom || wishes.platforms);
  return [
    {
      title: 'tags',
      value: (image) => tagsText(image) || (isWide ? 'untagged' : shortDigest(image)),
      shrink: 3,
      paint: (text, image, { paint }) => (image.tags.length > 0 ? paint.strong(text) : paint.faint(text)),
    },
    ...(isWide ? [digest] : []),
    { title: 'size', value: ({ size }) => byteSize(size), align: 'right' },
    { title: 'age', value: ({ pushedAt }) => ageText(pushedAt, now), align: 'right' },
    ...(hasPlatforms ? [platforms] : []),
    { title: 'scan', value: ({ scan }) => agedScanText(scan, now), paint: paintScan, shrink: 1 },
    { title: 'in use by', value: useText, shrink: 1 },
  ];
}

function tagsText({ tags }: ListedImage): string {
  return tags.join(', ');
}

const digest: Column<ListedImage> = { title: 'digest', value: shortDigest };

const platforms: Column<ListedImage> = {
  title: 'platforms',
  value: (image) => platformsText(image.platforms) || undefined,
  shrink: 2,
};

/** As docker shows it. */
function shortDigest({ digest: whole }: ListedImage): string {
  return whole.slice('sha256:'.length, 'sha256:'.length + 12);
}

function useText({ inUse, inUseBy }: ListedImage): string | undefined {
  if (inUse === undefined) return 'unknown';
  return inUse ? usersText(inUseBy) : undefined;
}

function paintScan(text: string, { scan: { state, counts = {} } }: ListedImage, { paint }: Screen): string {
  if (counts.critical || counts.high) return paint.bad(text);
  if (state === 'no answer' || state === 'partial' || counts.medium) return paint.warn(text);
  return state === 'complete' ? paint.good(text) : paint.faint(text);
}

/** `web: 3 of 12 images, 1.02 GB at most, 2 in use by ECS`. */
function summary(value: ImagesValue, wishes: ListWishes): string {
  const { repository, imageCount, images, size, inUseCount } = value;
  if (imageCount === 0) {
    return `${repository} has no image yet. Begin with: ecsctl ecr push SOURCE ${repository}:TAG`;
  }
  if (images.length === 0) {
    const all = imageCount === 1 ? 'its one image is not' : `none of its ${quantity(imageCount)} images is`;
    return `${repository}: ${all} ${wishesText(wishes)}`;
  }
  const shown =
    images.length === imageCount
      ? counted(imageCount, 'image')
      : `${quantity(images.length)} of ${counted(imageCount, 'image')}`;
  const used =
    inUseCount === undefined
      ? 'not known what ECS uses'
      : `${inUseCount === 0 ? 'none' : quantity(inUseCount)} in use by ECS`;
  const isPartlyAsked = images.some(({ scan }) => scan.state === 'not asked');
  const scans = isPartlyAsked ? '; ECR was asked for the scans of the newest alone' : '';
  return `${repository}: ${shown}, ${byteSize(size)} at most, ${used}${scans}`;
}

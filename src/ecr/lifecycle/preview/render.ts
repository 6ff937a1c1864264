import { quantity } from '../../../terminal/number.ts';
import type { Screen } from '../../../terminal/screen.ts';
import { type Column, table } from '../../../terminal/table.ts';
import type { PreviewedImage, PreviewValue } from './judge.ts';

const columns: readonly Column<PreviewedImage>[] = [
  { title: 'image', value: ({ image }) => image, shrink: 2 },
  { title: 'pushed', value: ({ pushedAt }) => pushedAt },
  { title: 'fate', value: ({ fate }) => fate },
  { title: 'rule', value: ({ rulePriority }) => rulePriority, align: 'right' },
  {
    title: 'needed by ecs',
    value: ({ neededBy }) => neededBy ?? '',
    shrink: 1,
    paint: (text, _, { paint }) => paint.bad(text),
  },
];

/** A line for each image that would go, and the sum of it. */
export function renderPreview(value: PreviewValue, screen: Screen): string {
  const { repository, images, imageCount, neededCount } = value;
  const rows = table(columns, images, screen);
  if (!screen.aligned) return rows;
  const [are, them] = neededCount === 1 ? ['is', 'it'] : ['are', 'them'];
  const needed =
    neededCount === 0
      ? 'nothing of it is needed by ECS.'
      : `${quantity(neededCount)} ${are} still needed by ECS, which could not start tasks from ${them} any more.`;
  const sum =
    images.length === 0
      ? `${repository}: none of ${quantity(imageCount)} images would go.`
      : `${repository}: ${quantity(images.length)} of ${quantity(imageCount)} images would go; ${needed}`;
  return [rows, neededCount > 0 ? screen.paint.bad(sum) : sum].filter(Boolean).join('\n');
}

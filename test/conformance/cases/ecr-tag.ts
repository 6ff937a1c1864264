import { mustMatch } from '../matches.ts';
import { changes, isRefused, type Room } from '../room.ts';
import { casesOf } from './case.ts';
import { elsewhere, imagesIn, makeImages, makeStock, putImage } from './ecr-estate.ts';

/** A repository with two images, `v1` and `v2`. */
async function makePair(room: Room): Promise<{ name: string; digests: readonly string[] }> {
  const name = await makeStock(room);
  const images = makeImages(2);
  for (const [index, image] of images.entries()) await putImage(room, name, image, `v${index + 1}`);
  return { name, digests: images.map(({ digest }) => digest) };
}

export const tagCases = casesOf('ecr tag', {
  async 'lets a tag stand for an image, moves it to another, and not where tags stay'(room) {
    const {
      name,
      digests: [first = '', second = ''],
    } = await makePair(room);
    const tag = (from: string) => ['ecr', 'tag', `${name}:${from}`, 'stable', ...elsewhere];
    await changes(room, tag('v1'), ['PutImage']);
    mustMatch(await imagesIn(room, name), { [first]: ['stable', 'v1'], [second]: ['v2'] }, 'images');
    await changes(room, tag('v2'), ['PutImage']);
    mustMatch(await imagesIn(room, name), { [first]: ['v1'], [second]: ['stable', 'v2'] }, 'images');
    await room.aws(
      ...['ecr', 'put-image-tag-mutability', '--repository-name', name, ...elsewhere],
      ...['--image-tag-mutability', 'IMMUTABLE'],
    );
    await isRefused(room, tag('v1'), 1, /stable is another image already.*lets no tag/s);
    await isRefused(room, tag('v9'), 1, /there is no image .*:v9/);
  },
});

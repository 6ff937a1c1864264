import { mustMatch } from '../matches.ts';
import { changes, isRefused } from '../room.ts';
import { casesOf } from './case.ts';
import { elsewhere, imagesIn, makeImages, makeIndex, makeStock, need, putImage } from './ecr-estate.ts';

export const pruneCases = casesOf('ecr prune', {
  async 'deletes what nothing needs, an index before its parts, and nothing of the last day'(room) {
    const name = await makeStock(room);
    const [orphan, first, second, part] = makeImages(4);
    if (!(orphan && first && second && part)) throw new Error('There are four');
    const index = makeIndex(part);
    await putImage(room, name, orphan);
    await putImage(room, name, part);
    await putImage(room, name, first, 'v1');
    await putImage(room, name, second, 'v2');
    await putImage(room, name, index, 'all');
    await need(room, name, 'v1');
    const prune = ['ecr', 'prune', name, ...elsewhere];
    const { value } = await room.ecsctl([...prune, '--keep', '0', '--yes']);
    mustMatch(value, { changed: false, plan: { steps: [] } }, 'on the day of the push');
    room.postdate(2);
    await changes(room, prune, ['BatchDeleteImage']);
    const tagged = { [first.digest]: ['v1'], [second.digest]: ['v2'] };
    const multiple = { [part.digest]: [], [index.digest]: ['all'] };
    const isWithout = (digest: string) => (images: unknown) => !(digest in (images as object));
    const left = await imagesIn(room, name);
    mustMatch(left, { ...tagged, ...multiple }, 'images');
    mustMatch(left, isWithout(orphan.digest), 'images');
    await changes(room, [...prune, '--keep', '0'], ['BatchDeleteImage', 'BatchDeleteImage']);
    const needed = await imagesIn(room, name);
    mustMatch(Object.entries(needed), [[first.digest, ['v1']]], 'images');
  },

  'names the repositories there are, for one that does not exist': (room) =>
    isRefused(room, ['ecr', 'prune', 'nothing/here', ...elsewhere], 1, /no repository nothing\/here/),
});

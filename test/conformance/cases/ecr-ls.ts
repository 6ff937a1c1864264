import { mustMatch } from '../matches.ts';
import { isRefused } from '../room.ts';
import { casesOf } from './case.ts';
import { elsewhere, makeImages, makeIndex, makeStock, need, putImage } from './ecr-estate.ts';

export const imageListCases = casesOf('ecr ls', {
  async 'lists the images of a repository, an index as one with its parts, and who needs them'(room) {
    const name = await makeStock(room);
    const [loose, single, part] = makeImages(3);
    if (!(loose && single && part)) throw new Error('There are three');
    const index = makeIndex(part);
    await putImage(room, name, loose);
    await putImage(room, name, single, 'v1');
    await putImage(room, name, part);
    await putImage(room, name, index, 'all');
    await need(room, name, 'all');
    room.takeWrites();
    const ls = async (...flags: readonly string[]) => {
      const { value } = await room.ecsctl(['ecr', 'ls', name, ...flags, ...elsewhere]);
      return value;
    };
    const family = `${name.replace('/', '-')}:1`;
    const needed = {
      ...{ tags: ['all'], digest: index.digest, platforms: ['linux/amd64'], scan: { state: 'not scanned' } },
      ...{ inUse: true, inUseBy: [{ kind: 'task definition', name: family }] },
      parts: [{ digest: part.digest, platform: 'linux/amd64', missing: false }],
    };
    const all = { repository: name, imageCount: 3, inUseCount: 1 };
    mustMatch(await ls('--in-use'), { ...all, images: [needed] }, 'in use');
    const untagged = { tags: [], digest: loose.digest, inUse: false, inUseBy: [], parts: [], platforms: [] };
    mustMatch(await ls('--untagged'), { ...all, images: [untagged] }, 'untagged');
    const other = { tags: ['v1'], digest: single.digest, inUse: false, scan: { state: 'not scanned' } };
    mustMatch(await ls('--tagged', '--unused'), { ...all, images: [other] }, 'unused');
    mustMatch(await ls(), { ...all, images: (images) => (images as unknown[]).length === 3 }, 'all');
    mustMatch(room.takeWrites(), [], 'writes');
  },

  async 'tells how the scan of an image has ended'(room) {
    const name = await makeStock(room);
    const [image] = makeImages(1);
    if (!image) throw new Error('There is one');
    await putImage(room, name, image, 'v1');
    await room.ecsctl(['ecr', 'scan', `${name}:v1`, ...elsewhere]);
    const { value } = await room.ecsctl(['ecr', 'ls', name, ...elsewhere]);
    const scan = { state: 'complete', status: 'COMPLETE', counts: { high: 1 } };
    mustMatch(value, { images: [{ tags: ['v1'], digest: image.digest, scan }] }, 'images');
  },

  async 'lists the repositories of a region with their settings'(room) {
    const name = await makeStock(room);
    const [image] = makeImages(1);
    if (!image) throw new Error('There is one');
    await putImage(room, name, image, 'v1');
    await need(room, name, 'v1');
    const repository = ['--repository-name', name, ...elsewhere];
    await room.aws('ecr', 'put-image-tag-mutability', ...repository, '--image-tag-mutability', 'IMMUTABLE');
    await room.ecsctl(['ecr', 'lifecycle', 'set', name, '--untagged', '7d', '--yes', ...elsewhere]);
    room.takeWrites();
    const query = `repositories[?name=='${name}']`;
    const { value } = await room.ecsctl(['ecr', 'ls', '--query', query, ...elsewhere]);
    const own = {
      ...{ name, tagMutability: 'IMMUTABLE', lifecycle: true },
      scanning: { type: 'basic', frequency: 'on request' },
      contents: { images: 1, untagged: 0, inUse: 1 },
    };
    mustMatch(value, [own], 'repositories');
    mustMatch(room.takeWrites(), [], 'writes');
  },

  'names the repositories there are, for one that does not exist': (room) =>
    isRefused(room, ['ecr', 'ls', 'nothing/here', ...elsewhere], 1, /no repository nothing\/here/),
});

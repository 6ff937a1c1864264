import { describe, expect, it } from 'vitest';
import { repository } from '../../../../src/cleanup/kinds/repository.ts';
import { plantImage } from '../../../../src/sandbox/services/ecr/plant.ts';
import { PutImage } from '../../../../src/sandbox/services/ecr/put-image.ts';
import { CreateRepository } from '../../../../src/sandbox/services/ecr/repositories.ts';
import { KindPractice, namesOf } from './kind-practice.ts';

const arn = 'arn:aws:ecr:us-east-1:123456789012:repository/shop/web';

function shop() {
  const practice = new KindPractice(repository);
  CreateRepository({ repositoryName: 'shop/web', imageTagMutability: 'IMMUTABLE' }, practice.call);
  return practice;
}

function pushed(practice: KindPractice, images: number): void {
  for (let index = 0; index < images; index += 1) {
    plantImage({ repositoryName: 'shop/web', content: `${index}`, size: 1_000_000 }, practice.call);
  }
}

describe('repositories', () => {
  it('are known by name and ARN, and by the tags that the tagging API gives', async () => {
    const practice = shop();
    const { arn: found = '' } = await practice.thing('shop/web');
    expect(found.replace(/\d{12}/, '123456789012')).toBe(arn);
    const thing = await practice.thing('shop/web', { tags: { [found]: { team: 'shop' } } });
    expect(thing).toMatchObject({ aliases: [found], tags: { team: 'shop' }, ties: [] });
  });

  it('say how many images they hold, in how many bytes at most', async () => {
    const practice = shop();
    expect((await practice.inspected('shop/web')).data).toBeUndefined();
    pushed(practice, 3);
    const { data, charges } = await practice.inspected('shop/web');
    expect(data?.what).toBe('3 images');
    expect(data?.bytes).toBeGreaterThanOrEqual(3_000_000);
    expect(charges).toEqual([{ price: 'image storage, gigabyte', quantity: (data?.bytes ?? 0) / 1e9 }]);
  });

  it('without images are deleted, and made again as they were', async () => {
    const practice = shop();
    const thing = await practice.inspected('shop/web');
    expect(namesOf(await practice.remove(thing))).toEqual(['DeleteRepository']);
    expect(await practice.find()).toEqual([]);
    await practice.undo(thing);
    expect((await practice.find())[0]?.definition).toMatchObject({ imageTagMutability: 'IMMUTABLE' });
  });

  it('with images are deleted only where data may be', async () => {
    const practice = shop();
    pushed(practice, 1);
    const thing = await practice.inspected('shop/web');
    await expect(practice.remove(thing)).rejects.toThrow(/images/);
    expect(namesOf(await practice.remove(thing, { deleteData: true }))).toEqual([
      'BatchDeleteImage',
      'DeleteRepository',
    ]);
    expect(await practice.find()).toEqual([]);
  });

  it('are emptied by the hundred, indexes before their images', async () => {
    const practice = shop();
    pushed(practice, 130);
    const platforms = ['linux/amd64', 'linux/arm64'];
    plantImage({ repositoryName: 'shop/web', content: 'multi', tags: ['1'], platforms }, practice.call);
    const [empty] = practice.removals(await practice.inspected('shop/web'), { deleteData: true });
    expect(empty?.name).toBe('empty');
    if (empty) await practice.send(empty.call);
    expect(practice.region.ecr.repositories.get('shop/web')?.manifests.size).toBe(0);
    expect(namesOf(practice.aws.writes)).toEqual(['BatchDeleteImage', 'BatchDeleteImage']);
  });

  it('are emptied in rounds where an index names indexes', async () => {
    const practice = shop();
    const repositoryName = 'shop/web';
    const inner = ['a', 'b'].map((content) =>
      plantImage({ repositoryName, content, tags: [content], platforms: ['linux/amd64'] }, practice.call),
    );
    const mediaType = 'application/vnd.oci.image.index.v1+json';
    const imageManifest = JSON.stringify({
      schemaVersion: 2,
      mediaType,
      manifests: inner.map((digest) => ({ mediaType, digest, size: 500 })),
    });
    PutImage({ repositoryName, imageManifest, imageTag: 'all' }, practice.call);
    const [empty] = practice.removals(await practice.inspected('shop/web'), { deleteData: true });
    if (empty) await practice.send(empty.call);
    expect(practice.region.ecr.repositories.get('shop/web')?.manifests.size).toBe(0);
  });
});

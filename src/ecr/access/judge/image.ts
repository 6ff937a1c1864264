import type { ImageName, StoredImage } from '../found.ts';
import type { Check } from '../value.ts';

/** Whether the image is there, and where it can be pulled from. */
export function judgeImage(name: ImageName, { image }: StoredImage): Check[] {
  const subject = 'image' as const;
  const place = `--registry-id ${name.account} --repository-name ${name.repository} --region ${name.region}`;
  const what = name.digest === undefined ? `the tag ${name.tag}` : `the digest ${name.digest.slice(0, 19)}…`;
  if ('refused' in image) {
    const text = `whether ${what} is there is not known: the caller may not ${image.refused}`;
    return [{ subject, light: 'unknown', text, next: `run this as somebody who may: ${image.refused}` }];
  }
  if (image.value === undefined) {
    const text = `${name.repository} has no image with ${what}`;
    return [{ subject, light: 'red', text, next: `aws ecr list-images ${place}` }];
  }
  const { imageStatus = 'ACTIVE', imageDigest = '' } = image.value;
  if (imageStatus === 'ARCHIVED') {
    return [
      {
        subject,
        light: 'red',
        text: `the image with ${what} is archived, and has to be restored before it can be pulled`,
        next: `aws ecr update-image-storage-class ${place} --image-id imageDigest=${imageDigest} --target-storage-class STANDARD`,
      },
    ];
  }
  if (imageStatus === 'ACTIVATING') {
    const text = `the image with ${what} is being restored from the archive, and can be pulled when that is done`;
    return [{ subject, light: 'red', text, next: `aws ecr describe-images ${place}` }];
  }
  return [{ subject, light: 'green', text: `${what} is there` }];
}

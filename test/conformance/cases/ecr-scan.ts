import { mustMatch } from '../matches.ts';
import { isRefused } from '../room.ts';
import { casesOf } from './case.ts';
import { elsewhere, makeImages, makeStock, putImage } from './ecr-estate.ts';

/** Enhanced scanning is left out: moto does not play it, and it would be the whole registry's. */
export const scanCases = casesOf('ecr scan', {
  async 'begins a scan, waits for it, fails by a limit, and uses it the next time'(room) {
    const name = await makeStock(room);
    const [image, other] = makeImages(2);
    if (!(image && other)) throw new Error('There are two');
    await putImage(room, name, image, 'v1');
    await putImage(room, name, other, 'v2');
    const scan = (tag: string) => ['ecr', 'scan', `${name}:${tag}`, ...elsewhere];
    room.takeWrites();
    const { value } = await room.ecsctl([...scan('v1'), '--max', 'critical=0,high=0'], 3);
    const found = {
      ...{ digest: image.digest, counts: { high: 1 } },
      exceeded: [{ severity: 'high' }],
      platforms: [{ status: 'COMPLETE', scanType: 'basic' }],
    };
    mustMatch(value, { verdict: 'failed', images: [found] }, 'scan');
    mustMatch(room.takeWrites(), [{ operation: 'StartImageScan', isDone: true }], 'writes');
    const again = await room.ecsctl([...scan('v1'), '--fail-on', 'critical']);
    mustMatch(again.value, { verdict: 'passed', images: [{ counts: { high: 1 } }] }, 'second scan');
    const untold = await room.ecsctl([...scan('v2'), '--no-start'], 6);
    mustMatch(untold.value, { verdict: 'no-verdict', images: [{ why: /never scanned/ }] }, 'no scan');
    mustMatch(room.takeWrites(), [], 'writes');
  },

  'gives no verdict of an image that does not exist': (room) =>
    isRefused(room, ['ecr', 'scan', 'nothing/here:v1', ...elsewhere], 1, /nothing\/here/),
});

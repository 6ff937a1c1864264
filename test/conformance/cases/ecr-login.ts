import { mustMatch, someText } from '../matches.ts';
import { casesOf } from './case.ts';
import { elsewhere } from './ecr-estate.ts';

/** With `--docker-config` a file is written, and AWS is asked for nothing else. */
export const loginCases = casesOf('ecr login', {
  async 'gives the password of the registry of a region'(room) {
    room.takeWrites();
    const { value } = await room.ecsctl(['ecr', 'login', ...elsewhere]);
    // The sandbox's registry is where its API is.
    const registry = /^(\d{12}\.dkr\.ecr\.eu-west-1\.amazonaws\.com|127\.0\.0\.1:\d+)$/;
    const expiresAt = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
    mustMatch(value, { registry, username: 'AWS', password: someText, expiresAt }, 'login');
    mustMatch(room.takeWrites(), [], 'writes');
  },
});

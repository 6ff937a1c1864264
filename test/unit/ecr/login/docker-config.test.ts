import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { writeDockerConfig } from '../../../../src/ecr/login/docker-config.ts';
import { scratchFolder } from '../../../support/scratch-folder.ts';

const folder = scratchFolder();
const host = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const login = { host, password: 'secret', expiresAt: '' };
const auth = Buffer.from('AWS:secret').toString('base64');

function configured(name: string, text?: string): Record<string, string> {
  if (text !== undefined) {
    mkdirSync(folder.in(name));
    writeFileSync(`${folder.in(name)}/config.json`, text);
  }
  return { DOCKER_CONFIG: folder.in(name) };
}

it('writes where docker looks, for its owner alone, and leaves what stands there', () => {
  const fresh = writeDockerConfig(login, configured('fresh'));
  expect(JSON.parse(readFileSync(fresh, 'utf8'))).toEqual({ auths: { [host]: { auth } } });
  expect(statSync(fresh).mode & 0o777).toBe(0o600);
  const config = { auths: { 'ghcr.io': { auth: 'x' } }, proxies: {} };
  const file = writeDockerConfig(login, configured('there', JSON.stringify(config)));
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    ...config,
    auths: { ...config.auths, [host]: { auth } },
  });
  expect(readdirSync(folder.in('there'))).toEqual(['config.json']);
  expect(writeDockerConfig(login, { HOME: folder.in('home') })).toBe(
    `${folder.in('home')}/.docker/config.json`,
  );
});

it.each([
  ['store', '{"credsStore": "desktop"}', 'keeps passwords in a store, "desktop"'],
  ['helper', `{"credHelpers": {"${host}": "ecr-login"}}`, 'keeps passwords in a store, "ecr-login"'],
  ['broken', '{"auths": ', 'is no configuration of docker'],
  ['list', '[]', 'is no configuration of docker'],
])('refuses where docker has a %s, and changes nothing', (name, text, message) => {
  const env = configured(name, text);
  expect(() => writeDockerConfig(login, env)).toThrow(message);
  expect(readFileSync(`${folder.in(name)}/config.json`, 'utf8')).toBe(text);
});

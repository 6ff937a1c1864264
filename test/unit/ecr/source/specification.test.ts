import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { locate, parseSpecification } from '../../../../src/ecr/source/specification.ts';
import { refusedFor } from '../../../support/refused.ts';
import { scratchFolder } from '../../../support/scratch-folder.ts';

const folder = scratchFolder();
beforeAll(() => {
  for (const name of ['a.tar', 'with:colon.tar']) writeFileSync(folder.in(name), '');
});

describe('a source', () => {
  it.each([
    ['-', { kind: 'standard input' }],
    ['docker:web:1.2', { kind: 'engine', name: 'web:1.2' }],
    ['docker:host:5000/team/web@sha256:0', { kind: 'engine', name: 'host:5000/team/web@sha256:0' }],
    ['docker-archive:web.tar', { kind: 'file', text: 'docker-archive:web.tar' }],
  ])('%s', (text, meant) => {
    expect(parseSpecification(text)).toEqual(meant);
  });

  it.each(['docker:', 'docker:../etc', 'docker:a b', 'docker:a?x=y'])('not %j', (text) => {
    refusedFor('usage', 'no name of an image', () => parseSpecification(text));
  });

  it('is found, whatever colons are in its path and its name', () => {
    const path = folder.in('with:colon.tar');
    expect(locate(`docker-archive:${path}:web:1.2`)).toEqual({
      kind: 'docker archive',
      path,
      name: 'web:1.2',
    });
    expect(locate(`oci-archive:${path}`)).toEqual({ kind: 'archive', path });
    expect(locate(path)).toEqual({ kind: 'docker archive', path });
    expect(locate(`oci:${folder.path}:1`)).toEqual({ kind: 'layout', path: folder.path, name: '1' });
    expect(locate(folder.path)).toEqual({ kind: 'layout', path: folder.path });
  });

  it.each(['', 'oci:', 'nothing/here', 'oci-archive:nothing', 'https://example.org/web.tar', 'a\0b'])(
    '%j is refused, since it is not there',
    (text) => {
      refusedFor('usage', 'there is no image at', () => locate(text));
    },
  );

  it('of another kind than it says is refused', () => {
    refusedFor('usage', 'is no folder', () => locate(`oci:${folder.in('a.tar')}`));
    refusedFor('usage', 'is a folder', () => locate(`oci-archive:${folder.path}`));
  });
});

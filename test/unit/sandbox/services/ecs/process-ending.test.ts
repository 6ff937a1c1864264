import { describe, expect, it } from 'vitest';
import { endingOf } from '../../../../../src/sandbox/services/ecs/process-ending.ts';

describe('how a command ends', () => {
  it.each<[readonly string[], number, number]>([
    [['true'], 0, 0],
    [['/bin/false'], 0, 1],
    [['echo', 'done;', 'exit 3'], 0, 0],
    [['sleep', '30'], 30, 0],
    [['sleep', '1.5m'], 90, 0],
    [['sh', '-c', 'exit 1'], 0, 1],
    [['/bin/bash', '-ec', 'sleep 20; exit 300'], 20, 44],
    [['sh', '-c', 'echo "a; exit 9" && false'], 0, 1],
    [['sh', '-c', 'false || exit 7'], 0, 7],
    [['sh', '-c', 'false && exit 7'], 0, 1],
    [['sh', '-c', 'true || exit 7; sleep 5'], 5, 0],
    [['sh', '-c', 'false; exit'], 0, 1],
    [['sh', '-c', "echo '$(date)' \n exit 2"], 0, 2],
    [['sh', '-c', 'false &&\nexit 3'], 0, 1],
    [['sh', '-c', 'true && \n\n exit 3'], 0, 3],
    [['sh', '-c', 'true ||\n exit 3\nexit 4'], 0, 4],
    [['sh', '-c', ''], 0, 0],
  ])('%j: after %d seconds with %d', (words, seconds, code) => {
    expect(endingOf(words)).toEqual({ seconds, code });
  });

  it.each<[readonly string[]]>([
    [[]],
    [['nginx', '-g', 'daemon off;']],
    [['exit', '1']],
    [['sleep', 'infinity']],
    [['sh']],
    [['sh', 'run.sh']],
    [['sh', '-c', './run && exit 1']],
    [['sh', '-c', 'exit $CODE']],
    [['sh', '-c', 'sleep 5 & exit 1']],
    [['sh', '-c', 'echo $(./run); exit 1']],
    [['sh', '-c', 'echo "open; exit 1']],
  ])('%j: is not known', (words) => {
    expect(endingOf(words)).toBeUndefined();
  });
});

import { Failure } from '../../../../failure.ts';
import { isSameJson } from '../../../same.ts';

/** Whether what a verb makes of its flags is this pattern; flags that it refuses make none. */
export function makes(encode: () => string, pattern: string): boolean {
  try {
    return isSameJson(encode(), pattern);
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

import type { Call } from '../../service.ts';
import { exportsOf } from './exports.ts';
import { scopeOf } from './scope.ts';
import { invalid } from './stack-store.ts';
import type { Creation, Stack, StackOutput } from './state.ts';
import { isMet, resolve } from './template/intrinsics.ts';
import { asText } from './template/parse.ts';

/** The outputs of a stack whose resources are all there. Throws ValidationError for an export that another stack has. */
export function resolvedOutputs(stack: Stack, creation: Creation, call: Call): StackOutput[] {
  const scope = scopeOf(stack, creation, call);
  const { outputs } = creation.template;
  const wanted = Object.entries(outputs).filter(
    ([, { condition }]) => condition === undefined || isMet(condition, scope),
  );
  return wanted.map(([key, output]) => {
    const exported = output.exportName === undefined ? undefined : resolve(output.exportName, scope);
    const exportName = exported === undefined ? undefined : asText(exported);
    if (exportName !== undefined) checkExport(exportName, call);
    const value = asText(resolve(output.value, scope) ?? '');
    const { description } = output;
    return {
      key,
      value,
      ...(description !== undefined && { description }),
      ...(exportName && { exportName }),
    };
  });
}

function checkExport(name: string, { region }: Call): void {
  const other = exportsOf(region).find(({ Name }) => Name === name)?.ExportingStackId;
  if (other === undefined) return;
  throw invalid(`Export with name ${name} is already exported by stack ${other.split('/')[1]}`);
}

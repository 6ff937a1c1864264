import type { Step } from './aws-operations/exercise.ts';

/** One way in which two sites do not answer the same command alike. */
export interface Difference {
  /** The step of a story, `ecs CreateCluster: the same again`, or a case's name. */
  readonly what: string;
  /** `services[].events only on the sandbox`, `moto answers, the sandbox refuses: ClientException` … */
  readonly difference: string;
}

/**
 * How moto's answers differ from the sandbox's, step by step of the same stories. What a whole answer looks like is
 * said once for an operation, a refusal for the step that is about it.
 */
export function compareSteps(sandbox: readonly Step[], moto: readonly Step[]): Difference[] {
  const ofMoto = new Map(moto.map((step) => [step.name, step]));
  const all = sandbox.flatMap((step) => {
    const other = ofMoto.get(step.name);
    if (!other) return [{ what: step.name, difference: 'not told on moto' }];
    if (other.errorName === '500')
      return [{ what: operation(step), difference: 'moto does not know the operation' }];
    const [ours, theirs] = [outcome(step), outcome(other)];
    if (ours !== theirs) return [{ what: step.name, difference: `the sandbox ${ours}, moto ${theirs}` }];
    const found = compareAnswers(step.answer, other.answer);
    return found.map((difference) => ({ what: operation(step), difference }));
  });
  const once = new Map(all.map((one) => [`${one.what} | ${one.difference}`, one]));
  return [...once.values()];
}

function operation({ name }: Step): string {
  return name.replace(/:.*/, '');
}

function outcome({ code, errorName }: Step): string {
  if (code === 0) return 'answers';
  return errorName ? `refuses with ${errorName}` : 'is not understood';
}

/** Every place where two answers differ, by its path. */
function compareAnswers(sandbox: unknown, moto: unknown, path = ''): string[] {
  if (Array.isArray(sandbox) && Array.isArray(moto)) return compareLists(sandbox, moto, path);
  if (isObject(sandbox) && isObject(moto)) return compareObjects(sandbox, moto, path);
  const [ours, theirs] = [inWords(sandbox), inWords(moto)];
  return ours === theirs ? [] : [`${path} is ${ours} on the sandbox, ${theirs} on moto`];
}

function compareLists(sandbox: readonly unknown[], moto: readonly unknown[], path: string): string[] {
  if (sandbox.length !== moto.length) {
    return [`${path} has ${entries(sandbox)} on the sandbox, ${entries(moto)} on moto`];
  }
  return sandbox.flatMap((entry, index) => compareAnswers(entry, moto[index], `${path}[${index}]`));
}

type Members = Readonly<Record<string, unknown>>;

function compareObjects(sandbox: Members, moto: Members, path: string): string[] {
  const names = [...new Set([...Object.keys(sandbox), ...Object.keys(moto)])];
  return names.flatMap((name) => {
    const member = path ? `${path}.${name}` : name;
    if (progress.test(member)) return [];
    if (moto[name] === undefined) return [`${member} only on the sandbox`];
    if (sandbox[name] === undefined) return [`${member} only on moto`];
    return compareAnswers(sandbox[name], moto[name], member);
  });
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entries(list: readonly unknown[]): string {
  return list.length === 1 ? '1 entry' : `${list.length} entries`;
}

/** What tells how far things have come: it depends on the moment, and the sites keep different time. */
const progress =
  /\.(pending|running)(Tasks)?Count$|\.rolloutState(Reason)?$|\.State(Value|Reason|ReasonData)$|\.events$|^NextToken$/;

/** A value as far as it belongs to the API and not to the run: of times and ids only that they are there. */
function inWords(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  if (typeof value === 'number') return value > 1e9 ? 'a time' : `${value}`;
  if (typeof value !== 'string') return `${value}`;
  if (/^\d{4}-\d\d-\d\dT[\d:.]+/.test(value)) return 'a time';
  if (/^\d{1,8}$/.test(value)) return `"${value}"`;
  return `"${withoutIds(value)}"`;
}

function withoutIds(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '#')
    .replaceAll(/\b(srv|ns)-[0-9a-z]{8,}|\b[0-9a-z]{20,}-[0-9a-z]{8}\b/g, '#')
    .replaceAll(/[A-Za-z]*\d\w*|[A-Z]{12,}|[a-z]{40,}/g, '#');
}

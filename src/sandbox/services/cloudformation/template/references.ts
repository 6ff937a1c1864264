import { isMembers, type Template, type TemplateResource, type Value } from './template.ts';

/**
 * The names that a value refers to, of parameters, pseudo parameters and resources: by Ref, Fn::GetAtt, and in the text
 * of Fn::Sub.
 */
export function referencesIn(value: Value): Set<string> {
  return new Set(collect(value));
}

/** The logical ids of the resources that have to be there before this one: those it names and those it refers to. */
export function dependenciesOf(resource: TemplateResource, { resources }: Template): string[] {
  const named = [...resource.dependsOn, ...referencesIn(resource.properties)];
  return [...new Set(named)].filter((name) => name in resources);
}

/** The names in the text of Fn::Sub, `${Name}` and `${Name.Attribute}`; `${!Literal}` is none. */
function placeholders(text: string): string[] {
  return [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name.trim());
}

function* collect(value: Value): Generator<string> {
  if (Array.isArray(value)) for (const entry of value) yield* collect(entry);
  if (!isMembers(value)) return;
  for (const [name, argument] of Object.entries(value)) {
    if (name === 'Ref' && typeof argument === 'string') yield argument;
    else if (name === 'Fn::GetAtt') yield attributeOwner(argument);
    else if (name === 'Fn::Sub') yield* inSubstitution(argument);
    else yield* collect(argument);
  }
}

function attributeOwner(argument: Value): string {
  const path = Array.isArray(argument) ? argument[0] : argument;
  return String(path).split('.')[0] ?? '';
}

function* inSubstitution(argument: Value): Generator<string> {
  const [text, own = {}] = Array.isArray(argument) ? argument : [argument];
  yield* collect(own);
  const given = isMembers(own) ? Object.keys(own) : [];
  for (const name of placeholders(String(text))) {
    if (!given.includes(name)) yield name.split('.')[0] ?? '';
  }
}

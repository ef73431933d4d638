import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { Kind } from 'graphql';

export interface DocumentSize {
  readonly depth: number;
  readonly fields: number;
  readonly rootFields: number;
  readonly aliases: number;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;
const EMPTY: DocumentSize = { depth: 0, fields: 0, rootFields: 0, aliases: 0 };

/**
 * Size of the largest operation of a document, with fragments counted wherever they are spread. A fragment is measured
 * once, so that a chain of fragments that doubles at each step costs no more to measure than to write; one that contains
 * itself counts as empty (validation reports it).
 */
export function documentSize(document: DocumentNode): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const known = new Map<string, DocumentSize>();
  return operations.map((operation) => measure(operation.selectionSet, fragments, known)).reduce(largest, EMPTY);
}

/** `rootFields` counts the fields of this selection itself, not of those below. */
function measure(set: SelectionSetNode, fragments: Fragments, known: Map<string, DocumentSize>): DocumentSize {
  let { depth, fields, rootFields, aliases } = EMPTY;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const below = selection.selectionSet ? measure(selection.selectionSet, fragments, known) : EMPTY;
      depth = Math.max(depth, below.depth + 1);
      fields += below.fields + 1;
      rootFields += 1;
      aliases += below.aliases + (selection.alias ? 1 : 0);
    } else {
      const spread =
        selection.kind === Kind.INLINE_FRAGMENT
          ? measure(selection.selectionSet, fragments, known)
          : fragmentSize(selection.name.value, fragments, known);
      depth = Math.max(depth, spread.depth);
      fields += spread.fields;
      rootFields += spread.rootFields;
      aliases += spread.aliases;
    }
  }
  return { depth, fields, rootFields, aliases };
}

function fragmentSize(name: string, fragments: Fragments, known: Map<string, DocumentSize>): DocumentSize {
  const before = known.get(name);
  if (before) return before;
  known.set(name, EMPTY);
  const fragment = fragments.get(name);
  const size = fragment ? measure(fragment.selectionSet, fragments, known) : EMPTY;
  known.set(name, size);
  return size;
}

const largest = (a: DocumentSize, b: DocumentSize): DocumentSize => ({
  depth: Math.max(a.depth, b.depth),
  fields: Math.max(a.fields, b.fields),
  rootFields: Math.max(a.rootFields, b.rootFields),
  aliases: Math.max(a.aliases, b.aliases),
});

import type { Severity } from './finding.ts'

/** What every finding of a code says: `{name}` is replaced by a detail of the finding. The docs are generated from this table. */
export interface FindingRow {
  severity: Severity
  /** What is wrong. */
  message: string
  /** What the reader can do about it. */
  remedy: string
}

export const findingCodes = {
  // The file itself.
  'file-unreadable': {
    severity: 'error',
    message: '{path} cannot be read: {reason}.',
    remedy: 'Check that the file is in the repository and may be read.',
  },
  'file-not-regular': {
    severity: 'error',
    message: '{path} is {kind}, which is not read.',
    remedy: 'Put a plain file there.',
  },
  'file-too-large': {
    severity: 'error',
    message: '{path} has {size} bytes; at most {limit} are read.',
    remedy: 'Make it smaller. Data that a worker needs belongs into its image, not into its YAML.',
  },
  'file-outside': {
    severity: 'error',
    message: '"{path}" leads out of the repository.',
    remedy: 'Give a path below the root of the repository, without "..", and no link that leaves it.',
  },
  'file-missing': {
    severity: 'error',
    message: 'There is no file "{path}" in the repository.',
    remedy: 'Add the file, or correct the path. Paths count from the root of the repository.',
  },
  'folder-missing': {
    severity: 'error',
    message: 'There is no folder "{path}" in the repository.',
    remedy: 'Add the folder, or correct the path. Paths count from the root of the repository.',
  },
  'glob-empty': {
    severity: 'warning',
    message: 'No file matches "{path}".',
    remedy:
      'Correct the pattern or remove it. "*" does not reach into folders, "**/" does; hidden files are not matched.',
  },
  'glob-too-wide': {
    severity: 'error',
    message: '"{path}" reaches more than {limit} files and folders.',
    remedy: 'Start the pattern with the folder that holds the files.',
  },
  'commit-too-large': {
    severity: 'error',
    message: '{path} is not read: {reason}.',
    remedy:
      'Make the files that the worker YAML names smaller or fewer, or have the operator of the bot raise its limit.',
  },
  'tree-cut': {
    severity: 'error',
    message: 'The repository has more than {limit} files and folders; what comes after them is not seen.',
    remedy: 'Have the operator of the bot raise its limit, or keep data out of the repository.',
  },
  'path-refused': {
    severity: 'warning',
    message: '{count} of its paths are not looked at, such as "{path}": {reason}.',
    remedy: 'Rename what is meant to be read. What the worker YAML does not name needs no change.',
  },
  'links-not-followed': {
    severity: 'warning',
    message: '{count} of its links are not followed, such as "{path}": {reason}.',
    remedy: 'Put files in the place of links that the worker YAML relies on.',
  },
  'model-files-unread': {
    severity: 'warning',
    message: 'The files of the model "{model}" are not all known: {reason}.',
    remedy:
      'Nothing is wrong with them. Whether they are published already is told by a job of CI that has them, such as release-plan.',
  },
  'too-many-findings': {
    severity: 'error',
    message: 'There are more findings in this file; the first {limit} are shown.',
    remedy: 'Mend these and check again.',
  },

  // Characters and YAML.
  'encoding-wrong': {
    severity: 'error',
    message: 'The file is not UTF-8 text{detail}.',
    remedy: 'Save the file as UTF-8.',
  },
  'encoding-bom': {
    severity: 'warning',
    message: 'The file begins with a byte order mark.',
    remedy: 'Save the file as UTF-8 without a byte order mark.',
  },
  'yaml-character': {
    severity: 'error',
    message: 'The character {character} may not stand in YAML.',
    remedy: 'Remove it, or write it as an escape such as "\\x07" in double quotes.',
  },
  'yaml-tab': {
    severity: 'error',
    message: 'A tab stands where YAML wants spaces.',
    remedy: 'Put spaces in its place.',
  },
  'yaml-syntax': {
    severity: 'error',
    message: 'This is not YAML: {problem}.',
    remedy: 'Correct the YAML here; what follows is checked once it can be read.',
  },
  'yaml-several-documents': {
    severity: 'error',
    message: 'A second YAML document begins here; the file may hold one.',
    remedy: 'Put each document into a file of its own, and remove the line "---".',
  },
  'yaml-empty': {
    severity: 'error',
    message: 'The file says nothing.',
    remedy: 'Write what it should say, or delete it.',
  },
  'yaml-too-deep': {
    severity: 'error',
    message: 'Lists and mappings are nested more than {limit} levels deep.',
    remedy: 'Nest them less deeply.',
  },
  'yaml-too-complex': {
    severity: 'error',
    message: 'The file holds more than {limit} {things}.',
    remedy: 'Make it smaller. Data that a worker needs belongs into its image, not into its YAML.',
  },
  'yaml-duplicate-key': {
    severity: 'error',
    message: 'The key "{key}" stands here a second time; the first is in line {line}.',
    remedy: 'Keep one of them.',
  },
  'yaml-key-not-text': {
    severity: 'warning',
    message: 'Arkindex reads the key {source} as {kind}, not as text.',
    remedy: 'Put it in quotes.',
  },
  'yaml-key-complex': {
    severity: 'error',
    message: 'A list or a mapping cannot be a key.',
    remedy: 'Write a text as the key.',
  },
  'yaml-tag': {
    severity: 'error',
    message: 'The tag {tag} is not known to Arkindex{detail}.',
    remedy: 'Remove the tag, or use one of !!str, !!int, !!float, !!bool, !!null, !!map and !!seq.',
  },
  'yaml-date': {
    severity: 'error',
    message: 'Arkindex reads {source} as a date, not as text.',
    remedy: 'Put it in quotes.',
  },
  'yaml-value-sign': {
    severity: 'error',
    message: 'Arkindex cannot read a single "=" as a value.',
    remedy: 'Put it in quotes.',
  },
  'yaml-anchor-twice': {
    severity: 'error',
    message: 'The anchor "{name}" stands here a second time.',
    remedy: 'Give each anchor a name of its own.',
  },
  'yaml-alias-unknown': {
    severity: 'error',
    message: 'No anchor before this place is called "{name}".',
    remedy: 'Correct the name, or put the anchor "&{name}" at the value that is meant.',
  },
  'yaml-alias-cycle': {
    severity: 'error',
    message: 'The alias "{name}" stands inside the value that it stands for.',
    remedy: 'Write the value out in place of the alias.',
  },
  'yaml-alias-expansion': {
    severity: 'error',
    message: 'With its aliases written out, the file holds more than {limit} values.',
    remedy: 'Use fewer aliases of values that hold aliases.',
  },
  'yaml-merge': {
    severity: 'error',
    message: 'The merge key "<<" takes a mapping or a list of mappings.',
    remedy: 'Give it an alias of a mapping, or put the key in quotes if it is meant as text.',
  },
  'number-inexact': {
    severity: 'error',
    message: 'The number {source} is too large to be published exactly; it would arrive as {value}.',
    remedy: 'Put it in quotes if the worker can read it from text, or use a smaller number.',
  },
  'number-not-finite': {
    severity: 'error',
    message: 'The number {source} cannot be published: JSON has no such number.',
    remedy: 'Write a finite number, or text in quotes if the worker can read that.',
  },

  // What a schema says, in any file.
  'key-missing': {
    severity: 'error',
    message: '"{key}" is missing{where}.',
    remedy: 'Add {key}. {about}',
  },
  'key-unknown': {
    severity: 'error',
    message: 'The key "{key}" is not known{where}.',
    remedy: '{advice}',
  },
  'key-ignored': {
    severity: 'warning',
    message: 'Arkindex ignores the key "{key}"{where}.',
    remedy: '{advice}',
  },
  'key-obsolete': {
    severity: 'warning',
    message: 'The key "{key}" is out of use{where}.',
    remedy: 'Remove it. {about}',
  },
  'value-unknown': {
    severity: 'error',
    message: '{value} is not a value of {name}.',
    remedy: '{advice}',
  },
  'value-wrong-type': {
    severity: 'error',
    message: '{name} must be {expected}, not {actual}.',
    remedy: '{about}{advice}',
  },
  'value-wrong-form': {
    severity: 'error',
    message: '{value} is not a valid {name}.',
    remedy: '{about}',
  },
  'value-too-long': {
    severity: 'error',
    message: '{name} has {length} characters; at most {limit} are allowed.',
    remedy: 'Shorten it.',
  },
  'list-too-short': {
    severity: 'error',
    message: '{name} holds {length}; at least {limit} must stand there.',
    remedy: '{about}',
  },
  'list-too-long': {
    severity: 'error',
    message: '{name} holds {length}; at most {limit} may stand there.',
    remedy: 'Remove some.',
  },
  'list-duplicate': {
    severity: 'error',
    message: '{value} stands in {name} more than once.',
    remedy: 'Keep one of them.',
  },
  'text-empty': {
    severity: 'error',
    message: '{name} is empty.',
    remedy: '{about}',
  },

  // Workers, in any format.
  'slug-invalid': {
    severity: 'error',
    message: '{value} is not a slug.',
    remedy: 'Use 1 to 100 letters without accents, digits, underscores and dashes.',
  },
  'slug-duplicate': {
    severity: 'error',
    message: 'The slug "{slug}" is already used by the worker in {other}.',
    remedy: 'Give each worker of the repository a slug of its own.',
  },
  'shm-size-invalid': {
    severity: 'error',
    message: '{value} is not a size of shared memory.',
    remedy: 'Write a whole number above zero, then b, k, m or g, such as 512m.',
  },
  'uuid-invalid': {
    severity: 'error',
    message: '{value} is not an identifier.',
    remedy: 'Write a UUID, such as 6f9b1d6c-52cf-4b8e-9a3e-0d4f6a0d8c11.',
  },
  'no-workers': {
    severity: 'error',
    message: 'The repository defines no worker and no model.',
    remedy: 'Add a file arkindex/SLUG.yml for each worker; "arkindex-ci schema worker" prints what it holds.',
  },

  // Default values.
  'default-wrong-type': {
    severity: 'error',
    message: 'The default of a {type} option must be {expected}, not {actual}.',
    remedy: "Write a default of the option's own type, or correct the type.{advice}",
  },
  'default-item-wrong-type': {
    severity: 'error',
    message: 'Each default of a list of {type} must be {expected}, not {actual}.',
    remedy: "Write values of the option's own type, or correct the type.{advice}",
  },
  'default-not-list': {
    severity: 'error',
    message: 'The option takes many values, so its default must be a list, not {actual}.',
    remedy: 'Write the default as a list, such as [{value}].',
  },
  'default-dict-text': {
    severity: 'error',
    message: 'Keys and values of the default of a dict option must be text; this one is {actual}.',
    remedy: 'Put it in quotes.',
  },
  'default-not-finite': {
    severity: 'error',
    message: 'The default cannot be {value}.',
    remedy: 'Write a finite number.',
  },
  'default-not-choice': {
    severity: 'error',
    message: 'The default {value} is none of the choices.',
    remedy: '{advice}',
  },
  'default-not-supported': {
    severity: 'error',
    message: 'An option of type {type} cannot have a default.',
    remedy: 'Remove the default; only bool, dict, enum, float, int, string and text options have one.',
  },
  'default-missing': {
    severity: 'error',
    message: 'An option that is not editable needs a default: it is the fixed value.',
    remedy: 'Add a default, or remove "editable: false".',
  },

  // Options of worker files.
  'option-key-duplicate': {
    severity: 'error',
    message: 'The option key "{key}" is already used in line {line}.',
    remedy: 'Give each option a key of its own; those of a group count as GROUP.KEY.',
  },
  'fixed-without-value': {
    severity: 'error',
    message: 'An option of type {type} has no default, so it cannot be fixed with "editable: false".',
    remedy: 'Remove "editable: false".',
  },
  'group-not-editable': {
    severity: 'error',
    message: 'A group must be editable.',
    remedy: 'Remove "editable: false" from the group; its options may have it.',
  },
  'group-required': {
    severity: 'error',
    message: 'A group cannot be required.',
    remedy: 'Remove "required: true" from the group; its options may have it.',
  },
  'group-nested': {
    severity: 'error',
    message: 'A group cannot hold another group.',
    remedy: 'Move the inner group out, beside the outer one.',
  },
  'children-missing': {
    severity: 'error',
    message: 'A group needs at least one option in "children".',
    remedy: 'Add "children" with the options of the group.',
  },
  'children-misplaced': {
    severity: 'error',
    message: 'Only an option of type group has "children".',
    remedy: 'Remove "children", or make the type group.',
  },
  'choices-missing': {
    severity: 'error',
    message: 'An enum needs "choices".',
    remedy: 'Add "choices" with the values that it can take.',
  },
  'choices-too-few': {
    severity: 'error',
    message: 'An enum with {length} is no choice; at least {limit} must stand in "choices".',
    remedy: 'Add choices.',
  },
  'choices-duplicate': {
    severity: 'error',
    message: 'The choice {value} stands there more than once.',
    remedy: 'Keep one of them.',
  },
  'choices-misplaced': {
    severity: 'error',
    message: 'Only an option of type enum has "choices".',
    remedy: 'Remove "choices", or make the type enum.',
  },
  'many-not-supported': {
    severity: 'error',
    message: 'An option of type {type} cannot take many values.',
    remedy: 'Remove "many"; only int, float, string, worker_version and element_type options have it.',
  },

  // .arkindex.yml.
  'legacy-format': {
    severity: 'warning',
    message: 'Arkindex 1.12 and newer do not read .arkindex.yml.',
    remedy: 'Run "arkindex-ci migrate" to get one file a worker in arkindex/, which they read.',
  },
  'both-formats': {
    severity: 'warning',
    message: 'The repository has .arkindex.yml and files in arkindex/; an instance reads one of the two.',
    remedy: 'Move the workers of .arkindex.yml to arkindex/ with "arkindex-ci migrate".',
  },
  'version-unsupported': {
    severity: 'error',
    message: 'Version {value} of .arkindex.yml cannot be read.',
    remedy: 'Write "version: 3", and the rest of the file as version 3 has it.',
  },
  'repository-not-workers': {
    severity: 'error',
    message: 'The file describes IIIF manifests, not workers.',
    remedy: 'Remove "type: iiif" and list the workers, or check another repository.',
  },
  'nothing-defined': {
    severity: 'error',
    message: 'The file lists neither workers nor models.',
    remedy: 'Add "workers", a list of workers or of paths of their files.',
  },
  'usage-boolean': {
    severity: 'warning',
    message: '{name} is written as {value}, as in the first files; it is read as {meant}.',
    remedy: 'Write "{meant}".',
  },
  'description-empty': {
    severity: 'warning',
    message: 'The description file "{path}" is empty.',
    remedy: 'Write what the worker does, or remove "description".',
  },
  'subtype-missing': {
    severity: 'warning',
    message: 'A list option without "subtype" is read as a list of text.',
    remedy: 'Add "subtype": int, float or string.',
  },
  'option-key-misplaced': {
    severity: 'warning',
    message: '"{key}" has a meaning only in an option of type {type}.',
    remedy: 'Remove it, or make the type {type}.',
  },

  // The release manifest.
  'instance-not-slug': {
    severity: 'error',
    message: '{value} is no slug of a profile.',
    remedy:
      'Name the instance by the slug of its profile. Its URL and token stand in the profiles file, never in the repository.',
  },
  'instance-not-listed': {
    severity: 'error',
    message: 'The instance "{instance}" is not listed under "instances".',
    remedy: 'Add it there, or correct the slug. Listed are {known}.',
  },
  'worker-unknown': {
    severity: 'error',
    message: 'This repository defines no worker "{worker}" that can be read.',
    remedy: 'Correct the slug, or mend the worker. Defined are {known}.',
  },
  'training-duplicate': {
    severity: 'error',
    message: 'The training "{training}" is listed twice.',
    remedy: 'Give each training a name of its own: its process is recognised by it.',
  },
  'pair-duplicate': {
    severity: 'error',
    message: 'The model "{model}" and the worker "{worker}" are paired twice.',
    remedy: 'Keep one entry for the pair, with one range.',
  },
  'range-invalid': {
    severity: 'error',
    message: '"{range}" is no range of versions.',
    remedy: 'Write a semver range such as ">=1.0.0 <3" or "^1.2".',
  },
  'option-unknown': {
    severity: 'error',
    message: 'The worker "{worker}" has no option "{option}".',
    remedy: 'Correct the name. Its options are {known}.',
  },
  'option-value-wrong': {
    severity: 'error',
    message: 'The value of "{option}" does not fit: {reason}.',
    remedy: 'Write a value that the worker takes.',
  },
  'gpu-missing': {
    severity: 'error',
    message: 'The worker "{worker}" requires a GPU, and the training does not ask for one.',
    remedy: 'Add "gpu: true" to the training.',
  },
} as const satisfies Record<string, FindingRow>

export type FindingCode = keyof typeof findingCodes

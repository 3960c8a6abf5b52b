import type { FindingRow } from '../findings/codes.ts'

/** What `lint-template` finds beside the YAML itself. The docs are generated from this table. */
export const templateCodes = {
  // Header and body.
  'documents-too-many': {
    severity: 'error',
    message: 'A third document begins here; GitLab reads a header and a body.',
    remedy: 'Keep one "---", between spec and the jobs.',
  },
  'spec-missing': {
    severity: 'error',
    message: 'Of two documents the first is the header, and this one has no "spec".',
    remedy: 'Put "spec:" with the inputs into the first document, or remove the "---".',
  },
  'spec-misplaced': {
    severity: 'error',
    message: '"spec" stands among the jobs, so GitLab takes the file for a header without a body.',
    remedy: 'Put "---" on a line of its own after the spec.',
  },
  'body-missing': {
    severity: 'error',
    message: 'Nothing follows the header.',
    remedy: 'Put "---" on a line of its own and the jobs after it.',
  },
  'body-wrong': {
    severity: 'error',
    message: 'The body is {actual}, not a mapping of jobs.',
    remedy: 'Write each job as a key with its settings below it.',
  },
  'spec-key-unknown': {
    severity: 'error',
    message: 'GitLab knows no "{key}" in {where}.{advice}',
    remedy: 'Use one of {known}, or remove it.',
  },
  'spec-wrong-type': {
    severity: 'error',
    message: '{name} is {actual}; it must be {expected}.',
    remedy: 'Write it as {expected}.',
  },
  'component-key-unknown': {
    severity: 'error',
    message: '{value} is nothing that GitLab tells about a component.',
    remedy: 'Use name, sha, version and reference.',
  },

  // Inputs as they are declared.
  'input-name-invalid': {
    severity: 'error',
    message: 'An input of the name "{name}" cannot be interpolated.',
    remedy: 'Name it with letters, digits, "-" and "_".',
  },
  'input-type-unknown': {
    severity: 'error',
    message: '{value} is no type of an input.{advice}',
    remedy: 'Use string, number, boolean or array.',
  },
  'input-default-type': {
    severity: 'error',
    message: 'The default of "{name}" is {actual}, but its type is {type}.',
    remedy:
      'Write a default of that type, or change the type. Text that looks like a number or a boolean needs quotes.',
  },
  'input-default-option': {
    severity: 'error',
    message: 'The default of "{name}", {value}, is none of its options.',
    remedy: 'Add it to the options, or choose one of them.',
  },
  'input-default-regex': {
    severity: 'error',
    message: 'The default of "{name}", {value}, does not match its regex.',
    remedy: 'Change the default or the regex.',
  },
  'input-options-misplaced': {
    severity: 'error',
    message: '"{name}" has options, but its type is {type}.',
    remedy: 'Only a string or a number can have options: remove them.',
  },
  'input-options-wrong': {
    severity: 'error',
    message: 'The options of "{name}" {problem}.',
    remedy: 'Write a list of one to 50 different values of the type of the input.',
  },
  'input-regex-misplaced': {
    severity: 'error',
    message: '"{name}" has a regex, but its type is {type}.',
    remedy: 'Only a string can have a regex: remove it.',
  },
  'input-regex-invalid': {
    severity: 'error',
    message: 'The regex of "{name}" does not work in GitLab: {problem}.',
    remedy: 'Write it in the syntax of RE2, which has no lookaround and no backreference.',
  },
  'input-description-missing': {
    severity: 'warning',
    message: 'The input "{name}" has no description.',
    remedy: 'Say what it does: the page of the component in the catalog shows it.',
  },
  'input-description-long': {
    severity: 'error',
    message: 'The description of "{name}" has {length} characters; GitLab takes 1024.',
    remedy: 'Shorten it, and put the rest into the README.',
  },
  'input-unused': {
    severity: 'warning',
    message: 'Nothing uses the input "{name}".',
    remedy: 'Use it as $[[ inputs.{name} ]], or remove it.',
  },

  // Inputs as they are given.
  'given-missing': {
    severity: 'error',
    message: 'The input "{name}" needs a value, and none is given.',
    remedy: 'Give --input {name}=VALUE, or a default.',
  },
  'given-unknown': {
    severity: 'error',
    message: 'The input "{name}" is given, but not declared.{advice}',
    remedy: 'Declare it, or do not give it: GitLab refuses the pipeline.',
  },
  'given-wrong-type': {
    severity: 'error',
    message: 'The value that is given for "{name}" is {value}, not {type}.',
    remedy: 'Give {type}; a list is written as JSON, such as ["a","b"].',
  },
  'given-not-option': {
    severity: 'error',
    message: 'The value that is given for "{name}", {value}, is none of its options.',
    remedy: 'Give one of {options}.',
  },
  'given-breaks-regex': {
    severity: 'error',
    message: 'The value that is given for "{name}", {value}, does not match its regex.',
    remedy: 'Give a value that matches {regex}.',
  },

  // Interpolation.
  'interpolation-syntax': {
    severity: 'error',
    message: 'This is no interpolation: {problem}.',
    remedy: 'Write $[[ inputs.NAME ]] on one line, with at most three functions after "|".',
  },
  'interpolation-unknown': {
    severity: 'error',
    message: '"{access}" is not known to GitLab here.{advice}',
    remedy: 'Use inputs.NAME, or component.name, .sha, .version and .reference.',
  },
  'interpolation-unknown-input': {
    severity: 'error',
    message: 'No input is called "{name}".{advice}',
    remedy: 'Declare it below spec: inputs, or correct the name. GitLab reads comments of the body too.',
  },
  'interpolation-component-undeclared': {
    severity: 'error',
    message: '"component.{key}" is used, but spec: component does not list it.',
    remedy: 'Add "component: [{key}]" below spec. It needs GitLab 18.7.',
  },
  'interpolation-function-unknown': {
    severity: 'error',
    message: 'GitLab has no function "{name}" for inputs.{advice}',
    remedy: 'Use expand_vars, truncate(OFFSET,LENGTH) or posix_escape.',
  },
  'interpolation-function-misused': {
    severity: 'error',
    message: '{name} {problem}.',
    remedy: 'Write truncate(OFFSET,LENGTH) with two numbers; functions take string inputs alone.',
  },
  'interpolation-array-in-text': {
    severity: 'warning',
    message: 'The list "{name}" stands inside of other text, where it becomes JSON.',
    remedy: 'Let it be the whole value, without quotes; or in single quotes where JSON text is meant.',
  },

  // The body by GitLab's schema.
  'ci-key-unknown': {
    severity: 'error',
    message: 'GitLab knows no "{key}" in {where}.{advice}',
    remedy: 'Correct the key or remove it.',
  },
  'ci-key-missing': {
    severity: 'error',
    message: '{name} lacks "{key}".',
    remedy: 'Add it.',
  },
  'ci-wrong-type': {
    severity: 'error',
    message: '{name} is {actual}; it must be {expected}.',
    remedy: 'Write it as {expected}.',
  },
  'ci-value-unknown': {
    severity: 'error',
    message: '{value} is not a value of {name}.{advice}',
    remedy: 'Use one of {allowed}.',
  },
  'ci-value-wrong': {
    severity: 'error',
    message: '{name} {problem}.',
    remedy: "Look it up in GitLab's reference of .gitlab-ci.yml.",
  },

  // Jobs and what they name.
  'job-does-nothing': {
    severity: 'error',
    message: 'The job {name} has no script, run or trigger, and extends nothing.',
    remedy: 'Give it a script, or let its name begin with a dot where others extend it.',
  },
  'needs-unknown': {
    severity: 'error',
    message: 'No job is called "{name}".{advice}',
    remedy: 'Correct the name, or remove it.',
  },
  'needs-elsewhere': {
    severity: 'warning',
    message: 'No job of this file is called "{name}", and the need is not optional.{advice}',
    remedy: 'Add "optional: true", or lint it together with the file that has the job.',
  },
  'needs-circular': {
    severity: 'error',
    message: 'The jobs wait for each other: {chain}.',
    remedy: 'Remove one of these needs.',
  },
  'extends-unknown': {
    severity: 'error',
    message: 'There is no "{name}" to extend.{advice}',
    remedy: 'Correct the name, or remove it.',
  },
  'extends-elsewhere': {
    severity: 'warning',
    message: 'This file has no "{name}" to extend.{advice}',
    remedy: 'Correct the name, or lint it together with the file that has it.',
  },
  'extends-circular': {
    severity: 'error',
    message: 'The jobs extend each other: {chain}.',
    remedy: 'Remove one of these extends.',
  },
  'reference-unknown': {
    severity: 'error',
    message: 'There is no {path} to refer to.{advice}',
    remedy: 'Correct the path, or remove the reference.',
  },
  'reference-elsewhere': {
    severity: 'warning',
    message: 'This file has no {path} to refer to.{advice}',
    remedy: 'Correct the path, or lint it together with the file that has it.',
  },
  'reference-wrong': {
    severity: 'error',
    message: 'This !reference {problem}.',
    remedy: 'Write !reference [JOB, KEY], with names alone.',
  },
  'rule-if-invalid': {
    severity: 'error',
    message: 'GitLab cannot read this condition: {problem}.',
    remedy: 'Compare $VARIABLE, "text", /pattern/ and null by ==, !=, =~ and !~, joined by && and ||.',
  },
  'rule-if-new': {
    severity: 'warning',
    message: 'Only the newest GitLab understands {token} in a condition.',
    remedy: 'Compare with == "" or null instead, so that older ones read it too.',
  },

  // Our rules for components that strangers include.
  'policy-global-keyword': {
    severity: 'warning',
    message: 'The global keyword "{key}" changes the pipeline of whoever includes this.',
    remedy: 'Set it in the jobs of the component.',
  },
  'policy-after-script': {
    severity: 'warning',
    message: 'The job uses after_script, whose failure nobody sees and which gitlab-ci-local runs in an empty folder.',
    remedy: 'Clean up in the command itself, or with "trap" in the script.',
  },
  'policy-script-long': {
    severity: 'warning',
    message: 'The script is more than one call of a command.',
    remedy: 'Put the logic into a command of the image, where it has tests.',
  },
  'policy-interpolated-script': {
    severity: 'warning',
    message: 'An interpolation stands in shell code: who sets the input can run any command.',
    remedy: 'Hand it over as a variable of the job, and use "$VARIABLE" in the script.',
  },
  'policy-image-floating': {
    severity: 'warning',
    message: 'The image {value} may be another one tomorrow.',
    remedy: 'Pin it by digest (NAME@sha256:...), or let an input choose it.',
  },
  'policy-job-name': {
    severity: 'warning',
    message: 'The name of the job {name} is fixed, so a pipeline cannot include the component twice.',
    remedy: 'Begin it with an input, such as "$[[ inputs.job-prefix ]]{plain}".',
  },
  'policy-secret-input': {
    severity: 'warning',
    message: 'The input "{name}" seems to take a secret, and inputs are shown to everybody who sees the pipeline.',
    remedy: 'Read it from a masked variable or a secure file, whose name may be an input.',
  },
} as const satisfies Readonly<Record<string, FindingRow>>

export type TemplateCode = keyof typeof templateCodes

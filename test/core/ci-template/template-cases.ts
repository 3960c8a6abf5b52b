import type { TemplateCode } from '../../../core/ci-template/codes.ts'
import type { FindingCode } from '../../../core/findings/codes.ts'

export interface TemplateCase {
  code: TemplateCode | FindingCode
  /** The place of the finding stands between « and ». */
  bad: string
  /** The same with the problem mended. */
  good: string
  /** Inputs that are given, with a problem and without. */
  inputs?: { bad: Record<string, string>; good: Record<string, string> }
  /** Other findings that cannot be kept out of the bad case. */
  besides?: TemplateCode[]
}

/** A header with these inputs, in flow style, and a body that uses the input `x`. */
const inputs = (text: string) => `spec:\n  inputs:\n${text}---\n"$[[ inputs.x ]]a":\n  script: [run]\n`
const x = (spec: string) => inputs(`    x: {description: What it is., ${spec}}\n`)
const named = (name: string) => inputs(`    «${name}»: {description: What it is.}\n`)
/** A template with the input `p`, and this body below its one job. */
const header = 'spec:\n  inputs:\n    p: {description: Prefix., default: ""}\n---\n'
const job = (rest: string) => `${header}"$[[ inputs.p ]]a":\n  script: [run]\n${rest}`
const second = (rest: string) => `"$[[ inputs.p ]]b":\n  script: [run]\n${rest}`
/** A pipeline file without a header. */
const pipeline = (rest: string) => `"$[[ matrix.A ]]": {script: [run]}\n${rest}`
const digest = `@sha256:${'0'.repeat(64)}`
const typed = (type: string) =>
  `spec:\n  inputs:\n    p: {description: P., default: ""}\n    «x»: {description: X., type: ${type}, default: ${type === 'array' ? '[]' : 1}}\n---\n"$[[ inputs.p ]]a":\n  script: [run]\n  variables: {X: '$[[ inputs.x ]]'}\n`
const unmark = (text: string) => text.replaceAll(/[«»]/g, '')

export const templateCases: TemplateCase[] = [
  { code: 'documents-too-many', bad: `${job('')}«---»\nb: {script: [run]}\n`, good: job('') },
  {
    code: 'spec-missing',
    bad: '«image»: a\n---\na: {script: [run]}\n',
    good: 'spec:\n---\n',
    besides: ['policy-job-name'],
  },
  {
    code: 'spec-misplaced',
    bad: '«spec»: {inputs: {}}\na: {script: [run]}\n',
    good: job(''),
  },
  { code: 'body-missing', bad: '«spec»:\n  inputs: {}\n', good: job('') },
  { code: 'body-wrong', bad: 'spec: {}\n---\n«[a]»\n', good: job('') },
  { code: 'spec-key-unknown', bad: x('«dafault»: a'), good: x('default: a') },
  { code: 'spec-wrong-type', bad: inputs('    x: «text»\n'), good: x('default: a') },
  {
    code: 'component-key-unknown',
    bad: job('').replace('spec:\n', 'spec:\n  component: [«tag»]\n'),
    good: job('').replace('spec:\n', 'spec:\n  component: [version]\n'),
  },
  {
    code: 'input-name-invalid',
    bad: 'spec:\n  inputs:\n    p: {description: P., default: ""}\n    «a.b»: {description: A.}\n---\n"$[[ inputs.p ]]a": {script: [run]}\n',
    good: job(''),
    besides: ['input-unused'],
  },
  { code: 'input-type-unknown', bad: x('type: «text»'), good: x('type: string') },
  { code: 'input-default-type', bad: x('default: «1»'), good: x('default: "1"') },
  { code: 'input-default-option', bad: x('options: [a], default: «b»'), good: x('options: [a], default: a') },
  { code: 'input-default-regex', bad: x('regex: ^a, default: «b»'), good: x('regex: ^a, default: ab') },
  { code: 'input-options-misplaced', bad: x('type: boolean, «options»: [true]'), good: x('type: boolean') },
  { code: 'input-options-wrong', bad: x('options: [a, «a»]'), good: x('options: [a, b]') },
  {
    code: 'input-options-wrong',
    bad: x('type: number, options: [1, «"2"»]'),
    good: x('type: number, options: [1, 2]'),
  },
  { code: 'input-options-wrong', bad: x('options: «[]»'), good: x('options: [a]') },
  { code: 'input-regex-misplaced', bad: x('type: number, «regex»: ^1'), good: x('type: number') },
  { code: 'input-regex-invalid', bad: x("regex: «'^(?!a)'»"), good: x("regex: '^[^a]'") },
  { code: 'input-regex-invalid', bad: x("regex: «'(a)\\1'»"), good: x("regex: '(a)\\d'") },
  { code: 'input-regex-invalid', bad: x("regex: «'[a'»"), good: x("regex: '[a]'") },
  { code: 'input-description-missing', bad: inputs('    «x»:\n'), good: named('x') },
  {
    code: 'input-description-long',
    bad: inputs(`    x: {description: «${'a'.repeat(1025)}»}\n`),
    good: inputs(`    x: {description: ${'a'.repeat(1024)}}\n`),
  },
  {
    code: 'input-unused',
    bad: inputs('    x: {description: X.}\n    «y»: {description: Y., default: ""}\n'),
    good: x('default: a'),
  },
  {
    code: 'given-missing',
    bad: inputs('    «x»: {description: X.}\n    y: {description: Y., default: ""}\n').concat(
      '  stage: $[[ inputs.y ]]\n',
    ),
    good: inputs('    x: {description: X.}\n    y: {description: Y., default: ""}\n').concat(
      '  stage: $[[ inputs.y ]]\n',
    ),
    inputs: { bad: { y: 'b' }, good: { x: 'a', y: 'b' } },
  },
  {
    code: 'given-unknown',
    bad: x('default: a').replace('inputs:', '«inputs»:'),
    good: x('default: a'),
    inputs: { bad: { y: 'b' }, good: { x: 'b' } },
  },
  {
    code: 'given-wrong-type',
    bad: typed('number'),
    good: unmark(typed('number')),
    inputs: { bad: { x: 'a' }, good: { x: '2' } },
  },
  {
    code: 'given-wrong-type',
    bad: typed('array'),
    good: unmark(typed('array')),
    inputs: { bad: { x: 'a' }, good: { x: '["a"]' } },
  },
  {
    code: 'given-not-option',
    bad: inputs('    «x»: {description: X., options: [a, b]}\n'),
    good: x('options: [a, b]'),
    inputs: { bad: { x: 'c' }, good: { x: 'b' } },
  },
  {
    code: 'given-breaks-regex',
    bad: inputs('    «x»: {description: X., regex: ^a$}\n'),
    good: x('regex: ^a$'),
    inputs: { bad: { x: 'b' }, good: { x: 'a' } },
  },
  { code: 'interpolation-syntax', bad: job('  stage: «$[[» inputs.p\n'), good: job('  stage: $[[ inputs.p ]]b\n') },
  {
    code: 'interpolation-syntax',
    bad: job('  stage: b«$[[ inputs.p | expand_vars | expand_vars | expand_vars | expand_vars ]]»\n'),
    good: job('  stage: b$[[ inputs.p | expand_vars | truncate(0,5) | posix_escape ]]\n'),
  },
  { code: 'interpolation-unknown', bad: job('  stage: «$[[ input.p ]]»\n'), good: job('  stage: a$[[ inputs.p ]]\n') },
  { code: 'interpolation-unknown-input', bad: job('  # «$[[ inputs.q ]]»\n'), good: job('  # $[[ inputs.p ]]\n') },
  {
    code: 'interpolation-component-undeclared',
    bad: job('  variables: {V: "«$[[ component.version ]]»"}\n'),
    good: job('  variables: {V: "$[[ component.version ]]"}\n').replace('spec:\n', 'spec:\n  component: [version]\n'),
  },
  {
    code: 'interpolation-function-unknown',
    bad: job('  stage: b«$[[ inputs.p | expand_var ]]»\n'),
    good: job('  stage: b$[[ inputs.p | expand_vars ]]\n'),
  },
  {
    code: 'interpolation-function-misused',
    bad: job('  stage: b«$[[ inputs.p | truncate(5) ]]»\n'),
    good: job('  stage: b$[[ inputs.p | truncate(0, 5) ]]\n'),
  },
  {
    code: 'interpolation-array-in-text',
    bad: unmark(typed('array')).replace("{X: '$[[ inputs.x ]]'}", '\n    X: all «$[[ inputs.x ]]»'),
    good: unmark(typed('array')),
  },
  {
    // The items of a list that is the whole value are no text around it.
    code: 'interpolation-array-in-text',
    bad: unmark(typed('array'))
      .replace('default: []', 'default: [b, c]')
      .replace("{X: '$[[ inputs.x ]]'}", '\n    X: all «$[[ inputs.x ]]»'),
    good: unmark(typed('array'))
      .replace('default: []', 'default: [b, c]')
      .replace("  variables: {X: '$[[ inputs.x ]]'}", '  tags: $[[ inputs.x ]]'),
  },
  { code: 'ci-key-unknown', bad: job('  «aftr_script»: [run]\n'), good: job('  retry: 1\n') },
  {
    code: 'ci-key-unknown',
    bad: job('  image: {name: a$[[ inputs.p ]], «entry»: [""]}\n'),
    good: job('  image: {name: a$[[ inputs.p ]], entrypoint: [""]}\n'),
  },
  {
    code: 'ci-key-missing',
    bad: job('  «release»: {description: a}\n'),
    good: job('  release: {description: a, tag_name: b}\n'),
  },
  { code: 'ci-wrong-type', bad: job('  interruptible: «1»\n'), good: job('  interruptible: true\n') },
  { code: 'ci-wrong-type', bad: job('  artifacts:\n    paths: «a»\n'), good: job('  artifacts:\n    paths: [a]\n') },
  { code: 'ci-value-unknown', bad: job('  when: «onfailure»\n'), good: job('  when: on_failure\n') },
  { code: 'ci-value-unknown', bad: job('  rules:\n    - when: «nver»\n'), good: job('  rules:\n    - when: never\n') },
  { code: 'ci-value-wrong', bad: job('  stage: «""»\n'), good: job('  stage: b\n') },
  { code: 'job-does-nothing', bad: `${header}«"$[[ inputs.p ]]a"»:\n  stage: b\n`, good: job('  stage: b\n') },
  {
    code: 'needs-unknown',
    bad: pipeline('b:\n  script: [run]\n  needs: [«c»]\n'),
    good: pipeline('b:\n  script: [run]\n  needs: []\n'),
    besides: ['policy-job-name', 'policy-job-name'],
  },
  {
    code: 'needs-elsewhere',
    bad: job('  needs:\n    - job: «"$[[ inputs.p ]]c"»\n'),
    good: job('  needs:\n    - job: "$[[ inputs.p ]]c"\n      optional: true\n'),
  },
  {
    code: 'needs-circular',
    bad: `${header}«"$[[ inputs.p ]]a"»:\n  script: [run]\n  needs: ["$[[ inputs.p ]]b"]\n${second('  needs: ["$[[ inputs.p ]]a"]\n')}`,
    good: `${job('  needs: ["$[[ inputs.p ]]b"]\n')}${second('')}`,
  },
  {
    code: 'extends-unknown',
    bad: pipeline('b:\n  extends: «.c»\n'),
    good: pipeline('.c: {script: [run]}\nb:\n  extends: .c\n'),
    besides: ['policy-job-name', 'policy-job-name'],
  },
  {
    code: 'extends-elsewhere',
    bad: job('  extends: [«.c»]\n'),
    good: `${job('  extends: [".$[[ inputs.p ]]c"]\n')}".$[[ inputs.p ]]c": {script: [run]}\n`,
  },
  {
    code: 'extends-circular',
    bad: `${header}«".$[[ inputs.p ]]a"»: {extends: ".$[[ inputs.p ]]b"}\n".$[[ inputs.p ]]b": {extends: ".$[[ inputs.p ]]a"}\n`,
    good: `${header}".$[[ inputs.p ]]a": {extends: ".$[[ inputs.p ]]b"}\n".$[[ inputs.p ]]b": {}\n`,
  },
  {
    code: 'reference-unknown',
    bad: `${job('  rules:\n    - «!reference ["$[[ inputs.p ]]b", rulse]»\n')}${second('  rules: [{when: never}]\n')}`,
    good: `${job('  rules:\n    - !reference ["$[[ inputs.p ]]b", rules]\n')}${second('  rules: [{when: never}]\n')}`,
  },
  {
    code: 'reference-elsewhere',
    bad: job('  rules: «!reference [.c, rules]»\n'),
    good: `${job('  rules: !reference [".$[[ inputs.p ]]c", rules]\n')}".$[[ inputs.p ]]c": {rules: [{when: never}]}\n`,
  },
  {
    code: 'reference-wrong',
    bad: job('  rules: «!reference ["$[[ inputs.p ]]a", rules]»\n'),
    good: job('  rules: []\n'),
  },
  { code: 'reference-wrong', bad: job('  rules: «!reference []»\n'), good: job('  rules: []\n') },
  {
    code: 'rule-if-invalid',
    bad: job('  rules:\n    - if: $A «=» "b"\n'),
    good: job('  rules:\n    - if: $A == "b" && ($B =~ /^v[0-9]+$/ || $C != null)\n'),
  },
  {
    code: 'rule-if-invalid',
    bad: job("  rules:\n    - if: '$A =~ «/(?=a)b/»'\n"),
    good: job("  rules:\n    - if: '$A =~ /ab/i'\n"),
  },
  { code: 'rule-if-new', bad: job("  rules:\n    - if: '«!»$A'\n"), good: job("  rules:\n    - if: '$A == null'\n") },
  { code: 'policy-global-keyword', bad: `${job('')}«stages»: [a]\n`, good: job('') },
  { code: 'policy-after-script', bad: job('  «after_script»: [run]\n'), good: job('') },
  {
    code: 'policy-script-long',
    bad: `${header}"$[[ inputs.p ]]a":\n  «script»:\n    - run | tee log\n`,
    good: job(''),
  },
  {
    code: 'policy-interpolated-script',
    bad: `${header}"$[[ inputs.p ]]a":\n  script:\n    - run «$[[ inputs.p ]]» --all\n`,
    good: job(''),
  },
  { code: 'policy-image-floating', bad: job('  image: «node:20»\n'), good: job(`  image: node${digest}\n`) },
  { code: 'policy-job-name', bad: `${job('')}«b»: {script: [run]}\n`, good: job('') },
  {
    code: 'policy-secret-input',
    bad: job('  variables: {T: "$[[ inputs.api-token ]]"}\n').replace(
      '---',
      '    «api-token»: {description: T., default: ""}\n---',
    ),
    good: job('  variables: {T: "$[[ inputs.token-variable ]]"}\n').replace(
      '---',
      '    token-variable: {description: T., default: ""}\n---',
    ),
  },
  // Codes of YAML itself, at places of the source also where values were filled in before.
  { code: 'yaml-duplicate-key', bad: job('  stage: $[[ inputs.p ]]b\n  «stage»: c\n'), good: job('  stage: c\n') },
  { code: 'yaml-alias-unknown', bad: job('  variables: {A: «*b»}\n'), good: job('  variables: {A: &b c, D: *b}\n') },
]

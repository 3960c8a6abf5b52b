import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { FindingCode } from '../../../core/findings/codes.ts'

/** A repository by its files. A value that begins with `->` is a link. */
export type Files = Record<string, string | Uint8Array>

export interface FindingCase {
  code: FindingCode
  /** One file of it shows the place of the finding between « and »; without, it is the start of the file that `at` names. */
  bad: Files
  /** The file of the finding, where nothing is marked. */
  at?: string
  /** The same with the problem mended. */
  good: Files
  /** What the marked file is after the edit, where the finding has one. */
  fixed?: string
  /** Other findings that cannot be kept out of the bad case. */
  besides?: FindingCode[]
}

const modern = 'arkindex/a.yml'
const head = 'slug: a\ndisplay_name: A\ntype: t\ndescription: D\n'
const m = (rest: string): Files => ({ [modern]: head + rest })
/** A worker file with one option, in flow style. */
const option = (rest: string): Files => m(`configuration:\n  - {key: k, display_name: K, ${rest}}\n`)
const fixedOption = (rest: string) => `${head}configuration:\n  - {key: k, display_name: K, ${rest}}\n`
const l = (rest: string, more: Files = {}): Files => ({
  '.arkindex.yml': `version: 3\nworkers:\n  - name: A\n    slug: a\n    type: t\n${rest}`,
  ...more,
})
const fixedLegacy = (rest: string) => `version: 3\nworkers:\n  - name: A\n    slug: a\n    type: t\n${rest}`
const userOption = (rest: string): Files => l(`    user_configuration:\n      k: {title: K, ${rest}}\n`)
const manifest = (rest: string): Files => ({ ...m(''), '.arkindex-ci.yml': `version: 1\n${rest}` })
const training = (rest: string) =>
  `trainings:\n  - {${rest}, worker: a, model: M, dataset: {project: P, name: D}, sets: {train: T}}\n`
/** The manifest of a repository without its worker. */
const only = (files: Files): Files => ({ '.arkindex-ci.yml': files['.arkindex-ci.yml'] ?? '' })
const bytes = (...parts: Array<string | number[]>): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))
const legacy: FindingCode[] = ['legacy-format']
const bomb = Array.from({ length: 20 }, (_, index) => `  a${index + 1}: &a${index + 1} [*a${index}, *a${index}]\n`)

export const findingCases: FindingCase[] = [
  { code: 'file-unreadable', bad: { ...m(''), 'arkindex/b.yml': '->b.yml' }, at: 'arkindex/b.yml', good: m('') },
  {
    code: 'file-not-regular',
    bad: l('  - «folder»\n', { 'folder/x': '' }),
    good: l('  - w.yml\n', { 'w.yml': 'name: B\nslug: b\ntype: t\n' }),
    besides: legacy,
  },
  {
    code: 'file-too-large',
    bad: { ...m(''), 'arkindex/b.yml': `# ${'x'.repeat(1024 * 1024)}` },
    at: 'arkindex/b.yml',
    good: m(''),
  },
  { code: 'file-outside', bad: l('  - «../w.yml»\n'), good: l(''), besides: legacy },
  {
    code: 'file-missing',
    bad: l('    description: «d.md»\n'),
    good: l('    description: d.md\n', { 'd.md': 'D' }),
    besides: legacy,
  },
  {
    code: 'folder-missing',
    bad: l('models: [{name: M, path: «m»}]\n'),
    good: l('models: [{name: M, path: m}]\n', { 'm/x': '' }),
    besides: legacy,
  },
  {
    code: 'glob-empty',
    bad: l('  - «w/*.yml»\n'),
    good: l('  - w/*.yml\n', { 'w/b.yml': 'name: B\nslug: b\ntype: t\n' }),
    besides: legacy,
  },
  {
    code: 'too-many-findings',
    bad: m(`${Array.from({ length: 100 }, (_, index) => `x${index}: 1\n`).join('')}«last_one»: 1\n`),
    good: m(''),
    besides: Array(100).fill('key-unknown'),
  },
  { code: 'encoding-wrong', bad: { [modern]: bytes(`${head}help: `, [0xe9], '\n') }, at: modern, good: m('') },
  { code: 'encoding-bom', bad: { [modern]: `\ufeff${head}` }, at: modern, good: m(''), fixed: head },
  { code: 'yaml-character', bad: m('# «\u0007»\n'), good: m('# a\n') },
  {
    code: 'yaml-tab',
    bad: m('gpu_usage:«\t»disabled\n'),
    good: m('gpu_usage: "dis\\tabled"\n'.replace('dis\\t', 'dis')),
    fixed: `${head}gpu_usage:  disabled\n`,
  },
  { code: 'yaml-syntax', bad: m('docker: {command: «a»\n'), good: m('docker: {command: a}\n') },
  { code: 'yaml-several-documents', bad: m('«---»\nslug: b\n'), good: m('') },
  { code: 'yaml-empty', bad: { ...m(''), 'arkindex/b.yml': '# nothing\n' }, at: 'arkindex/b.yml', good: m('') },
  { code: 'yaml-too-deep', bad: { ...m(''), 'arkindex/b.yml': `${'['.repeat(102)}«[»${'['.repeat(50)}` }, good: m('') },
  { code: 'yaml-too-complex', bad: { ...m(''), 'arkindex/b.yml': `[${'a,'.repeat(19_999)}«a»,a]` }, good: m('') },
  {
    code: 'yaml-duplicate-key',
    bad: m('gpu_usage: disabled\n«gpu_usage»: required\n'),
    good: m('gpu_usage: required\n'),
  },
  {
    code: 'yaml-key-not-text',
    bad: l('    configuration: {«1»: 2}\n'),
    good: l('    configuration: {"1": 2}\n'),
    fixed: fixedLegacy('    configuration: {"1": 2}\n'),
    besides: legacy,
  },
  {
    code: 'yaml-key-complex',
    bad: l('    configuration: {«[a]»: 2}\n'),
    good: l('    configuration: {a: 2}\n'),
    besides: legacy,
  },
  {
    code: 'yaml-tag',
    bad: m('gpu_usage: !!binary «disabled»\n'),
    good: m('gpu_usage: !!str disabled\n'),
    besides: ['value-unknown'],
  },
  {
    code: 'yaml-date',
    bad: option('type: string, default: «2026-01-02»'),
    good: option('type: string, default: "2026-01-02"'),
    fixed: fixedOption('type: string, default: "2026-01-02"'),
  },
  {
    code: 'yaml-value-sign',
    bad: option('type: string, default: «=»'),
    good: option('type: string, default: "="'),
    fixed: fixedOption('type: string, default: "="'),
  },
  {
    code: 'yaml-anchor-twice',
    bad: l('    configuration: {a: &x 1, b: &x «2»}\n'),
    good: l('    configuration: {a: &x 1, b: &y 2}\n'),
    besides: legacy,
  },
  {
    code: 'yaml-alias-unknown',
    bad: l('    configuration: {a: «*x»}\n'),
    good: l('    configuration: {b: &x 1, a: *x}\n'),
    besides: legacy,
  },
  { code: 'yaml-alias-cycle', bad: l('    configuration: &x {a: «*x»}\n'), good: l('    configuration: &x {a: 1}\n') },
  {
    code: 'yaml-alias-expansion',
    bad: { ...m(''), 'arkindex/b.yml': `a:\n  a0: &a0 x\n${bomb.slice(0, 12).join('')}  a13: [«*a12», *a12]\n` },
    good: m(''),
  },
  {
    code: 'yaml-merge',
    bad: l('    configuration: {<<: «1»}\n'),
    good: l('    configuration: {"<<": 1}\n'),
    besides: legacy,
  },
  {
    code: 'number-inexact',
    bad: l('    configuration: {a: «9007199254740993»}\n'),
    good: l('    configuration: {a: "9007199254740993"}\n'),
    besides: legacy,
  },
  {
    code: 'number-not-finite',
    bad: l('    configuration: {a: «.inf»}\n'),
    good: l('    configuration: {a: ".inf"}\n'),
    besides: legacy,
  },
  { code: 'key-missing', bad: { [modern]: '«slug»: a\ndisplay_name: A\ntype: t\n' }, good: m('') },
  { code: 'key-unknown', bad: { [modern]: 'slug: a\n«name»: A\ntype: t\ndescription: D\n' }, good: m(''), fixed: head },
  {
    code: 'key-ignored',
    bad: l('    «gpu_usge»: required\n'),
    good: l('    gpu_usage: required\n'),
    fixed: fixedLegacy('    gpu_usage: required\n'),
    besides: legacy,
  },
  {
    code: 'key-obsolete',
    bad: l('    docker: {«build»: Dockerfile}\n'),
    good: l('    docker: {command: x}\n'),
    besides: legacy,
  },
  {
    code: 'value-unknown',
    bad: m('gpu_usage: «suported»\n'),
    good: m('gpu_usage: supported\n'),
    fixed: `${head}gpu_usage: supported\n`,
  },
  {
    code: 'value-wrong-type',
    bad: m('docker: {shm_size: «64»}\n'),
    good: m('docker: {shm_size: "64"}\n'),
    fixed: `${head}docker: {shm_size: "64"}\n`,
  },
  { code: 'value-wrong-form', bad: manifest(training('name: «"a b"»')), good: manifest(training('name: a')) },
  {
    code: 'instance-not-slug',
    bad: manifest('instances:\n  «https://x»: {}\n'),
    good: manifest('instances:\n  demo: {}\n'),
  },
  {
    code: 'instance-not-listed',
    bad: manifest(`instances: {demo: {}}\ncompatibility: [{model: M, workers: [a], instances: [«other»]}]\n`),
    good: manifest('instances: {demo: {}}\ncompatibility: [{model: M, workers: [a], instances: [demo]}]\n'),
  },
  {
    code: 'worker-unknown',
    bad: manifest('compatibility: [{model: M, workers: [«b»]}]\n'),
    good: manifest('compatibility: [{model: M, workers: [a]}]\n'),
  },
  {
    code: 'training-duplicate',
    bad: manifest(`${training('name: a')}${training('name: «a»').replace('trainings:\n', '')}`),
    good: manifest(training('name: a')),
  },
  {
    code: 'pair-duplicate',
    bad: manifest('compatibility: [{model: M, workers: [a]}, {model: M, workers: [«a»]}]\ninstances: {demo: {}}\n'),
    good: manifest('compatibility: [{model: M, workers: [a]}]\ninstances: {demo: {}}\n'),
  },
  {
    code: 'range-invalid',
    bad: manifest('instances: {demo: {tags: «>=»}}\n'.replace('«>=»', '«"1.x.y.z"»')),
    good: manifest('instances: {demo: {tags: ">=1"}}\n'),
  },
  {
    code: 'option-unknown',
    bad: manifest(training('name: a, configuration: {order: «4»}')),
    good: manifest(training('name: a')),
  },
  {
    code: 'option-value-wrong',
    bad: { ...option('type: int'), ...only(manifest(training('name: a, configuration: {k: «x»}'))) },
    good: { ...option('type: int'), ...only(manifest(training('name: a, configuration: {k: 1}'))) },
  },
  {
    code: 'gpu-missing',
    bad: {
      ...m('gpu_usage: required\n'),
      ...only(
        manifest(
          `trainings:\n  - {name: a, worker: «a», model: M, dataset: {project: P, name: D}, sets: {train: T}}\n`,
        ),
      ),
    },
    good: { ...m('gpu_usage: required\n'), ...only(manifest(training('name: a, gpu: true'))) },
  },
  {
    code: 'value-too-long',
    bad: { [modern]: `slug: a\ndisplay_name: «${'x'.repeat(101)}»\ntype: t\ndescription: D\n` },
    good: m(''),
  },
  { code: 'list-too-short', bad: manifest('«instances»: {}\n'), good: manifest('instances: {demo: {}}\n') },
  {
    code: 'list-too-long',
    bad: manifest(`«instances»:\n${Array.from({ length: 51 }, (_, index) => `  i${index}: {}\n`).join('')}`),
    good: manifest(''),
  },
  {
    code: 'list-duplicate',
    bad: manifest('instances: {demo: {channels: [stable, «stable»]}}\n'),
    good: manifest('instances: {demo: {channels: [stable]}}\n'),
  },
  { code: 'text-empty', bad: { [modern]: 'slug: a\ndisplay_name: «" "»\ntype: t\ndescription: D\n' }, good: m('') },
  { code: 'slug-invalid', bad: { [modern]: 'slug: «a b»\ndisplay_name: A\ntype: t\ndescription: D\n' }, good: m('') },
  {
    code: 'slug-duplicate',
    bad: { ...m(''), 'arkindex/b.yml': head.replace('slug: a', 'slug: «a»') },
    good: { ...m(''), 'arkindex/b.yml': head.replace('slug: a', 'slug: b') },
  },
  {
    code: 'shm-size-invalid',
    bad: m('docker: {shm_size: «64M»}\n'),
    good: m('docker: {shm_size: 64m}\n'),
    fixed: `${head}docker: {shm_size: 64m}\n`,
  },
  {
    code: 'uuid-invalid',
    bad: l('models: [{name: M, path: m, parent: «v1»}]\n', { 'm/x': '' }),
    good: l('models: [{name: M, path: m}]\n', { 'm/x': '' }),
    besides: legacy,
  },
  { code: 'no-workers', bad: { 'README.md': '' }, at: 'arkindex', good: m('') },
  {
    code: 'default-wrong-type',
    bad: option('type: int, default: «1.0»'),
    good: option('type: int, default: 1'),
    fixed: fixedOption('type: int, default: 1'),
  },
  {
    code: 'default-item-wrong-type',
    bad: option('type: int, many: true, default: [1, «"2"»]'),
    good: option('type: int, many: true, default: [1, 2]'),
    fixed: fixedOption('type: int, many: true, default: [1, 2]'),
  },
  {
    code: 'default-not-list',
    bad: option('type: int, many: true, default: «1»'),
    good: option('type: int, many: true, default: [1]'),
    fixed: fixedOption('type: int, many: true, default: [1]'),
  },
  {
    code: 'default-dict-text',
    bad: option('type: dict, default: {a: «1»}'),
    good: option('type: dict, default: {a: "1"}'),
    fixed: fixedOption('type: dict, default: {a: "1"}'),
  },
  {
    code: 'default-not-finite',
    bad: option('type: float, default: «.nan»'),
    good: option('type: float, default: 1.5'),
  },
  {
    code: 'default-not-choice',
    bad: option('type: enum, choices: [fast, slow], default: «fats»'),
    good: option('type: enum, choices: [fast, slow], default: fast'),
    fixed: fixedOption('type: enum, choices: [fast, slow], default: fast'),
  },
  { code: 'default-not-supported', bad: option('type: secret, default: «x»'), good: option('type: secret') },
  {
    code: 'default-missing',
    bad: m('configuration:\n  - {«key»: k, display_name: K, type: int, editable: false}\n'),
    good: option('type: int, editable: false, default: 1'),
  },
  {
    code: 'option-key-duplicate',
    bad: m('configuration:\n  - {key: k, display_name: K, type: int}\n  - {key: «" k"», display_name: K, type: int}\n'),
    good: option('type: int'),
  },
  { code: 'fixed-without-value', bad: option('type: secret, editable: «false»'), good: option('type: secret') },
  {
    code: 'group-not-editable',
    bad: option('type: group, editable: «false», children: [{key: c, display_name: C, type: int}]'),
    good: option('type: group, children: [{key: c, display_name: C, type: int}]'),
  },
  {
    code: 'group-required',
    bad: option('type: group, required: «true», children: [{key: c, display_name: C, type: int}]'),
    good: option('type: group, children: [{key: k, display_name: C, type: int}]'),
  },
  {
    code: 'group-nested',
    bad: option(
      'type: group, children: [{key: c, display_name: C, type: «group», children: [{key: d, display_name: D, type: int}]}]',
    ),
    good: option('type: group, children: [{key: c, display_name: C, type: int}]'),
  },
  {
    code: 'children-missing',
    bad: m('configuration:\n  - {«key»: k, display_name: K, type: group}\n'),
    good: option('type: group, children: [{key: c, display_name: C, type: int}]'),
  },
  {
    code: 'children-misplaced',
    bad: option('type: int, «children»: [{key: c, display_name: C, type: int}]'),
    good: option('type: int'),
  },
  {
    code: 'choices-missing',
    bad: m('configuration:\n  - {«key»: k, display_name: K, type: enum}\n'),
    good: option('type: enum, choices: [a, b]'),
  },
  { code: 'choices-too-few', bad: option('type: enum, «choices»: [a]'), good: option('type: enum, choices: [a, b]') },
  {
    code: 'choices-duplicate',
    bad: option('type: enum, choices: [a, «a»]'),
    good: option('type: enum, choices: [a, b]'),
  },
  { code: 'choices-misplaced', bad: option('type: int, «choices»: [a, b]'), good: option('type: int') },
  { code: 'many-not-supported', bad: option('type: bool, many: «true»'), good: option('type: int, many: true') },
  {
    code: 'legacy-format',
    bad: { '.arkindex.yml': '«version»: 3\nworkers:\n  - {name: A, slug: a, type: t}\n' },
    good: m(''),
  },
  {
    code: 'both-formats',
    bad: { '.arkindex.yml': '«version»: 3\nworkers:\n  - {name: B, slug: b, type: t}\n', ...m('') },
    good: m(''),
    besides: legacy,
  },
  {
    code: 'version-unsupported',
    bad: { '.arkindex.yml': 'version: «1»\nworkers:\n  - {name: A, slug: a, type: t}\n' },
    good: l(''),
    besides: legacy,
  },
  {
    code: 'repository-not-workers',
    bad: { '.arkindex.yml': 'version: 2\ntype: «iiif»\nmanifests: ["*.json"]\n' },
    good: l(''),
    besides: legacy,
  },
  { code: 'nothing-defined', bad: { '.arkindex.yml': '«version»: 3\n' }, good: l(''), besides: legacy },
  {
    code: 'usage-boolean',
    bad: l('    model_usage: «yes»\n'),
    good: l('    model_usage: required\n'),
    fixed: fixedLegacy('    model_usage: required\n'),
    besides: legacy,
  },
  {
    code: 'description-empty',
    bad: l('    description: «d.md»\n', { 'd.md': ' \n' }),
    good: l('    description: d.md\n', { 'd.md': 'D' }),
    besides: legacy,
  },
  {
    code: 'subtype-missing',
    bad: l('    user_configuration:\n      «k»: {title: K, type: list}\n'),
    good: userOption('type: list, subtype: int'),
    besides: legacy,
  },
  {
    code: 'option-key-misplaced',
    bad: userOption('type: int, «multiline»: true'),
    good: userOption('type: string, multiline: true'),
    besides: legacy,
  },
]

/** Writes a repository, and gives the place of the mark: its file and the offsets of « and ». */
export function writeRepository(
  root: string,
  files: Files,
): { file: string; start: number; end: number; text: string } | undefined {
  let mark: { file: string; start: number; end: number; text: string } | undefined
  for (const [name, content] of Object.entries(files)) {
    const place = path.join(root, name)
    mkdirSync(path.dirname(place), { recursive: true })
    if (typeof content === 'string' && content.startsWith('->')) {
      symlinkSync(content.slice(2), place)
      continue
    }
    if (typeof content !== 'string') {
      writeFileSync(place, content)
      continue
    }
    const start = content.indexOf('«')
    const text = content.replace('«', '').replace('»', '')
    if (start !== -1) mark = { file: name, start, end: content.indexOf('»') - 1, text }
    writeFileSync(place, text)
  }
  return mark
}

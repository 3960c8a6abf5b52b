import { CodedError } from '../../core/errors/coded-error.ts'
import { contentKinds, grant, levelNames } from '../../server/users/administration.ts'
import type { Command, CommandInput } from '../command.ts'
import { withServerDatabase } from '../server-administration.ts'
import { databaseOptions } from '../server-place.ts'

const name = 'server grant'

function wrong(problem: string): CodedError {
  return new CodedError('wrong-usage', { problem, command: name })
}

function readGrant({ positionals, options }: CommandInput) {
  const [givenKind, content, givenLevel, ...more] = positionals
  const kind = contentKinds.find((one) => one === givenKind)
  const level = levelNames.find((one) => one === givenLevel)
  if (!kind) throw wrong(`The first word is the kind of the object: ${contentKinds.join(', ')}.`)
  if (!content) throw wrong('The second word is the id or the name of the object.')
  if (!level || more.length > 0) throw wrong(`The third and last word is the level: ${levelNames.join(', ')}.`)
  const { user, group } = options
  if (typeof user === 'string' && group === undefined) return { kind, content, level, to: { email: user } }
  if (typeof group === 'string' && user === undefined) return { kind, content, level, to: { group } }
  throw wrong('Name either --user or --group.')
}

/** `arkindex-ci server grant`. */
export const serverGrant: Command = {
  name,
  summary: 'Gives a user or a group of the bundled server rights on an object, or takes them',
  positionals: 'KIND OBJECT LEVEL',
  options: {
    ...databaseOptions,
    user: { type: 'string', value: 'EMAIL', description: 'The user who gets the right', fromEnvironment: false },
    group: { type: 'string', value: 'NAME', description: 'The group that gets the right', fromEnvironment: false },
  },
  examples: [
    {
      line: 'arkindex-ci server grant model "Generic handwriting" guest --group readers',
      does: 'lets the members of the group use the model',
    },
    { line: 'arkindex-ci server grant corpus Letters none --user ada@example.com', does: 'takes the right away' },
  ],
  run: async (input, context) => {
    const wanted = readGrant(input)
    await withServerDatabase(input, context, (db) => grant(db, wanted))
    return 0
  },
}

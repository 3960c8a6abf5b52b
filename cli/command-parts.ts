/** Every command, the bundle (`cli/parts/PART.ts`) that holds it, and its line in the overview. */
export const commandParts: Readonly<
  Record<
    string,
    { part: 'agent' | 'bot' | 'check' | 'init' | 'lint' | 'image' | 'release' | 'server'; summary: string }
  >
> = {
  init: {
    part: 'init',
    summary:
      'Puts the components, the release manifest and its schema into a worker repository, or moves it from the template of Teklia',
  },
  validate: {
    part: 'check',
    summary: 'Checks worker YAML and the release manifest, with the place and the remedy of each finding',
  },
  migrate: {
    part: 'check',
    summary: 'Rewrites .arkindex.yml as one file a worker in arkindex/, or says what would be lost',
  },
  schema: { part: 'check', summary: 'Prints the JSON Schema of a file that you write' },
  'lint-template': {
    part: 'lint',
    summary: 'Checks GitLab CI components: header, inputs, interpolation, jobs and rules',
  },
  plan: { part: 'release', summary: 'Shows what a release would change on each instance' },
  build: { part: 'image', summary: 'Builds the Docker image of the repository and pushes it, or tags it' },
  apply: { part: 'release', summary: 'Applies a plan' },
  approve: { part: 'release', summary: 'Approves a plan before its tag exists' },
  notes: { part: 'release', summary: 'Writes the notes of a release from the reports of what was applied' },
  release: { part: 'release', summary: 'Validates, builds, plans and applies in one go' },
  train: { part: 'release', summary: 'Starts trainings of the manifest, or with --explain tells what they would use' },
  'process watch': { part: 'release', summary: 'Follows a process to its end' },
  'corpus export': { part: 'release', summary: 'Exports a corpus of an instance to a file of SQLite' },
  bot: { part: 'bot', summary: 'Starts the webhook bot of GitLab and GitHub' },
  'bot doctor': {
    part: 'bot',
    summary: 'Checks tokens, projects, webhooks and instances of the bot; makes and mends the webhooks',
  },
  'bot deliveries': {
    part: 'bot',
    summary: 'Lists what the bot received and what became of it, and the work that it gave up',
  },
  'bot replay': { part: 'bot', summary: 'Has deliveries, or work that was given up, worked on again' },
  agent: {
    part: 'agent',
    summary: 'Runs the tasks of a server: takes them from its farm and runs each in a container',
  },
  server: { part: 'server', summary: 'Starts the bundled Arkindex API server' },
  'server user': { part: 'server', summary: 'Adds, changes, removes and lists the users of the bundled server' },
  'server group': { part: 'server', summary: 'Manages groups of users of the bundled server' },
  'server token': { part: 'server', summary: 'Makes, lists and revokes tokens of users of the bundled server' },
  'server grant': {
    part: 'server',
    summary: 'Gives a user or a group of the bundled server rights on an object, or takes them',
  },
  'server farm': {
    part: 'server',
    summary: 'Manages the farms of the bundled server, and the keys that agents register with',
  },
  'server start': {
    part: 'server',
    summary: 'Starts a throw-away server in the background of a job, for tests of a worker',
  },
  'server health': { part: 'server', summary: 'Asks a bundled server whether it is ready' },
  'server export': { part: 'server', summary: "Writes a server's database as text that diffs, while it runs" },
  'server import': { part: 'server', summary: 'Fills an empty database with an export, of either engine' },
  'server backup': {
    part: 'server',
    summary: 'Saves database and model archives of a server as one file, while it runs',
  },
  'server restore': { part: 'server', summary: 'Fills an empty place with a backup of a server' },
}

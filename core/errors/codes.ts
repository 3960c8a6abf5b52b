/** What every coded error says: `{name}` is replaced by a detail of the error. One table for the command, the server and the docs. */
export interface ErrorRow {
  /** What happened. */
  message: string
  /** What the reader can do about it. */
  remedy: string
  /** Exit code of the command: 1 findings or failed steps, 2 usage or configuration, 3 unreachable, 4 stale plan, 130 interrupted. */
  exit: 1 | 2 | 3 | 4 | 130
}

const usage = 2
const unreachable = 3

export const errorCodes = {
  'unknown-command': {
    message: 'There is no command "{command}".',
    remedy: 'Run "arkindex-ci --help" for the list of commands.',
    exit: usage,
  },
  'wrong-usage': {
    message: '{problem}',
    remedy: 'Run "arkindex-ci {command} --help" for the options and an example.',
    exit: usage,
  },
  interrupted: {
    message: 'Interrupted by {signal}.',
    remedy: 'Run the same command again: it looks at what is done and finishes the rest.',
    exit: 130,
  },
  'output-closed': {
    message: 'The reader of the output closed it before the end.',
    remedy: 'Write to a file, or read the whole output. What the command does was not cut short by it.',
    exit: 1,
  },
  'file-unreadable': {
    message: '{file} cannot be read: {reason}.',
    remedy: 'Check that the path is right and that the file may be read.',
    exit: usage,
  },
  'file-unwritable': {
    message: '{file} cannot be written: {reason}.',
    remedy: 'Check that the folder exists, may be written to and has space left.',
    exit: usage,
  },
  'certificates-unreadable': {
    message: 'The certificates that {variable} names cannot be used: {reason}.',
    remedy: 'Point {variable} at a PEM file with the certificates of your authority, or unset it.',
    exit: usage,
  },
  'proxy-invalid': {
    message: '{variable} is no address of a proxy.',
    remedy: 'Write it as http://HOST:PORT, or unset it.',
    exit: usage,
  },
  'connection-refused': {
    message: '{peer} refuses the connection: {reason}.',
    remedy:
      'Check that the server is running and that the address and port are right, and the proxy variables if there is one between.',
    exit: unreachable,
  },
  'host-unknown': {
    message: 'The host name of {peer} cannot be resolved: {reason}.',
    remedy: 'Check the spelling of the address, and the DNS of this machine.',
    exit: unreachable,
  },
  'host-unreachable': {
    message: 'There is no way to {peer}: {reason}.',
    remedy: 'Check the network of this machine; behind a proxy, set HTTPS_PROXY or HTTP_PROXY.',
    exit: unreachable,
  },
  'tls-failed': {
    message: 'No secure connection to {peer} can be made: {reason}.',
    remedy:
      "Where a private authority signed its certificate, point ARKINDEX_CI_CA_FILE at that authority's PEM file; else mend the certificate.",
    exit: unreachable,
  },
  'timed-out': {
    message: '{peer} did not answer in time: {reason}.',
    remedy: 'Run the command again; if it stays so, look at the load of the server and at proxies between.',
    exit: unreachable,
  },
  'connection-lost': {
    message: 'The connection to {peer} was cut before the whole answer came: {reason}.',
    remedy: 'Run the same command again: it looks at what is done and finishes the rest.',
    exit: unreachable,
  },
  'proxy-failed': {
    message: 'The proxy does not let through to {peer}: {reason}.',
    remedy: 'Check HTTPS_PROXY, HTTP_PROXY and what the proxy allows, or name the host in NO_PROXY.',
    exit: unreachable,
  },
  'answer-too-large': {
    message: 'The answer of {peer} is too large: {reason}.',
    remedy: 'Check that the address is that of an Arkindex instance, or of GitLab where a secure file is read.',
    exit: unreachable,
  },
  'answer-not-http': {
    message: 'What {peer} answers is not HTTP: {reason}.',
    remedy: 'Check the port of the address, and whether it wants https.',
    exit: unreachable,
  },
  'answer-not-json': {
    message: '{peer} answers {operation} with something that is not JSON ({reason}).',
    remedy:
      'Check that the address is that of an Arkindex instance and that no log-in page or proxy answers in its place.',
    exit: unreachable,
  },
  'answer-redirects': {
    message:
      '{peer} sends {operation} elsewhere (status {status}, to {target}); it was not followed, so that the token stays here.',
    remedy:
      'Write the address that it points to into the profile if that is your instance, with https if it asks for that.',
    exit: usage,
  },
  'profiles-missing': {
    message:
      'There is no profile of an Arkindex instance: no file {file}, and ARKINDEX_API_URL and ARKINDEX_API_TOKEN are not both set.',
    remedy: 'Run "arkindex login", pass --gitlab-secure-file NAME in a job, or set both variables.',
    exit: usage,
  },
  'profiles-invalid': {
    message: '{source} is no profiles file: {reason}.',
    remedy:
      'It looks like {"hosts": {"demo": {"url": "https://demo.arkindex.org", "token": "..."}}}; "arkindex-ci schema profiles" prints its schema.',
    exit: usage,
  },
  'profile-invalid': {
    message: 'The profile "{slug}" cannot be used: {reason}.',
    remedy: 'Mend its url and token; the address is that of the site, for example https://demo.arkindex.org.',
    exit: usage,
  },
  'profile-unknown': {
    message: 'There is no profile "{slug}" in {source}; there is: {known}.',
    remedy: 'Name one of those, or add it to the file with its url and token.',
    exit: usage,
  },
  'profile-not-chosen': {
    message: 'No profile is named, and {source} has no default_host; there is: {known}.',
    remedy: 'Pass --profile SLUG, or set default_host.',
    exit: usage,
  },
  'secure-file-variable-missing': {
    message: 'Environment variable {variable} is not set, so the GitLab secure file "{name}" cannot be read.',
    remedy: 'Run this in a GitLab job, where GitLab sets it, or name a file that exists.',
    exit: usage,
  },
  'secure-file-refused': {
    message: '{peer} does not give the secure file "{name}" to this job ({status}).',
    remedy:
      'Check that the job runs in the project that has the secure file, and that job tokens may read secure files there.',
    exit: usage,
  },
  'secure-file-not-found': {
    message: 'Secure file "{name}" was not found for project {project} on {peer}.',
    remedy: 'Upload it under exactly this name in Settings > CI/CD > Secure files.',
    exit: usage,
  },
  'secure-file-damaged': {
    message: 'The secure file "{name}" is not what its checksum says.',
    remedy: 'Run the job again; if it stays so, upload the file anew.',
    exit: unreachable,
  },
  'gitlab-address-invalid': {
    message: 'CI_API_V4_URL is no address of a GitLab API.',
    remedy: 'GitLab sets it in a job, for example to https://gitlab.com/api/v4; do not override it.',
    exit: usage,
  },
  'gitlab-variable-missing': {
    message: 'Environment variable {variable} is not set, so GitLab cannot be asked to {what}.',
    remedy: 'Run this in a GitLab job, where GitLab sets it.',
    exit: usage,
  },
  'gitlab-refused': {
    message: '{peer} does not let {token} {what} ({status}).',
    remedy: 'Check that {token} is of this project, has not expired and has the right to do so.',
    exit: usage,
  },
  'gitlab-failed': {
    message: '{peer} failed on {what} ({status}).',
    remedy: 'Run the job again; if it stays so, look at the state of GitLab.',
    exit: unreachable,
  },
  'process-not-ended': {
    message: 'The process {id} has not ended after {timeout} s; its state is {state}.',
    remedy: 'It goes on without us: run the same command again, with a longer --timeout if need be.',
    exit: 1,
  },
  'instance-not-arkindex': {
    message: '{peer} does not look like an Arkindex instance: {reason}.',
    remedy: 'Check the URL of the profile: it is the address of the site, for example https://demo.arkindex.org.',
    exit: usage,
  },
  'instance-document-unusable': {
    message: 'The OpenAPI document of {peer} cannot be used: {reason}.',
    remedy: 'Tell the administrators of the instance; no request was sent by this document.',
    exit: usage,
  },
  'instance-unauthorized': {
    message: '{peer} does not accept the token (401, {operation}): {reason}.',
    remedy:
      "Put a valid API token of the user that publishes into the profile; it is shown on the user's page of the instance.",
    exit: usage,
  },
  'instance-forbidden': {
    message: 'The token has not the right to do {operation} on {peer} (403): {reason}.',
    remedy: 'Ask the administrators of the instance for the right, or use the token of a user that has it.',
    exit: usage,
  },
  'instance-not-found': {
    message: '{peer} finds nothing for {operation} (404): {reason}.',
    remedy: 'Check the id or name, and that the token may see the object: what may not be seen is not found either.',
    exit: usage,
  },
  'instance-rate-limited': {
    message: '{peer} takes no more requests for now (429, {operation}); it asks to wait {wait}.',
    remedy: 'Run the same command again later: it looks at what is done and finishes the rest.',
    exit: unreachable,
  },
  'instance-failed': {
    message: '{peer} failed on {operation} ({status}): {reason}.',
    remedy: "Run the same command again; if it stays so, the fault is in the instance's own log.",
    exit: unreachable,
  },
  'instance-refused': {
    message: '{peer} refused {operation} ({status}): {reason}.',
    remedy: 'Mend what the message names; the fields are those of the request.',
    exit: 1,
  },
  'instance-list-broken': {
    message: 'The list {operation} of {peer} cannot be read to its end: {reason}.',
    remedy: 'Tell the administrators of the instance; a list that is cut short is not used.',
    exit: unreachable,
  },
  'tag-not-semver': {
    message: 'The tag "{tag}" is not a semantic version.',
    remedy: 'Release with a tag such as v1.2.0 or 1.2.0-rc.1, or keep other tags out of the release job with a rule.',
    exit: usage,
  },
  'repository-unknown': {
    message: 'The {what} of this repository is not known: {reason}.',
    remedy: 'Run the command in a Git repository with an https or SSH remote "origin" and a commit, or give {option}.',
    exit: usage,
  },
  'nothing-to-release': {
    message: 'There is neither a tag nor a branch to release.',
    remedy: 'Run apply in the pipeline of a tag or of a branch, or give --tag. A merge request pipeline only plans.',
    exit: usage,
  },
  'image-not-pinned': {
    message: 'The image "{image}" is not named by its digest.',
    remedy:
      'Give the reference that "arkindex-ci build" writes, such as registry.example.org/group/worker@sha256:… : a tag may move, a digest does not.',
    exit: usage,
  },
  'model-files-unread': {
    message: 'The files of the model "{model}" are not all here: {reason}.',
    remedy: 'Publish this model by a job of CI, which has them, or have the operator of the bot raise its limit.',
    exit: 1,
  },
  'manifest-refused': {
    message: 'The release manifest {file} has errors ({count}).',
    remedy: 'Mend the findings above; "arkindex-ci validate" shows them with their place.',
    exit: 1,
  },
  'plan-file-broken': {
    message: '{file} is no sealed plan: {reason}.',
    remedy: 'Write it anew with "arkindex-ci plan --out FILE". A plan file is never edited by hand.',
    exit: usage,
  },
  'server-start-failed': {
    message: 'The server did not start: {reason}. It said: {log}',
    remedy: 'Correct what its log says, such as the seed file, and run the job again.',
    exit: usage,
  },
  'instances-differ': {
    message: 'The instances differ from what is wanted, in {count} steps.',
    remedy: 'Release, which applies the steps that are shown above, or change the manifest to what is there.',
    exit: 1,
  },
  'approval-refused': {
    message: 'The plan cannot be approved: {reason}.',
    remedy: 'Run release-plan again, look at what it says, and approve the new plan.',
    exit: 1,
  },
  'approval-missing': {
    message: 'The release of commit {sha} is not approved: {reason}.',
    remedy: "Run the job {job} in the default branch's pipeline of this commit, then run this job again.",
    exit: 1,
  },
  'approval-broken': {
    message: '{source} is no approval: {reason}.',
    remedy: 'Approve anew with the job that wrote it; the file is never edited by hand.',
    exit: usage,
  },
  'approval-stale': {
    message: 'What {user} approved is stale. Since then this moved: {moved}.',
    remedy:
      'Run release-plan and the approval again in the pipeline of this commit, look at what changed, and run this job again.',
    exit: 4,
  },
  'plan-stale': {
    message: 'The plan is stale. Since it was made, this moved: {moved}.',
    remedy: 'Plan again, look at what changed, and apply the new plan.',
    exit: 4,
  },
  'unexpected-answer': {
    message: '{instance} answered {operation} with something else than Arkindex does: {reason}.',
    remedy: 'Check that the profile names an Arkindex instance, and that its version is supported.',
    exit: 1,
  },
  'publication-not-offered': {
    message: '{instance} offers no way to publish {worker}: {reason}.',
    remedy: '{advice}',
    exit: 1,
  },
  'operation-not-offered': {
    message: '{instance} cannot {what}: it does not offer {operation}.',
    remedy: 'Leave out what needs it for this instance in .arkindex-ci.yml, or update the instance.',
    exit: 1,
  },
  'export-failed': {
    message: 'The export {id} failed on {instance}.',
    remedy: 'Look at the log of the instance for the reason, then start the export again.',
    exit: 1,
  },
  'export-missing': {
    message: 'There is no export of the corpus {corpus} on {instance} to download.',
    remedy: 'Run the command without --last, which starts an export.',
    exit: 1,
  },
  'export-format-not-offered': {
    message: '{instance} makes exports of one structure only.',
    remedy: 'Leave --format out.',
    exit: usage,
  },
  'object-not-found': {
    message: 'There is no {kind} "{name}" on {instance} that the token may see.',
    remedy: 'Check the name, create it, or give the owner of the token at least guest rights on it.',
    exit: 1,
  },
  'object-ambiguous': {
    message: '{count} objects of {instance} are a {kind} named "{name}".',
    remedy: 'Name it by its id in .arkindex-ci.yml: {ids}.',
    exit: 1,
  },
  'dataset-set-missing': {
    message: 'The dataset "{dataset}" on {instance} has no set "{set}"; it has {sets}.',
    remedy: 'Name one of its sets in .arkindex-ci.yml, or add the set to the dataset.',
    exit: 1,
  },
  'dataset-not-ready': {
    message: 'The dataset "{dataset}" on {instance} is in state {state}.',
    remedy: 'Wait until it is built, or mend it and set it to open or complete, then run again.',
    exit: 1,
  },
  'configuration-archived': {
    message: 'The configuration "{name}" of {worker} on {instance} is archived.',
    remedy:
      'Ask an administrator of the instance to take it out of the archive, or change a value in .arkindex-ci.yml.',
    exit: 1,
  },
  'training-unknown': {
    message: 'The manifest names no training "{training}"; it names {known}.',
    remedy: 'Name one of them, or add it to .arkindex-ci.yml.',
    exit: usage,
  },
  'training-failed': {
    message: 'The training process {process} on {instance} ended in state {state}.',
    remedy: 'Read its logs at {url}. Retry it there, or release a new tag: a training is started once for a tag.',
    exit: 1,
  },
  'state-not-settled': {
    message: '{instance} did not say whether {what} was done, and looking did not tell either.',
    remedy: 'Run the same command again: it looks at what is done and finishes the rest.',
    exit: 1,
  },
  'model-upload-failed': {
    message: 'The archive of the model "{model}" could not be stored: {reason}.',
    remedy: 'Check the storage of the instance, then run the same command again.',
    exit: 1,
  },
  'program-missing': {
    message: 'The program "{program}" is needed and is not installed: {reason}.',
    remedy: 'Install it (Debian: apt-get install {program}), then run the same command again.',
    exit: usage,
  },
  'database-unusable': {
    message: 'The database {location} cannot be used: {reason}.',
    remedy:
      'Check that the folder exists, may be written to, has space left, and that the file is an SQLite database of arkindex-ci; of a PostgreSQL, that the user may make tables in it.',
    exit: usage,
  },
  'database-newer': {
    message:
      'The database {location} was written by a newer arkindex-ci: it holds the migration "{migration}", which this one does not know.',
    remedy: 'Use the newer version, or another database. Migrations only go forward.',
    exit: usage,
  },
  'database-unreachable': {
    message: 'The database {location} cannot be reached: {reason}.',
    remedy:
      'Check that PostgreSQL runs and that DATABASE_URL (or --database) names its host, port, user, password and database, as in postgresql://user:password@host:5432/arkindex. The database itself must have been made, with createdb.',
    exit: unreachable,
  },
  'database-unsupported': {
    message: 'The database {location} is of a kind that this version cannot open.',
    remedy: 'Give a URL that begins with postgresql://, or leave it out to use SQLite in the data folder.',
    exit: usage,
  },
  'database-empty': {
    message: 'The database {location} holds nothing of an Arkindex server.',
    remedy: 'Name the database that the server uses, with --data or --database as it was started with.',
    exit: usage,
  },
  'database-not-empty': {
    message: 'The database {location} is not empty: it has the table "{table}".',
    remedy:
      'Give an empty place: another folder with --data, or another database with --database. Nothing was changed; what is there is never overwritten.',
    exit: usage,
  },
  'archives-elsewhere': {
    message: 'The folder {folder} is not the one where the servers of {location} keep their archives.',
    remedy:
      'Start every server of one database with the same folder: mount it on each machine, and name it with --data; or with the --s3-bucket that it had. Archives that were moved are known by the file {file}: let it hold the line {id}',
    exit: usage,
  },
  'archives-not-in-store': {
    message: 'The store {place} is not the one where the archives of {location} are.',
    remedy:
      'Start the server with the settings that it had before. To move the archives to this store: "arkindex-ci server backup" with the old settings, then "arkindex-ci server restore" with the new ones, into an empty database.',
    exit: usage,
  },
  'archive-store-unreachable': {
    message: 'The store of the model archives, {store}, cannot be reached: {reason}.',
    remedy: 'Look whether it runs and whether --s3-endpoint names it, then start again.',
    exit: unreachable,
  },
  'archive-store-refused': {
    message: 'The store of the model archives, {store}, cannot be used: {reason}.',
    remedy:
      'Make the bucket, and give the key the rights to list it and to read, write and remove objects in it; look whether AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the file of --s3-credentials, are those of this store, and whether it wants another --s3-region.',
    exit: usage,
  },
  'transfer-invalid': {
    message: '{file} cannot be taken in: {problem}.',
    remedy:
      'Use a file that "arkindex-ci server export" (for import) or "arkindex-ci server backup" (for restore) wrote to its end. Nothing was changed.',
    exit: usage,
  },
  'transfer-newer': {
    message:
      '{file} was written by a newer arkindex-ci: it needs the migration "{migration}", which this one does not know.',
    remedy: 'Use the newer version. Nothing was changed.',
    exit: usage,
  },
  'backup-unsteady': {
    message: 'The archive {key} was removed each time the backup came to it.',
    remedy: 'Take the backup at a calmer time. The file was not written.',
    exit: 1,
  },
  'administration-refused': {
    message: '{problem}',
    remedy:
      'Look at what there is with "arkindex-ci server user list", "server group list" or "server token list", and correct the command. Nothing was changed.',
    exit: 1,
  },
  'data-in-use': {
    message: 'The data in {folder} are being served by another process.',
    remedy:
      'Stop that server first, or give another folder with --data. Only one process may serve one folder, unless the database is PostgreSQL and all of them are started with --shared-data.',
    exit: usage,
  },
  'address-in-use': {
    message: 'Port {port} on {host} is taken by another program.',
    remedy: 'Stop that program, or choose another port with --port; --port 0 takes any that is free.',
    exit: usage,
  },
  'address-unusable': {
    message: 'The server cannot listen on {host}, port {port}: {reason}.',
    remedy: 'Give an address of this machine with --host and a port that this user may open with --port.',
    exit: usage,
  },
  'server-setting-invalid': {
    message: '{setting} is "{value}": {problem}.',
    remedy: 'Correct it and start the server again. "arkindex-ci server --help" says what each setting takes.',
    exit: usage,
  },
  'bot-config-invalid': {
    message: '{problem}',
    remedy: '{remedy}',
    exit: usage,
  },
  'bot-database-missing': {
    message: 'There is no database of a bot at {location}.',
    remedy: 'Give the configuration that the bot was started with; its database is made when the bot first starts.',
    exit: usage,
  },
  'seed-invalid': {
    message: '{problem}',
    remedy: 'Correct the seed file. "arkindex-ci schema seed" prints what it may hold.',
    exit: usage,
  },
  'no-image-builder': {
    message: 'No program that builds images can be used here: {reasons}.',
    remedy:
      'Install buildah ("apt-get install -y buildah"), or start the engine of Docker or Podman. In CI, run the job in an image that has buildah.',
    exit: usage,
  },
  'dockerfile-missing': {
    message: 'There is no {file}.',
    remedy: 'Add a Dockerfile to the repository, or name it with --file and its folder with --context.',
    exit: usage,
  },
  'image-name-missing': {
    message: 'The image has no name: neither --image-name is given nor CI_REGISTRY_IMAGE set.',
    remedy:
      'Turn on the container registry of the GitLab project, which sets CI_REGISTRY_IMAGE, or give --image-name registry.example.org/group/project.',
    exit: usage,
  },
  'image-name-invalid': {
    message: '"{name}" is no name of a registry or of an image in one.',
    remedy: 'Write it as registry.example.org/group/project, in lower case, without a tag and without https://.',
    exit: usage,
  },
  'image-tag-invalid': {
    message: 'The tag "{tag}" cannot be the tag of an image.',
    remedy: 'Tag the commit with letters, digits, dots, dashes and underscores, such as v1.2.0, or give --image-tag.',
    exit: usage,
  },
  'build-secret-missing': {
    message: 'The variable {variable}, which is to hold the build secret "{id}", cannot be used: {reason}.',
    remedy:
      'Make {variable} a CI/CD variable of the type File, visible to this job: a protected variable is only there on protected branches and tags.',
    exit: usage,
  },
  'image-build-failed': {
    message: '{builder} could not build the image. Its last lines:\n{lines}',
    remedy: 'Correct the Dockerfile, or what it needs. Run "arkindex-ci build --no-push" to try it without a registry.',
    exit: 1,
  },
  'registry-login-refused': {
    message: 'The registry {registry} refused the log-in: {reason}.',
    remedy:
      'Check CI_REGISTRY_USER and CI_REGISTRY_PASSWORD; in a GitLab job they are set by themselves while the job runs.',
    exit: usage,
  },
  'registry-push-refused': {
    message: 'The registry {registry} refused the image: {reason}.',
    remedy:
      'Check that the user may push there, that CI_REGISTRY_IMAGE is a project of yours, and that the registry has space left.',
    exit: 1,
  },
  'registry-unreachable': {
    message: 'The registry {registry} could not be reached: {reason}.',
    remedy:
      'Check its address and that it runs. One that speaks plain http needs --insecure-registry. Then run the job again.',
    exit: unreachable,
  },
  'image-digest-missing': {
    message: '{builder} pushed {reference} but told no digest.',
    remedy: 'Update {builder}; with --builder another one can be chosen.',
    exit: 1,
  },
  'worker-slug-taken': {
    message: 'The worker "{worker}" of {instance} belongs to another repository: {repository}.',
    remedy: 'Choose another slug for the worker of this repository; slugs are unique on this Arkindex.',
    exit: 1,
  },
  'migration-without-source': {
    message: 'There is no .arkindex.yml in {folder}.',
    remedy: 'Run the command in the repository whose workers are to be migrated. Files in arkindex/ need no migration.',
    exit: usage,
  },
  'migration-file-exists': {
    message: '{file} is there already and stands for the worker "{slug}".',
    remedy: 'Remove one of the two: the file, or the worker in .arkindex.yml. Nothing was written.',
    exit: 1,
  },
  'migration-slug-twice': {
    message: 'Two workers have the slug "{slug}".',
    remedy: 'Give each worker a slug of its own. Nothing was written.',
    exit: 1,
  },
  'migration-impossible': {
    message: 'The worker "{slug}" has no form in a worker file: {reason}',
    remedy: 'Change the worker in .arkindex.yml, then migrate again. Nothing was written.',
    exit: 1,
  },
  'migration-would-lose': {
    message: 'The newer format cannot say {count} of the things that .arkindex.yml says.',
    remedy:
      'Change them in .arkindex.yml, or run "arkindex-ci migrate --allow-loss", which writes the files and keeps the old one. Nothing was written.',
    exit: 1,
  },
  'init-without-workers': {
    message: 'This repository has no workers: neither .arkindex.yml nor arkindex/*.yml says one.',
    remedy:
      'Write arkindex/SLUG.yml with the worker ("arkindex-ci schema worker" prints what it may hold), or run the command in the folder of the repository. Nothing was written.',
    exit: usage,
  },
  'init-file-broken': {
    message: '{file} is not changed, as it has an error: {problem}.',
    remedy: '{advice} Then run "arkindex-ci init" again. Nothing was written.',
    exit: 1,
  },
  'init-form-unknown': {
    message: '"{what}" of {file} is written in a form that init does not change.',
    remedy: 'Do it by hand ({advice}), then run "arkindex-ci init" again. Nothing was written.',
    exit: 1,
  },
  'init-job-in-use': {
    message: 'The job "{user}" names the job "{job}", whose work the component does and which would be removed.',
    remedy:
      'Let it wait for the job of the component with "optional: true", or for none, then run "arkindex-ci init" again. Nothing was written.',
    exit: 1,
  },
  'init-job-name-taken': {
    message: 'The job "{job}" of this file has the name of a job of the component, and would be mixed with it.',
    remedy: 'Rename it, or give the jobs of the component a prefix with --job-prefix. Nothing was written.',
    exit: 1,
  },
  'init-instance-not-chosen': {
    message: 'No instance is named, and {source} has no default_host; there is: {known}.',
    remedy: 'Name those that get releases: --instance SLUG, once for each. Nothing was written.',
    exit: usage,
  },
  'init-change-wrong': {
    message: '{file} would have an error that it has not now: {problem}.',
    remedy: '{advice} Where the rest of the file needs what init would remove, change that first. Nothing was written.',
    exit: 1,
  },
  'init-file-moved': {
    message: '{file} changed while its difference was being looked at.',
    remedy: 'Run "arkindex-ci init" again and look at the new difference. Nothing was written.',
    exit: 1,
  },
  'agent-setting-invalid': {
    message: '{setting} is "{value}": {problem}.',
    remedy: 'Correct it and start the agent again. "arkindex-ci agent --help" says what each setting takes.',
    exit: usage,
  },
  'agent-state-in-use': {
    message: 'Another agent uses the state folder {folder}.',
    remedy: 'Give each agent a folder of its own with --state, or stop the other one.',
    exit: usage,
  },
  'farm-key-refused': {
    message: 'The server {url} refuses the key of the farm.',
    remedy:
      'Set ARKINDEX_FARM_KEY to the key of the farm that --farm names; an administrator of the server makes one with "arkindex-ci server farm".',
    exit: usage,
  },
  'agent-name-taken': {
    message: 'The farm has an agent named "{name}" that is alive, or was until a moment ago.',
    remedy:
      'Give this one another name with --name. An agent that died is forgotten after two leases; started on its own --state folder it goes on at once.',
    exit: usage,
  },
  'agent-disowned': {
    message: 'The server {url} does not know this agent "{name}" any more; its tasks were ended here.',
    remedy:
      'It was removed, or another agent took its name after it had not been heard for too long. Start it again to register it anew.',
    exit: 1,
  },
  'forge-refused': {
    message: '{peer} refuses {what}: {reason}.',
    remedy:
      'Give the bot a token that is valid and has the scope "api" and the role that this takes, in its configuration, then reload it. "arkindex-ci bot doctor" says what the token may and until when.',
    exit: usage,
  },
  'forge-limited': {
    message: '{peer} wants no more requests for {seconds} s ({what}).',
    remedy:
      'Nothing: the work is done when that time is over. If it stays so, ask for a higher rate limit for the user of the bot.',
    exit: unreachable,
  },
  'forge-failed': {
    message: '{peer} could not do {what}: it answered with status {status}.',
    remedy: 'Look at the status page and the logs of the forge. The work is tried again.',
    exit: unreachable,
  },
  'forge-declined': {
    message: '{peer} does not take {what}: status {status}{reason}.',
    remedy: 'Look at the project there: what is asked for may be switched off or locked. Then replay the delivery.',
    exit: 1,
  },
  'forge-not-found': {
    message: '{peer} knows nothing at {what}, or the token may not see it.',
    remedy: 'Check that it was not deleted or moved, and that the user of the bot is a member of the project.',
    exit: 1,
  },
  'forge-answer-invalid': {
    message: '{peer} answers {what} with something unexpected: {problem}.',
    remedy:
      'Check that the address is that of the forge and that no log-in page or proxy answers in its place, and that its version is not older than those that the guide of the bot names.',
    exit: unreachable,
  },
  'forge-file-too-large': {
    message: 'The file {file} of the commit {sha} is larger than {largest} bytes.',
    remedy: 'Make the file smaller, or raise the limit in the configuration of the bot.',
    exit: 1,
  },
  'forge-image-ambiguous': {
    message:
      '{count} images of the project {project} have the tag "{tag}", and none of them has the name of the project.',
    remedy: 'Push the image that is released under the name of the project itself, without a further part.',
    exit: 1,
  },
  'forge-webhook-disabled': {
    message: 'The webhook {hook} on {peer} is still disabled: its test did not succeed.',
    remedy:
      'Check that {peer} reaches the address of the bot, then run "arkindex-ci bot doctor" again, or press Test on the page of the webhook.',
    exit: 1,
  },
  'job-timed-out': {
    message: 'A job "{kind}" of the bot took longer than it may.',
    remedy:
      'It is tried again. If it stays so, look at the forge and the instance that it works with, or raise the limit job_time in the configuration of the bot.',
    exit: unreachable,
  },
  'job-kind-unknown': {
    message: 'This version of the bot knows no job "{kind}".',
    remedy: 'Update all replicas of the bot to one version, then replay the job.',
    exit: 1,
  },
  'job-forge-unknown': {
    message: 'The configuration of the bot has no forge "{forge}" any more.',
    remedy: 'Put the forge back into the configuration of the bot, then replay the job; or leave it.',
    exit: usage,
  },
  'replay-impossible': {
    message: '{id} cannot be replayed: {problem}.',
    remedy: 'Run "arkindex-ci bot deliveries" for the ids of deliveries and of dead jobs.',
    exit: 1,
  },
  'deployment-image-missing': {
    message: 'No image of {what} is in the registry of the project; looked for were the tags {tags}.',
    remedy: 'Let the pipeline of this commit build and push the image, as "arkindex-ci build" does, then deploy again.',
    exit: 1,
  },
  'deployment-refused': {
    message: '{instance} does not get {what}: {reason}.',
    remedy: '{advice}',
    exit: 1,
  },
  'deployment-unapproved': {
    message: 'The release of {what} to {instance} is not approved: {reason}.',
    remedy:
      'Approve the merge request when its plan is shown, merge it, and tag the commit that merging made. Then deploy again.',
    exit: 1,
  },
  'deployment-stale': {
    message: 'What {user} approved in {request} is stale for {instance}. Since then this moved: {moved}.',
    remedy: 'Put back what moved, or open a merge request, look at its new plan and approve that.',
    exit: 4,
  },
  'deployment-failed': {
    message: 'The release of {what} to {instance} is not complete: {reason}.',
    remedy: 'Its report at the commit names each step and its remedy. Mend that, then replay the job or deploy again.',
    exit: 1,
  },
  'deployment-unreachable': {
    message: '{instance} could not be reached while {what} was released to it: {reason}',
    remedy: 'Check that the instance is up. The work is tried again, and goes on where it was.',
    exit: unreachable,
  },
  'internal-error': {
    message: 'Something went wrong inside arkindex-ci: {reason}.',
    remedy: 'This is a defect of arkindex-ci. Report it with the command that you ran and this message.',
    exit: 1,
  },
} as const satisfies Record<string, ErrorRow>

export type ErrorCode = keyof typeof errorCodes

import { createId, foldText } from '../../core/database/conventions.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import { addDefaultElementTypes } from '../corpora/element-types.ts'
import { grantLevel, levels } from '../rights/access.ts'
import type { Database, Services } from '../services.ts'
import { type ContentKind, toFlag } from '../tables.ts'
import { joinDefaultGroup } from '../users/administration.ts'
import { hashPassword } from '../users/passwords.ts'
import { hashToken, storeToken } from '../users/tokens.ts'
import { getOrCreateType } from '../workers/get-or-create-worker.ts'
import type { ResolvedUser, Seed } from './read-seed.ts'
import { seedElement } from './seed-element.ts'
import type { SeedCorpus, SeedDataset, SeedMembers } from './seed-file.ts'

type Seeding = Pick<Services, 'clock'> & { trx: Database; creatorId: string }

/** Makes a user, or lets the one there is be; a token that the seed gives is theirs in both cases. */
async function seedUser(trx: Database, services: Services, user: ResolvedUser, password: string | null): Promise<void> {
  const existing = await trx.selectFrom('user_account').select('id').where('email', '=', user.email).executeTakeFirst()
  const id = existing?.id ?? user.id ?? createId()
  if (!existing) {
    await trx
      .insertInto('user_account')
      .values({
        id,
        email: user.email,
        display_name: user.display_name ?? user.email,
        password,
        is_admin: toFlag(user.is_admin ?? false),
        can_create_workers: toFlag(user.can_create_workers ?? true),
        created: services.clock.now(),
      })
      .execute()
    await joinDefaultGroup(trx, id)
  }
  if (user.tokenValue === undefined) return
  const holder = await trx
    .selectFrom('token')
    .select('user_id')
    .where('hash', '=', hashToken(user.tokenValue))
    .executeTakeFirst()
  if (holder && holder.user_id !== id) {
    throw new CodedError('seed-invalid', { problem: `The token of ${user.email} is that of another user already.` })
  }
  const expires = user.token_expires === undefined ? null : Date.parse(user.token_expires)
  await storeToken(trx, { value: user.tokenValue, userId: id, name: 'seed', created: services.clock.now(), expires })
}

async function seedMembers(
  { trx }: Seeding,
  kind: ContentKind,
  contentId: string,
  members: SeedMembers | undefined,
): Promise<void> {
  for (const [email, level] of Object.entries(members ?? {})) {
    const user = await trx
      .selectFrom('user_account')
      .select('id')
      .where('email', '=', email.toLowerCase())
      .executeTakeFirst()
    if (!user) throw new CodedError('seed-invalid', { problem: `There is no user ${email}, who is named as a member.` })
    await grantLevel(trx, { id: createId(), userId: user.id, kind, contentId, level: levels[level] })
  }
}

async function seedDataset(seeding: Seeding, corpusId: string, dataset: SeedDataset): Promise<void> {
  const { trx, clock, creatorId } = seeding
  const existing = await trx
    .selectFrom('dataset')
    .select('id')
    .where('corpus_id', '=', corpusId)
    .where('name', '=', dataset.name)
    .executeTakeFirst()
  if (existing) return
  const datasetId = dataset.id ?? createId()
  const now = clock.now()
  await trx
    .insertInto('dataset')
    .values({
      id: datasetId,
      corpus_id: corpusId,
      name: dataset.name,
      description: dataset.description ?? '',
      state: dataset.state ?? 'open',
      creator_id: creatorId,
      task_id: null,
      unique_elements: 1,
      created: now,
      updated: now,
    })
    .execute()
  for (const [position, [name, elements]] of Object.entries(dataset.sets).entries()) {
    const setId = createId()
    await trx.insertInto('dataset_set').values({ id: setId, dataset_id: datasetId, name, position }).execute()
    for (const element of elements) {
      const elementId = await seedElement(seeding, corpusId, element)
      await trx
        .insertInto('dataset_element')
        .values({ id: createId(), set_id: setId, element_id: elementId, created: clock.now() })
        .execute()
    }
  }
}

async function seedCorpus(seeding: Seeding, corpus: SeedCorpus): Promise<void> {
  const { trx, clock } = seeding
  const existing = await trx
    .selectFrom('corpus')
    .select('id')
    .where('name', '=', corpus.name)
    .limit(1)
    .executeTakeFirst()
  const id = existing?.id ?? corpus.id ?? createId()
  if (!existing) {
    const now = clock.now()
    await trx
      .insertInto('corpus')
      .values({
        id,
        name: corpus.name,
        description: corpus.description ?? '',
        public: toFlag(corpus.public ?? false),
        created: now,
        updated: now,
      })
      .execute()
    await addDefaultElementTypes(trx, id)
  }
  await seedMembers(seeding, 'corpus', id, corpus.members)
  for (const dataset of corpus.datasets ?? []) await seedDataset(seeding, id, dataset)
}

/**
 * Makes what the seed names and the database does not hold, all of it or nothing. What exists is known by its email address,
 * name, or slug and repository, and stays as it is; only members get the level that the seed says.
 * Throws `seed-invalid` where the seed does not fit what is there.
 */
export async function applySeed(services: Services, seed: Seed): Promise<void> {
  const { db, clock } = services
  const { farms, workers, models, corpora } = seed.contents
  // Hashing takes its time, and nothing else may wait for the database while it does.
  const passwords = await Promise.all(
    seed.users.map(({ passwordValue }) => (passwordValue === undefined ? null : hashPassword(passwordValue))),
  )
  await db.transaction().execute(async (trx) => {
    for (const [index, user] of seed.users.entries()) await seedUser(trx, services, user, passwords[index] ?? null)
    const creator = await trx
      .selectFrom('user_account')
      .select('id')
      .where('is_admin', '=', 1)
      .orderBy('created')
      .limit(1)
      .executeTakeFirstOrThrow()
    const seeding: Seeding = { trx, clock, creatorId: creator.id }
    for (const farm of farms ?? []) {
      const existing = await trx.selectFrom('farm').select('id').where('name', '=', farm.name).executeTakeFirst()
      const id = existing?.id ?? farm.id ?? createId()
      if (!existing) {
        const values = {
          id,
          name: farm.name,
          is_default: 0 as const,
          public: toFlag(farm.public ?? false),
          created: clock.now(),
        }
        await trx.insertInto('farm').values(values).execute()
      }
      await seedMembers(seeding, 'farm', id, farm.members)
    }
    for (const worker of workers ?? []) {
      const repositoryUrl = worker.repository_url ?? ''
      const existing = await trx
        .selectFrom('worker')
        .select('id')
        .where('slug', '=', worker.slug)
        .where('repository_url', '=', repositoryUrl)
        .executeTakeFirst()
      const id = existing?.id ?? worker.id ?? createId()
      if (!existing) {
        const now = clock.now()
        await trx
          .insertInto('worker')
          .values({
            id,
            slug: worker.slug,
            name: worker.name,
            name_folded: foldText(worker.name),
            type_id: await getOrCreateType(trx, worker.type),
            description: worker.description ?? '',
            repository_url: repositoryUrl,
            public: toFlag(worker.public ?? false),
            archived: null,
            created: now,
            updated: now,
          })
          .execute()
      }
      await seedMembers(seeding, 'worker', id, worker.members)
    }
    for (const model of models ?? []) {
      const existing = await trx.selectFrom('model').select('id').where('name', '=', model.name).executeTakeFirst()
      const id = existing?.id ?? model.id ?? createId()
      if (!existing) {
        const now = clock.now()
        await trx
          .insertInto('model')
          .values({
            id,
            name: model.name,
            name_folded: foldText(model.name),
            description: model.description ?? '',
            public: toFlag(model.public ?? false),
            archived: null,
            created: now,
            updated: now,
          })
          .execute()
      }
      await seedMembers(seeding, 'model', id, model.members)
    }
    for (const corpus of corpora ?? []) await seedCorpus(seeding, corpus)
  })
}

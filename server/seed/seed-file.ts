import type { DatasetState } from '../tables.ts'

/** A seed as `schemas/seed.json` has it. */
export interface SeedFile {
  version: 1
  users?: SeedUser[]
  farms?: SeedFarm[]
  workers?: SeedWorker[]
  models?: SeedModel[]
  corpora?: SeedCorpus[]
}

/** Levels by email address. */
export type SeedMembers = Record<string, 'guest' | 'contributor' | 'admin'>

export interface SeedUser {
  id?: string
  email: string
  display_name?: string
  token?: string
  token_env?: string
  token_expires?: string
  password_env?: string
  is_admin?: boolean
  can_create_workers?: boolean
}

interface SeedObject {
  id?: string
  name: string
  description?: string
  public?: boolean
  members?: SeedMembers
}

export type SeedFarm = Omit<SeedObject, 'description'>

export interface SeedWorker extends SeedObject {
  slug: string
  type: string
  repository_url?: string
}

export type SeedModel = SeedObject

export interface SeedCorpus extends SeedObject {
  datasets?: SeedDataset[]
}

export interface SeedDataset {
  id?: string
  name: string
  description?: string
  state?: DatasetState
  sets: Record<string, SeedElement[]>
}

export interface SeedChild {
  id?: string
  name: string
  type?: string
  text?: string
  /** Points of x and y, in pixels. */
  polygon?: number[][]
  classes?: string[]
}

export interface SeedElement extends Omit<SeedChild, 'polygon'> {
  image?: { url: string; width: number; height: number }
  children?: SeedChild[]
}

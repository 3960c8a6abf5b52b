import { registerSecret } from '../../core/log/secrets.ts'
import type { Database } from '../services.ts'
import { createToken, hashToken } from '../users/tokens.ts'

/** Gives a farm a new key, which is known to nobody but the caller; agents that registered with the old one stay. */
export async function renewFarmKey(db: Database, farmId: string): Promise<string> {
  const key = createToken()
  await db
    .updateTable('farm')
    .set({ key_hash: hashToken(key) })
    .where('id', '=', farmId)
    .execute()
  return key
}

/** Makes this the key of the default farm. */
export async function presetFarmKey(db: Database, key: string): Promise<void> {
  registerSecret(key)
  await db
    .updateTable('farm')
    .set({ key_hash: hashToken(key) })
    .where('is_default', '=', 1)
    .execute()
}

import type { ArkindexInstance } from '../arkindex/instance.ts'
import { readField, readLinkedId } from './instance-objects.ts'
import { listFirst } from './operations.ts'

/** The agents of a farm. */
export interface AgentCount {
  total: number
  alive: number
  /** Of those that are alive. */
  withGpu: number
}

const mostAgents = 1000

function isOn(agent: unknown, farm: string | null): boolean {
  return farm === null || readLinkedId(agent, 'farm') === farm
}

/** Counts the agents of a farm, or of all that may be seen where none is named; null where the instance does not tell who is alive. */
export async function countAgents(instance: ArkindexInstance, farm: string | null): Promise<AgentCount | null> {
  const filters: Readonly<Record<string, string>> = farm === null ? {} : { farm }
  const { items } = await listFirst(instance, 'ListAgents', mostAgents, {}, filters)
  const count = { total: 0, alive: 0, withGpu: 0 }
  for (const agent of items) {
    if (typeof agent !== 'object' || agent === null || !isOn(agent, farm)) continue
    const isAlive: unknown = 'is_alive' in agent ? agent.is_alive : 'active' in agent ? agent.active : undefined
    if (typeof isAlive !== 'boolean' || readField(agent, 'id') === null) return null
    count.total += 1
    if (!isAlive) continue
    count.alive += 1
    if ('gpus' in agent && Array.isArray(agent.gpus) && agent.gpus.length > 0) count.withGpu += 1
  }
  return count
}

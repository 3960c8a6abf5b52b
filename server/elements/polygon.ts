import { readJson } from '../../core/database/conventions.ts'
import type { Shape } from '../contract/shape.ts'
import type { Row } from '../tables.ts'

export type Point = [number, number]
export type Polygon = Point[]

/** Points of a polygon at most, and of them at least that many different ones. */
const maximumPoints = 1000
const minimumPoints = 3
/** Pixels; no image is wider or higher. */
export const maximumCoordinate = 1_000_000

const message = `It is a list of ${minimumPoints} to ${maximumPoints} points, at least ${minimumPoints} of them different, each a list of two integers from 0 to ${maximumCoordinate}.`

function isCoordinate(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= maximumCoordinate
}

function readPoint(value: unknown): Point | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined
  const [x, y]: unknown[] = value
  return isCoordinate(x) && isCoordinate(y) ? [x, y] : undefined
}

/** A polygon in pixels of its image. */
export function polygon(description = 'Points in pixels of the image, each as [x, y].'): Shape<Polygon> {
  return {
    schema: {
      type: 'array',
      minItems: minimumPoints,
      maxItems: maximumPoints,
      items: {
        type: 'array',
        minItems: 2,
        maxItems: 2,
        items: { type: 'integer', minimum: 0, maximum: maximumCoordinate },
      },
      description,
      example: [
        [0, 0],
        [0, 100],
        [200, 100],
        [200, 0],
      ],
    },
    components: {},
    read: (value) => {
      if (value === null) return { ok: false, problems: ['This field may not be null.'] }
      if (!Array.isArray(value) || value.length < minimumPoints || value.length > maximumPoints) {
        return { ok: false, problems: [message] }
      }
      const points: Polygon = []
      const different = new Set<number>()
      for (const one of value) {
        const point = readPoint(one)
        if (!point) return { ok: false, problems: [message] }
        points.push(point)
        different.add(point[0] * (maximumCoordinate + 1) + point[1])
      }
      return different.size < minimumPoints ? { ok: false, problems: [message] } : { ok: true, value: points }
    },
  }
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** What is wrong with a polygon on an image of this size, if anything. */
export function checkInside(points: Polygon, { width, height }: Size): string | undefined {
  const isOutside = points.some(([x, y]) => x > width || y > height)
  return isOutside ? `The polygon reaches beyond the image, which is ${width} by ${height} pixels.` : undefined
}

/** The polygon of a whole image. */
export function coverImage({ width, height }: Size): Polygon {
  return [
    [0, 0],
    [0, height],
    [width, height],
    [width, 0],
    [0, 0],
  ]
}

/** Reads the column of an element's polygon. */
export function readPolygon(column: Row<'element'>['polygon']): Polygon {
  const value = column === null ? [] : readJson(column)
  const points = Array.isArray(value) ? value.map(readPoint) : []
  return points.filter((point) => point !== undefined)
}

/** The smallest rectangle around a polygon, as the IIIF image API writes it. */
export function describeRegion(points: Polygon): string {
  let [left, top, right, bottom] = [maximumCoordinate, maximumCoordinate, 0, 0]
  for (const [x, y] of points) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return `${left},${top},${Math.max(1, right - left)},${Math.max(1, bottom - top)}`
}

import { markup } from "./text.ts"

/** A line of a chart, or its points only. */
export interface Series {
  name: string
  colour: string
  points: readonly (readonly [x: number, y: number])[]
  /** Points without a line between them. */
  scattered?: boolean
}

export interface ChartOptions {
  title: string
  x: string
  y: string
  /** Latency spans decades; a rate does not. */
  logarithmic?: boolean
  /** A level to compare with, such as an objective. */
  level?: { y: number; name: string } | undefined
}

const WIDTH = 760
const HEIGHT = 300
const LEFT = 60
const RIGHT = 12
const TOP = 12
const BOTTOM = 40

/** A chart as SVG that needs no script. Nothing where there are no points. */
export function chart(
  series: readonly Series[],
  { title, x, y, logarithmic = false, level }: ChartOptions,
): string {
  const points = series.flatMap((line) => line.points)
  if (points.length === 0) return ""
  const xs = points.map(([value]) => value)
  const ys = [...points.map(([, value]) => value), ...(level ? [level.y] : [])].filter(
    (value) => !logarithmic || value > 0,
  )
  const xTicks = niceTicks(Math.min(...xs), Math.max(...xs))
  const yTicks = logarithmic ? decadeTicks(Math.min(...ys), Math.max(...ys)) : niceTicks(0, Math.max(...ys))
  const scale = (value: number) => (logarithmic ? Math.log(Math.max(value, yTicks[0]!)) : value)
  const atX = between(xTicks[0]!, xTicks.at(-1)!, LEFT, WIDTH - RIGHT)
  const atY = between(scale(yTicks[0]!), scale(yTicks.at(-1)!), HEIGHT - BOTTOM, TOP)
  const place = ([px, py]: readonly [number, number]) => `${atX(px).toFixed(1)},${atY(scale(py)).toFixed(1)}`
  const drawn = series.map(({ points, colour, scattered }) =>
    scattered
      ? points
          .map((point) => `<circle cx="${place(point).replace(",", '" cy="')}" r="3" fill="${colour}"/>`)
          .join("")
      : `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${points.map(place).join(" ")}"/>`,
  )
  const legend = series.map(({ name, colour }) => `<span style="color:${colour}">■</span> ${markup(name)}`)
  return `<figure><figcaption>${markup(title)} <small>${legend.join(" ")}</small></figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${markup(title)}">
${xTicks.map((tick) => `<path class="grid" d="M${atX(tick).toFixed(1)} ${TOP}V${HEIGHT - BOTTOM}"/><text x="${atX(tick).toFixed(1)}" y="${HEIGHT - BOTTOM + 15}" text-anchor="middle">${figure(tick)}</text>`).join("")}
${yTicks.map((tick) => `<path class="grid" d="M${LEFT} ${atY(scale(tick)).toFixed(1)}H${WIDTH - RIGHT}"/><text x="${LEFT - 6}" y="${(atY(scale(tick)) + 4).toFixed(1)}" text-anchor="end">${figure(tick)}</text>`).join("")}
${level ? `<path class="level" d="M${LEFT} ${atY(scale(level.y)).toFixed(1)}H${WIDTH - RIGHT}"/><text x="${WIDTH - RIGHT}" y="${(atY(scale(level.y)) - 4).toFixed(1)}" text-anchor="end">${markup(level.name)}</text>` : ""}
${drawn.join("\n")}
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${markup(x)}</text>
<text transform="translate(14 ${HEIGHT / 2}) rotate(-90)" text-anchor="middle">${markup(y)}</text>
</svg></figure>`
}

function between(from: number, to: number, start: number, end: number): (value: number) => number {
  const span = to - from || 1
  return (value) => start + ((value - from) / span) * (end - start)
}

/** Four to ten round numbers that span a range. */
function niceTicks(from: number, to: number): number[] {
  const span = to - from || Math.abs(to) || 1
  const power = 10 ** Math.floor(Math.log10(span / 5))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => span / size <= 8)!
  const first = Math.floor(from / step)
  const last = Math.ceil(to / step)
  return Array.from({ length: Math.max(2, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(10)),
  )
}

/** 1, 2 and 5 of each decade that a range touches. */
function decadeTicks(from: number, to: number): number[] {
  const low = Math.floor(Math.log10(from))
  const high = Math.ceil(Math.log10(to) + 1e-9)
  const all = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)).flatMap((decade) => [
    decade,
    2 * decade,
    5 * decade,
  ])
  const start = all.findLastIndex((tick) => tick <= from)
  const end = all.findIndex((tick) => tick >= to)
  const chosen = all.slice(Math.max(0, start), end + 1)
  return chosen.length > 1 ? chosen : [from / 2, to * 2]
}

/** A number as people read it: 12,000 · 0.25 · 3.1 */
export function figure(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)))
}

/**
 * Deals iterations out by weight, spread evenly: of weights 3 and 1, every fourth is the second's. The same for every
 * run, and for every segment of a run.
 */
export function turns<T>(
  weighted: readonly (readonly [weight: number, value: T])[],
): (iteration: number) => T {
  const total = weighted.reduce((sum, [weight]) => sum + weight, 0)
  const credit = weighted.map(() => 0)
  const cycle: T[] = []
  for (let turn = 0; turn < total; turn++) {
    let next = 0
    for (let i = 0; i < weighted.length; i++) {
      credit[i]! += weighted[i]![0]
      if (credit[i]! > credit[next]!) next = i
    }
    credit[next]! -= total
    cycle.push(weighted[next]![1])
  }
  return (iteration) => cycle[iteration % total]!
}

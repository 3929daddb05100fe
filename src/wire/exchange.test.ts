import { expect, test } from "vitest"
import { type Exchange, ExchangeLog } from "./exchange.ts"

const exchange = (id: number): Exchange => ({
  id,
  at: 0,
  ms: 0,
  label: "",
  request: { method: "GET", url: "http://127.0.0.1/", headers: {}, body: "" },
})
const ids = (exchanges: readonly Exchange[]) => exchanges.map(({ id }) => id)

test("since a mark comes what was appended after it", () => {
  const log = new ExchangeLog()
  log.append(exchange(1))
  const { mark } = log
  expect(log.since(mark)).toEqual([])
  log.append(exchange(2))
  log.append(exchange(3))
  expect(ids(log.since(mark))).toEqual([2, 3])
  expect(ids(log.since(0))).toEqual([1, 2, 3])
})

test("beyond its limit it drops the oldest, and marks stay true", () => {
  const log = new ExchangeLog(3)
  for (const id of [1, 2, 3, 4, 5]) log.append(exchange(id))
  const { mark } = log
  expect(ids(log.since(0))).toEqual([3, 4, 5])
  expect(ids(log.since(4))).toEqual([5])
  log.append(exchange(6))
  expect(ids(log.since(mark))).toEqual([6])
})

/** A user that is known by its index: nothing about it has to be stored or passed around. */
export interface LoadUser {
  index: number
  username: string
  password: string
}

/** User `index` of a seed. The password satisfies every policy of up to 99 characters that needs no more than one of each kind. */
export function loadUser(seed: number, index: number): LoadUser {
  return { index, username: `pp-${seed}-${index}`, password: `Pp${index}.load-${seed}` }
}

/**
 * The user whose turn it is in an iteration: in order, so that a user comes again only after all others. Iterations
 * are numbered across execution segments, so that no two machines use the same user at the same time.
 */
export function userIndex(iteration: number, count: number): number {
  return iteration % count
}

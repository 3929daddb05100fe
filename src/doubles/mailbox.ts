/** Something that the target sent, to whatever double it was. */
export interface Mail {
  at: number
  to?: string
  channel?: "EMAIL" | "SMS"
  username?: string
  userPoolId?: string
  trigger?: string
  code?: string
  temporaryPassword?: string
  link?: string
  body?: string
  /** Why there is no code to be read, though something was sent. */
  unreadable?: string
}

const KEPT = 10_000

/** Where doubles deliver what they received; the newest 10,000 are kept. */
export class Mailbox {
  #delivered = 0
  readonly #mails: (Mail & { id: string })[] = []

  deliver(mail: Mail): void {
    this.#mails.push({ id: `mail-${++this.#delivered}`, ...mail })
    if (this.#mails.length > KEPT) this.#mails.shift()
  }

  /** Oldest first; an id is never given twice. */
  messages(): readonly (Mail & { id: string })[] {
    return this.#mails
  }
}

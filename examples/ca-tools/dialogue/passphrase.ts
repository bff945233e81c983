import { UsageError } from '../command-line/usage-error.js'
import { locate } from '../files/locate.js'
import { readText } from '../files/read-text.js'
import { decide } from './decide.js'
import type { Terminal } from './terminal.js'

/** Flags of the programs that make a key: whether it is encrypted, and with what. */
export const newPassphraseFlags = {
  passphrase: { about: 'encrypt the key with a passphrase, which is asked for; --no-passphrase leaves it in clear' },
  'passphrase-file': { value: 'FILE', about: 'encrypt the key with the first line of FILE' },
} as const

/** The flag of the programs that use a key. */
export const passphraseFlags = {
  'passphrase-file': {
    value: 'FILE',
    about: "the passphrase of the CA's key is the first line of FILE; default: it is asked for",
  },
} as const

/** The first line of a file: whatever ends it is no part of the passphrase. */
const passphraseIn = async (file: string): Promise<string> => {
  const text = await readText(locate(file), 'name the file with `--passphrase-file`')
  const [passphrase = ''] = text.split(/\r?\n/, 1)
  if (passphrase === '') throw new UsageError(`the first line of \`${file}\` is empty`)
  return passphrase
}

/** What a new key is encrypted with; nothing where that is not wanted. */
export const choosePassphrase = async (
  terminal: Terminal,
  said: { readonly passphrase?: boolean | undefined; readonly 'passphrase-file'?: string | undefined },
): Promise<string | undefined> => {
  const file = said['passphrase-file']
  if (file !== undefined) {
    if (said.passphrase === false) throw new UsageError('`--no-passphrase` and `--passphrase-file` exclude each other')
    return passphraseIn(file)
  }
  const question = "Encrypt the CA's key with a passphrase?"
  const flag = 'passphrase'
  if (!(await decide(terminal, said.passphrase, { flag, question, suggestion: true }))) return undefined
  if (!terminal.isInteractive) throw new UsageError('nobody is here to be asked', 'say `--passphrase-file`')
  for (;;) {
    const passphrase = await terminal.askSecret('Passphrase (not shown):')
    if (passphrase === '') terminal.complain('it is empty')
    else if (passphrase === (await terminal.askSecret('Once more:'))) return passphrase
    else terminal.complain('they differ')
  }
}

/** What an encrypted key is opened with. */
export const givePassphrase = async (
  terminal: Terminal,
  file: string | undefined,
  keyFile: string,
): Promise<string> => {
  if (file !== undefined) return passphraseIn(file)
  if (!terminal.isInteractive)
    throw new UsageError(`${keyFile} is encrypted, and nobody is here to be asked`, 'say `--passphrase-file`')
  return terminal.askSecret(`Passphrase of ${keyFile} (not shown):`)
}

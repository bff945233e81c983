/**
 * Runs in front of every test file: a test fails in which a private key gets into what the packages make or say.
 *
 * Whatever they return is frozen all the way down: plans, steps, decisions, findings, executions, records. Whatever they throw carries the
 * mark of a ThingplanError. So both are met here, in every test, whether or not it prints or compares them; and so is what a
 * test sends to the console. Nothing is imported of the packages, or each test file would load them.
 */
import { formatWithOptions } from 'node:util'
import { afterAll, afterEach } from 'vitest'
import { findPrivateKeys } from './find-private-keys.mjs'

const { defineProperty, freeze } = Object
const errorMark = Symbol.for('thingplan.error')

/** Where a key was met, and of which kind. @type {Set<string>} */
const leaks = new Set()
/** Made since the last look: its subclass has not set all of its fields yet when it is marked. @type {Error[]} */
let errors = []

/** Texts that hold no key; many tests make the same ones. @type {Set<string>} */
const harmless = new Set()

/** The shortest text that holds enough of a key to be one. */
const shortest = 32

/**
 * @param {string} place
 * @param {string} text
 */
const look = (place, text) => {
  if (text.length < shortest || harmless.has(text)) return
  const kinds = findPrivateKeys(text)
  if (kinds.length > 0) leaks.add(`${place}: ${kinds.join(', ')}`)
  if (harmless.size === 4096) harmless.clear()
  if (kinds.length === 0) harmless.add(text)
}

/**
 * Looks at the texts of an object, and no getter runs.
 *
 * @param {string} place
 * @param {object} object
 * @param {number} depth How far down.
 */
const lookInto = (place, object, depth) => {
  if (ArrayBuffer.isView(object)) return
  for (const name of Object.getOwnPropertyNames(object)) {
    // Reading a stack costs more than all the rest, and it repeats the message.
    if (name === 'stack') continue
    const value = Object.getOwnPropertyDescriptor(object, name)?.value
    if (typeof value === 'string') look(`${place}, ${name}`, value)
    else if (depth > 0 && typeof value === 'object' && value !== null) lookInto(`${place}, ${name}`, value, depth - 1)
  }
}

Object.freeze = (/** @type {any} */ value) => {
  if (typeof value === 'object' && value !== null) lookInto('a frozen object', value, 0)
  return freeze(value)
}

Object.defineProperty = (object, name, descriptor) => {
  if (name === errorMark && object instanceof Error) errors.push(object)
  return defineProperty(object, name, descriptor)
}

const { debug, error, info, log, warn } = console
const writers = { debug, error, info, log, warn }
for (const [method, write] of Object.entries(writers)) {
  Object.assign(console, {
    [method]: (/** @type {unknown[]} */ ...said) => {
      look('the console', formatWithOptions({ depth: 8 }, ...said))
      write(...said)
    },
  })
}

const complain = () => {
  for (const error of errors) lookInto(error.constructor.name, error, 4)
  errors = []
  if (leaks.size === 0) return
  const places = [...leaks].join('; ')
  leaks.clear()
  throw new Error(`a private key is in ${places}`)
}

afterEach(complain)
afterAll(() => {
  // Files that share a process would otherwise be looked at by one watcher more each.
  Object.assign(Object, { defineProperty, freeze })
  Object.assign(console, writers)
  complain()
})

import { describeRotationStore } from '../fixtures/rotation-store-contract.js'
import { createMemoryRotationStore } from './memory-rotation-store.js'

const now = new Date('2026-06-01')

describeRotationStore('createMemoryRotationStore', () => createMemoryRotationStore({ clock: () => now }), now)

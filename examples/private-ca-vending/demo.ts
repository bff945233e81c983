import '../jitr-lambda/demo/quiet.js'

import { readOptions } from '../jitr-lambda/demo/read-options.js'
import { endOnSignal } from '../jitr-lambda/demo/secret-folder.js'
import { tellStory } from './demo/story.js'

readOptions({}, 'npm run demo  has an app set up a lamp: a factory, a vending machine, a lamp and an app')
endOnSignal()
await tellStory()

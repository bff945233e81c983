import '../jitr-lambda/demo/quiet.js'

import { readOptions } from '../jitr-lambda/demo/read-options.js'
import { endOnSignal } from '../jitr-lambda/demo/secret-folder.js'
import { tellStory } from './demo/story.js'

readOptions({}, 'npm run demo  has a pump ask for its certificate, and send a reading')
endOnSignal()
await tellStory()

import '../jitr-lambda/demo/quiet.js'

import { endOnSignal } from '../jitr-lambda/demo/secret-folder.js'
import { tellStory } from './demo/story.js'

endOnSignal()
await tellStory()

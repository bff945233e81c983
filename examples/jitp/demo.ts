import '../jitr-lambda/demo/quiet.js'

import { readOptions } from '../jitr-lambda/demo/read-options.js'
import { tellStory } from './demo/story.js'

readOptions({}, "npm run demo  shows what AWS IoT makes of a device's first connection by a template")
await tellStory()

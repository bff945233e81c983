import '../jitr-lambda/demo/quiet.js'

import { readOptions } from '../jitr-lambda/demo/read-options.js'
import { endOnSignal } from '../jitr-lambda/demo/secret-folder.js'
import { tellStory } from './demo/story.js'

readOptions({}, "npm run demo  plays a sensor's way from the vendor's certificate to the manufacturer's")
endOnSignal()
await tellStory()

import '../jitr-lambda/demo/quiet.js'

import { tellStory } from './demo/story.js'

await tellStory()

import { alphabetOf } from './alphabet.js'
import type { Found } from './find-text.js'
import { after, compileLanguage, type Language, type LanguageState } from './language.js'
import { type Effort, fullEffort, search } from './search.js'

/** A topic filter and a topic that it matches. */
export interface Delivery {
  readonly filter: string
  readonly topic: string
}

/**
 * Where filter and topic stand: before anything, in the name of a shared subscription's group, at the beginning of a level,
 * within one, in one that `+` matches, in what `#` matches, or behind everything. A wildcard that comes first is still
 * `opening`, because it matches no topic that begins with `$`.
 */
type Place = 'begin' | 'group' | 'level' | 'text' | 'opening-single' | 'single' | 'opening-rest' | 'rest' | 'end'

interface State {
  readonly place: Place
  readonly filter: LanguageState
  readonly topic: LanguageState
}

/** One way to go on: what the filter reads, what the topic reads. */
type Step = readonly [place: Place, filter: string, topic: string]

const ends: ReadonlySet<Place> = /* @__PURE__ */ new Set(['level', 'text', 'single', 'rest', 'end'])

const mayFollow = ([first]: string, next: readonly string[] | undefined): boolean =>
  first === undefined || next === undefined || next.includes(first)

const stepsBy = (texts: readonly string[]): Readonly<Record<Place, readonly Step[]>> => {
  const alike = texts.map((text): Step => ['text', text, text])
  const topicReads = (place: Place, characters: readonly string[]): Step[] =>
    characters.map((text) => [place, '', text])
  const opening = texts.filter((text) => text !== '$')
  const level: Step = ['level', '/', '/']
  // MQTT 3.1.1 section 4.7.1.2: `a/#` matches `a` too.
  const parent: Step = ['end', '/#', '']
  const begin: Step[] = [...alike, level, ['opening-single', '+', ''], ['opening-rest', '#', '']]
  return {
    begin: [...begin, ...texts.map((text): Step => ['group', `$share/${text}`, ''])],
    group: [...texts.map((text): Step => ['group', text, '']), ['begin', '/', '']],
    level: [...alike, level, parent, ['single', '+', ''], ['rest', '#', '']],
    text: [...alike, level, parent],
    'opening-single': [...topicReads('single', opening), level],
    single: [...topicReads('single', texts), level, parent],
    'opening-rest': topicReads('rest', [...opening, '/']),
    rest: topicReads('rest', [...texts, '/']),
    end: [],
  }
}

/**
 * A filter of one language that matches a topic of another, as MQTT matches them (MQTT 3.1.1 section 4.7), level by level;
 * shared subscriptions (MQTT 5 section 4.8.2) are filters behind `$share/<group>/`.
 */
export const findDelivery = (filters: Language, topics: Language, effort: Effort = fullEffort()): Found<Delivery> => {
  const filter = compileLanguage(filters)
  const topic = compileLanguage(topics)
  if (!filter.isAlive(filter.start) || !topic.isAlive(topic.start)) return 'none'
  const texts = alphabetOf(new Set([...filter.characters, ...topic.characters]), ['+', '#', '/'])
  const steps = stepsBy(texts)
  const result = search<State, Delivery>({
    start: { place: 'begin', filter: filter.start, topic: topic.start },
    effort,
    key: (state) => `${state.place} ${state.filter} ${state.topic}`,
    *moves(state) {
      const nextOfFilter = filter.next(state.filter)
      const nextOfTopic = topic.next(state.topic)
      for (const [place, filterText, topicText] of steps[state.place]) {
        if (!mayFollow(topicText, nextOfTopic) || !mayFollow(filterText, nextOfFilter)) continue
        effort.left -= topic.size * topicText.length + filter.size * filterText.length
        const ahead = after(topic, topicText, state.topic)
        if (!topic.isAlive(ahead)) continue
        const behind = after(filter, filterText, state.filter)
        if (filter.isAlive(behind)) {
          yield { to: { place, filter: behind, topic: ahead }, label: { filter: filterText, topic: topicText } }
        }
      }
    },
    isGoal: (state) => ends.has(state.place) && filter.accepts(state.filter) && topic.accepts(state.topic),
  })
  if (typeof result === 'string') return result
  const textOf = (part: keyof Delivery): string => result.way.map((label) => label[part]).join('')
  return { example: { filter: textOf('filter'), topic: textOf('topic') } }
}

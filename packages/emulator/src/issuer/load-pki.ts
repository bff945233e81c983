let loading: Promise<typeof import('@thingplan/pki')> | undefined

/** The issuing package, loaded when it is first needed: whoever has nothing issued does without. */
export const loadPki = (): Promise<typeof import('@thingplan/pki')> => {
  loading ??= import('@thingplan/pki')
  return loading
}

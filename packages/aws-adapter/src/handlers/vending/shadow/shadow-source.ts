/** A part of a shadow's state: values of JSON, by their keys. */
export type ShadowSection = Readonly<Record<string, unknown>>

/** What is written to a shadow. */
export interface ShadowUpdate {
  readonly desired?: ShadowSection
  readonly reported?: ShadowSection
  /** The version that the shadow has to have. Default: any. */
  readonly version?: number
}

/** What a shadow holds. */
export interface Shadow extends ShadowUpdate {
  readonly version: number
}

/** Where shadows are: `createIotShadowSource` of @thingplan/aws-adapter/shadow for those of AWS IoT. */
export interface ShadowSource {
  /** `undefined` for a thing that has none. */
  read(thingName: string): Promise<Shadow | undefined>
  /**
   * - `changed`: it has another version than the update names.
   * - `refused`: it is too large, too deep, or not what shadows are made of.
   */
  update(thingName: string, update: ShadowUpdate): Promise<'updated' | 'changed' | 'refused'>
}

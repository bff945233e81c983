/** What an object holds: all of it, or pieces as they come. */
export type ObjectBody = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

/** Reads an object of an S3 bucket; undefined where there is none. */
export type ObjectReader = (bucket: string, key: string) => ObjectBody | undefined | Promise<ObjectBody | undefined>

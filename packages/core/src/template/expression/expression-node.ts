/** One step of a path: a property, or one of several values. */
export type PathKey =
  | { readonly kind: 'property'; readonly name: string; readonly position: number }
  | { readonly kind: 'index'; readonly index: number; readonly position: number }

export interface PathNode {
  readonly kind: 'path'
  /** The first is a property. */
  readonly keys: readonly PathKey[]
  readonly position: number
}

export interface CallNode {
  readonly kind: 'call'
  readonly name: string
  readonly operands: readonly ExpressionNode[]
  readonly position: number
}

export interface StringNode {
  readonly kind: 'string'
  readonly text: string
  readonly position: number
}

export interface NumberNode {
  readonly kind: 'number'
  readonly number: number
  readonly position: number
}

/** What an expression says, before anybody asks whether such paths and functions exist. */
export type ExpressionNode = PathNode | CallNode | StringNode | NumberNode

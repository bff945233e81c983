/** A text of a template: written out, or made of parameters when a device is provisioned. */
export type TemplateExpression =
  | string
  | { readonly Ref: string }
  | { readonly 'Fn::Join': readonly [delimiter: string, values: TemplateList] }
  | { readonly 'Fn::Select': readonly [index: string, list: TemplateList] }
  | { readonly 'Fn::FindInMap': readonly [map: string, top: TemplateExpression, second: TemplateExpression] }
  | { readonly 'Fn::Sub': string | readonly [text: string, variables: Readonly<Record<string, TemplateExpression>>] }

/** A list of texts: written out, split from a text, or found in a mapping. */
export type TemplateList =
  | readonly TemplateExpression[]
  | { readonly 'Fn::Split': readonly [delimiter: string, text: TemplateExpression] }
  | { readonly 'Fn::FindInMap': readonly [map: string, top: TemplateExpression, second: TemplateExpression] }

export type TemplateFunction = 'Fn::Join' | 'Fn::Select' | 'Fn::FindInMap' | 'Fn::Split' | 'Fn::Sub'

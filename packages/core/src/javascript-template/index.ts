export {
  type CompileUnsafeJavaScriptTemplateOptions,
  compileUnsafeJavaScriptTemplate,
} from './compile-unsafe-javascript-template.js'

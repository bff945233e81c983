const light = {
  paper: '#ffffff',
  ink: '#1f2328',
  faint: '#59636e',
  grid: '#d1d9e0',
  waiting: '#0969da',
  queued: '#8250df',
  events: '#bc4c00',
  registrations: '#1a7f37',
}

const dark: typeof light = {
  paper: '#0d1117',
  ink: '#f0f6fc',
  faint: '#9198a1',
  grid: '#3d444d',
  waiting: '#4493f8',
  queued: '#ab7df8',
  events: '#f0883e',
  registrations: '#3fb950',
}

const coloured = (colours: typeof light): string =>
  [
    `.paper{fill:${colours.paper}}`,
    `text{fill:${colours.faint}}`,
    `.title,.scenario,.end{fill:${colours.ink}}`,
    `.grid{stroke:${colours.grid}}`,
    `.area{fill:${colours.waiting}}`,
    ...(['waiting', 'queued', 'events', 'registrations'] as const).map((name) => `.${name}{stroke:${colours[name]}}`),
  ].join('\n')

/** Follows the reader's choice of light or dark, also where the graph is shown as an image. */
export const style: string = [
  'text{font:12px system-ui,sans-serif}',
  '.title{font-size:18px;font-weight:600}',
  '.scenario{font-size:14px;font-weight:600}',
  '.area{opacity:.18}',
  '.line{fill:none;stroke-width:1.8;stroke-linejoin:round}',
  '.queued{stroke-dasharray:6 3}',
  '.events{stroke-dasharray:2 2}',
  coloured(light),
  `@media (prefers-color-scheme:dark){\n${coloured(dark)}\n}`,
].join('\n')

// The drawing goes into the page itself, so that it scales as vector and its rows are links. Only the server's own kind of
// drawing gets in: no script, no foreign content, no handlers, no addresses but our own.
const kSvg = 'http://www.w3.org/2000/svg'
const kForbidden = new Set([
  'script',
  'foreignobject',
  'iframe',
  'object',
  'embed',
  'set',
  'animate',
  'handler',
])

export class BadDrawing extends Error {}

function allowedAddress(value: string): boolean {
  const address = value.trim()
  return /^(#|\/(?![/\\]))/.test(address) || /^data:image\/(png|jpeg);/i.test(address)
}

/** The drawing as an element. Throws BadDrawing. */
export function parseDrawing(text: string): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml')
  const root = parsed.documentElement
  if (root.namespaceURI !== kSvg || root.localName !== 'svg')
    throw new BadDrawing('the answer is no drawing')
  for (const element of [root, ...root.querySelectorAll('*')]) {
    const name = element.localName.toLowerCase()
    if (kForbidden.has(name)) throw new BadDrawing(`the drawing holds <${name}>`)
    if (element.namespaceURI !== kSvg) throw new BadDrawing(`the drawing holds foreign <${name}>`)
    for (const { localName, value } of element.attributes) {
      const attribute = localName.toLowerCase()
      if (attribute.startsWith('on')) throw new BadDrawing(`the drawing holds ${attribute}=`)
      if (attribute === 'href' && !allowedAddress(value))
        throw new BadDrawing('the drawing points elsewhere')
    }
  }
  return document.importNode(root, true) as unknown as SVGSVGElement
}

// First load of each entry, gzipped, against its budget. Reads the manifest of the build; fails when a budget is broken.
// The desk counts what its first page needs too: the entry alone shows nothing.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const entries = [
  {
    name: 'desk',
    page: 'index.html',
    also: ['src/features/workbench/WorkbenchPage.vue'],
    kilobytes: 350,
  },
  {
    name: 'desk, log-in',
    page: 'index.html',
    also: ['src/features/session/LoginPage.vue'],
    kilobytes: 350,
  },
  {
    name: 'desk, month page',
    page: 'index.html',
    also: ['src/features/campaigns/CampaignFrame.vue', 'src/features/periods/PeriodPage.vue'],
    kilobytes: 350,
  },
  {
    name: 'wall',
    page: 'wall.html',
    also: [],
    kilobytes: 120,
    never: /element-plus|vue-router|vue-i18n/,
  },
  {
    name: 'phone',
    page: 'phone.html',
    also: [],
    kilobytes: 150,
    never: /ElButton|createRouter|createI18n/,
  },
]

function filesOf(key, found = new Set()) {
  const chunk = manifest[key]
  if (!chunk) throw new Error(`the manifest has no ${key}; was the page moved?`)
  if (found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const sheet of chunk.css ?? []) found.add(sheet)
  for (const other of chunk.imports ?? []) filesOf(other, found)
  return found
}

let broken = false
for (const { name, page, also, kilobytes, never } of entries) {
  const files = new Set([page])
  for (const key of [page, ...also]) for (const file of filesOf(key)) files.add(file)
  let bytes = 0
  for (const file of files) {
    const content = readFileSync(new URL(file, dist))
    bytes += gzipSync(content, { level: 9 }).length
    if (never?.test(content.toString())) {
      console.log(`${name}: ${file} holds what this entry must not load (${never})`)
      broken = true
    }
  }
  const used = bytes / 1000
  const verdict = used <= kilobytes ? 'ok' : 'TOO LARGE'
  if (used > kilobytes) broken = true
  console.log(
    `${name}: ${used.toFixed(1)} kB gz of ${kilobytes} kB, ${files.size} files: ${verdict}`,
  )
}
if (broken) {
  console.log('A budget is broken: load the new part lazily, or leave it out.')
  process.exit(1)
}

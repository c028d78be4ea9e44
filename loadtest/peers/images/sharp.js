// The contestant in Node.js: see Contestant.java for what it is asked.
const fs = require('node:fs/promises')
const readline = require('node:readline')
const sharp = require('sharp')

const QUALITY = 80
sharp.cache(false)
sharp.concurrency(1)

// The largest from the file, which a JPEG is decoded no larger for than needed; each other one from the one before it.
async function * shrunk (file, sides) {
  let picture = sharp(file)
  for (const [i, side] of sides.entries()) {
    const small = picture.resize(side, side, { fit: 'inside', withoutEnlargement: true })
    if (i === sides.length - 1) {
      yield small
      return
    }
    const { data, info } = await small.raw().toBuffer({ resolveWithObject: true })
    picture = sharp(data, { raw: info })
    yield picture.clone()
  }
}

async function render (times, sides, files) {
  for (let i = 0; i < times; i++) {
    for await (const picture of shrunk(files[i % files.length], sides)) {
      await picture.jpeg({ quality: QUALITY }).toBuffer()
    }
  }
}

async function encode (times, file) {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const begin = process.cpuUsage()
  for (let i = 0; i < times; i++) {
    await sharp(data, { raw: info }).jpeg({ quality: QUALITY }).toBuffer()
  }
  return millis(begin)
}

function millis (begin) {
  const used = process.cpuUsage(begin)
  return (used.user + used.system) / 1000
}

async function answer (verb, how, list, ...names) {
  const files = await Promise.all(names.map(name => fs.readFile(name)))
  const sides = list.split(',').map(Number)
  if (verb === 'encode') return encode(Number(how), files[0])
  if (verb === 'save') {
    let i = 0
    for await (const picture of shrunk(files[0], sides)) {
      await picture.png().toFile(`${how}/${sides[i++]}.png`)
    }
    return 0
  }
  const begin = process.cpuUsage()
  await render(Number(how), sides, files)
  return millis(begin)
}

async function main () {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    console.log(await answer(...line.split('\t')))
  }
}

main()

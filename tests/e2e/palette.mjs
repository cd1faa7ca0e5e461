// A picture of the browser in 256 colours: a third of the bytes, and the pages have few colours.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

export function withPalette(png) {
  const { width, height, channels, pixels } = decode(png);
  const counts = new Map();
  const at = (i) => (pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2];
  for (let i = 0; i < pixels.length; i += channels) counts.set(at(i), (counts.get(at(i)) ?? 0) + 1);
  const { colours, indexOf } = reduce(counts);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0, from = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, from += channels) rows[y * (width + 1) + 1 + x] = indexOf.get(at(from));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8);
  const palette = Buffer.from(colours.flatMap((one) => [one >> 16, (one >> 8) & 255, one & 255]));
  const parts = [chunk('IHDR', head), chunk('PLTE', palette), chunk('IDAT', deflateSync(rows, { level: 9 }))];
  return Buffer.concat([png.subarray(0, 8), ...parts, chunk('IEND', Buffer.alloc(0))]);
}

// Eight bits a channel, not interlaced: what the browser writes.
function decode(png) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const channels = { 2: 3, 6: 4 }[png[25]];
  if (png[24] !== 8 || !channels || png[28]) throw new Error('the browser wrote another kind of PNG');
  const packed = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const raw = inflateSync(Buffer.concat(packed));
  const line = width * channels;
  const pixels = Buffer.alloc(line * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (line + 1)];
    for (let x = 0; x < line; x += 1) {
      const left = x < channels ? 0 : pixels[y * line + x - channels];
      const up = y ? pixels[(y - 1) * line + x] : 0;
      const corner = x < channels || !y ? 0 : pixels[(y - 1) * line + x - channels];
      pixels[y * line + x] = raw[y * (line + 1) + 1 + x] + predicted(filter, left, up, corner);
    }
  }
  return { width, height, channels, pixels };
}

function predicted(filter, left, up, corner) {
  if (filter < 3) return [0, left, up][filter];
  if (filter === 3) return (left + up) >> 1;
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

// Median cut: the box with the widest spread of often used colours is halved until there are 256.
function reduce(counts) {
  const boxes = [boxOf([...counts.keys()], counts)];
  while (boxes.length < 256) {
    const widest = boxes.reduce((best, one) => (one.weight > best.weight ? one : best));
    if (widest.weight === 0) break;
    const { keys, shift } = widest;
    keys.sort((a, b) => ((a >> shift) & 255) - ((b >> shift) & 255));
    const middle = ((keys[0] >> shift) & 255) / 2 + ((keys.at(-1) >> shift) & 255) / 2;
    const cut = keys.findIndex((key) => ((key >> shift) & 255) > middle);
    boxes.splice(boxes.indexOf(widest), 1, boxOf(keys.slice(0, cut), counts), boxOf(keys.slice(cut), counts));
  }
  const indexOf = new Map(boxes.flatMap(({ keys }, index) => keys.map((key) => [key, index])));
  // The most frequent colour stands for its box, so that plain areas keep theirs exactly.
  const commoner = (one, other) => (counts.get(other) > counts.get(one) ? other : one);
  return { colours: boxes.map(({ keys }) => keys.reduce(commoner)), indexOf };
}

function boxOf(keys, counts) {
  const spread = (shift) => {
    let [least, most] = [255, 0];
    for (const key of keys) {
      least = Math.min(least, (key >> shift) & 255);
      most = Math.max(most, (key >> shift) & 255);
    }
    return most - least;
  };
  const shift = [16, 8, 0].reduce((best, one) => (spread(one) > spread(best) ? one : best));
  const pixels = keys.reduce((sum, key) => sum + counts.get(key), 0);
  return { keys, shift, weight: spread(shift) * Math.sqrt(pixels) };
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

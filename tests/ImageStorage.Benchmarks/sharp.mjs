// Optimises the files that are named on standard input, one a line, and answers each with its figures as JSON.
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import sharp from 'sharp';

sharp.cache(false);
for await (const path of createInterface({ input: process.stdin })) {
  const data = await readFile(path);
  const cpu = process.cpuUsage();
  const started = process.hrtime.bigint();
  const webp = await sharp(data).rotate().resize(1024, 1024, { fit: 'inside', withoutEnlargement: true }).webp({ quality: 85 }).toBuffer();
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  const used = process.cpuUsage(cpu);
  console.log(JSON.stringify({ milliseconds, cpuMilliseconds: (used.user + used.system) / 1000, bytes: webp.length }));
}

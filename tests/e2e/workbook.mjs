// A plan workbook as a clerk would hand it in: opened in LibreOffice, one cell changed, saved as .xlsx again.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function convert(folder, file, format) {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  execFileSync(
    'soffice',
    [profile, '--headless', '--norestore', '--convert-to', format, '--outdir', folder, join(folder, file)],
    {
      stdio: 'pipe',
      timeout: 180_000,
    },
  );
}

// Replaces the text of the one cell that reads `before`. The flat form is plain XML: nothing but that cell changes.
export function editedInLibreOffice(bytes, before, afterwards) {
  const folder = mkdtempSync(join(tmpdir(), 'zhantu-workbook-'));
  try {
    writeFileSync(join(folder, 'plan.xlsx'), bytes);
    convert(folder, 'plan.xlsx', 'fods');
    const flat = readFileSync(join(folder, 'plan.fods'), 'utf8');
    const cell = `<text:p>${before}</text:p>`;
    if (flat.split(cell).length !== 2)
      throw new Error(`${flat.split(cell).length - 1} cells read '${before}', one is wanted`);
    rmSync(join(folder, 'plan.xlsx'));
    writeFileSync(join(folder, 'plan.fods'), flat.replace(cell, `<text:p>${afterwards}</text:p>`));
    convert(folder, 'plan.fods', 'xlsx');
    return readFileSync(join(folder, 'plan.xlsx'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

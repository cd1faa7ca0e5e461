// The demo county's running month, made ready to be published.
import { Client, describe } from '../tests/harness/client.mjs';

export const period = '2026-10';
export const base = '/api/v1';

export async function clientOf(server, county, who) {
  const { login, unit } = county.who(who);
  const made = await new Client(server, { check: false }).logIn(login);
  return unit ? made.actForUnit(unit) : made;
}

async function mustDo(client, method, path, json) {
  const answer = await client.write(method, path, json);
  if (answer.status >= 300) throw new Error(describe(answer));
}

// Reports, confirms and determines every project of the month; returns the campaign's path.
export async function prepareMonth(server, county, office) {
  const campaign = `${base}/campaigns/${(await office.read(`${base}/campaigns`)).items[0].id}`;
  const ids = new Map(
    (await office.readAll(`${campaign}/projects`)).map((project) => [project.number, project.id]),
  );
  for (const project of county.projects.values()) {
    if (!county.onWall(project, period)) continue;
    const plan = county.planOf(project, period);
    const path = `${base}/projects/${ids.get(project.number)}/periods/${period}`;
    const quantity = plan?.quantity ?? null;
    if (plan) {
      await mustDo(await clientOf(server, county, `clerk@lead(${project.key})`), 'PUT', `${path}/report`, {
        text: plan.text || '完成',
        quantity,
      });
      const commander = await clientOf(server, county, `commander@post(${project.key})`);
      await mustDo(commander, 'PUT', `${path}/confirmation`, {});
    }
    const verdict = plan
      ? { verdict: 'met', ...(quantity === null ? {} : { verified_quantity: quantity }) }
      : { verdict: 'no_target' };
    await mustDo(office, 'PUT', `${path}/determination`, verdict);
  }
  return campaign;
}

// Who is who in a setup file: turns `clerk@lead(P03)` into a log-in and the unit for which that person acts.
import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { StoryError } from './parse.mjs';

const administrators = { system: 'system_administrator', security: 'security_administrator', auditor: 'auditor' };

export class County {
  constructor(file) {
    Object.assign(this, parse(readFileSync(file, 'utf8')));
    this.units = new Map(this.unit.map((unit) => [unit.key, unit]));
    this.projects = new Map(this.project.map((project) => [project.key, project]));
    this.accounts = new Map(this.account.map((account) => [account.person, account]));
  }

  projectOf(key) {
    const found = this.projects.get(key);
    if (!found) throw new StoryError(`the setup has no project ${key}`);
    return found;
  }

  // {login, unit}: unit is the name of the unit of the post that is meant, or null.
  who(text) {
    if (text === 'nobody') return { login: null, unit: null };
    if (this.account.some((account) => account.login === text)) return { login: text, unit: null };
    const [role, place] = text.split('@');
    if (!place) throw new StoryError(`nobody in the setup logs in as '${text}'`);
    const found = this.#candidates(role, place);
    if (found.length === 0) throw new StoryError(`nobody with a log-in is ${text}`);
    return found[0];
  }

  #candidates(role, place) {
    if (role === 'administrator') return this.#administrators(place);
    const project = /^(lead|partner|post)\((P\d+)\)$/.exec(place);
    if (project?.[1] === 'lead') return this.#clerks(this.projectOf(project[2]).lead_unit);
    if (project?.[1] === 'partner')
      return this.projectOf(project[2]).partner_units.flatMap(({ unit }) => this.#clerks(unit));
    const organs = project
      ? this.organ.filter((organ) => organ.key === this.projectOf(project[2]).command_post)
      : this.organ.filter((organ) => organ.kind === place || organ.key === place);
    return organs
      .flatMap((organ) => organ.member)
      .filter((member) => role === 'officer' || member.role === role)
      .map((member) => member.tenure.split('/'))
      .filter(([person]) => this.accounts.has(person))
      .map(([person, unit]) => ({ login: this.accounts.get(person).login, unit: this.units.get(unit).name }));
  }

  #administrators(place) {
    return this.account
      .filter((account) => account.role === administrators[place])
      .map((account) => ({ login: account.login, unit: null }));
  }

  // Those who sit in no organ come first: an officer of the supervision office is no clerk of his unit.
  #clerks(unit) {
    const seated = new Set(
      this.organ.flatMap((organ) => organ.member.map((member) => member.tenure.split('/')[0])),
    );
    return this.tenure
      .filter((tenure) => tenure.unit === unit && this.accounts.has(tenure.person))
      .sort((a, b) => seated.has(a.person) - seated.has(b.person))
      .map((tenure) => ({ login: this.accounts.get(tenure.person).login, unit: this.units.get(unit).name }));
  }

  onWall(project, period) {
    return project.admitted <= period && (!project.withdrawn || period < project.withdrawn);
  }

  planOf(project, period) {
    return (project.plan ?? []).find((plan) => plan.period === period) ?? null;
  }
}

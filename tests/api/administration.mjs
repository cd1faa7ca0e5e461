// The operations by which a county is built and kept, walked on the demo county; part of contract.test.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';

const base = '/api/v1';

// `tools()` gives {loggedIn, client, expectProblem, refusedWithoutTrace} once the server runs.
export function registryTests(tools) {
  const edit = (who, path, json, version) =>
    who.write('PATCH', path, json, version ? { headers: { 'if-match': `"${version}"` } } : {});

  test('D-1.1 units: added, moved, ended; a conflict shows both versions', async () => {
    const { loggedIn, refusedWithoutTrace } = tools();
    const admin = await loggedIn('administrator@system');
    const all = await admin.readAll(`${base}/units`);
    const root = all.find((unit) => unit.parent === null);
    const made = await admin.write('POST', `${base}/units`, {
      parent: root.id,
      kind: 'department',
      name: '云溪县招商局',
    });
    assert.equal(made.status, 201, made.text);
    const unit = made.json;
    assert.equal(unit.short_name, '云溪县招商局');
    assert.equal((await admin.read(`${base}/units/${unit.id}`)).version, unit.version);
    const path = `${base}/units/${unit.id}`;
    const moved = await edit(
      admin,
      path,
      { parent: all.find((one) => one.kind === 'town').id, short_name: '招商局' },
      unit.version,
    );
    assert.equal(moved.status, 200, moved.text);
    const late = await refusedWithoutTrace('edit_conflict', () =>
      edit(admin, path, { name: '改名' }, unit.version),
    );
    assert.deepEqual([late.current.short_name, late.version], ['招商局', moved.headers.etag]);
    assert.equal(`"${late.current.version}"`, late.version);
    await refusedWithoutTrace('precondition_required', () => edit(admin, path, { name: '改名' }));
    const cycle = await refusedWithoutTrace('field_invalid', () =>
      edit(admin, `${base}/units/${root.id}`, { parent: unit.id }, root.version),
    );
    assert.deepEqual([cycle.items[0].where, cycle.items[0].word], ['/parent', 'unit_cycle']);
    const taken = await refusedWithoutTrace('field_invalid', () =>
      admin.write('POST', `${base}/units`, { parent: root.id, kind: 'town', name: '新镇', code: root.code }),
    );
    assert.equal(taken.items[0].word, 'unit_code_taken');
    const used = await refusedWithoutTrace('field_invalid', () =>
      edit(admin, `${base}/units/${root.id}`, { ends_on: '2026-10-31' }, root.version),
    );
    assert.equal(used.items[0].word, 'unit_in_use');
    const ended = await edit(admin, path, { ends_on: '2026-10-31' }, moved.json.version);
    assert.equal(ended.json.ends_on, '2026-10-31');
    const found = await admin.read(`${base}/units?q=${encodeURIComponent('招商')}`);
    assert.deepEqual(
      found.items.map((one) => one.id),
      [unit.id],
    );
  });

  test('D-1.2 people hold posts over time; a published month keeps its people', async () => {
    const { loggedIn, refusedWithoutTrace } = tools();
    const admin = await loggedIn('administrator@system');
    const [unit] = (await admin.read(`${base}/units?limit=2`)).items;
    const made = await admin.write('POST', `${base}/people`, {
      name: '乔木',
      unit: unit.id,
      title: '科长',
      starts_on: '2026-10-08',
    });
    assert.equal(made.status, 201, made.text);
    const [tenure] = made.json.tenures;
    assert.deepEqual([tenure.title, tenure.unit, tenure.ends_on], ['科长', unit.id, null]);
    const second = await admin.write('POST', `${base}/tenures`, {
      person: made.json.id,
      unit: unit.id,
      title: '副主任',
      starts_on: '2026-11-01',
    });
    assert.equal(second.status, 201, second.text);
    const twice = await refusedWithoutTrace('field_invalid', () =>
      admin.write('POST', `${base}/tenures`, {
        person: made.json.id,
        unit: unit.id,
        title: '副主任',
        starts_on: '2026-12-01',
      }),
    );
    assert.equal(twice.items[0].word, 'tenure_twice');
    const ended = await edit(
      admin,
      `${base}/tenures/${tenure.id}`,
      { ends_on: '2026-10-31' },
      tenure.version,
    );
    assert.equal(ended.json.ends_on, '2026-10-31');
    assert.deepEqual(await admin.read(`${base}/tenures/${tenure.id}`), ended.json);
    const renamed = await edit(admin, `${base}/people/${made.json.id}`, { name: '乔沐' }, made.json.version);
    assert.equal(renamed.json.name, '乔沐');
    assert.equal((await admin.read(`${base}/people/${made.json.id}`)).tenures.length, 2);
    const still = await refusedWithoutTrace('field_invalid', () =>
      edit(admin, `${base}/people/${made.json.id}`, { ends_on: '2026-11-30' }, renamed.json.version),
    );
    assert.equal(still.items[0].word, 'person_in_post');
    const titled = await edit(
      admin,
      `${base}/posts/${tenure.post}`,
      { title: '综合科科长' },
      tenure.post_version,
    );
    assert.equal(titled.json.title, '综合科科长');
    const office = await loggedIn('officer@supervision_office');
    const officer = (await admin.read(`${base}/people?q=${encodeURIComponent(office.session.name)}`))
      .items[0];
    const published = officer.tenures.find((one) => one.id === office.session.tenure.id);
    await refusedWithoutTrace('tenure_frozen', () =>
      edit(admin, `${base}/tenures/${published.id}`, { ends_on: '2026-08-31' }, published.version),
    );
  });

  test('accounts: a one-time password, and nothing before it is changed', async () => {
    const { loggedIn, client, expectProblem, refusedWithoutTrace } = tools();
    const admin = await loggedIn('administrator@system');
    const person = (await admin.write('POST', `${base}/people`, { name: '纪宁' })).json;
    const made = await admin.write('POST', `${base}/accounts`, { person: person.id, login: 'ji.ning' });
    assert.equal(made.status, 201, made.text);
    assert.deepEqual([made.json.password_given, made.json.active], [false, true]);
    const given = await admin.write('POST', `${base}/accounts/${made.json.id}/password`);
    assert.equal(given.status, 201, given.text);
    const fresh = await client().logIn('ji.ning', given.json.password);
    assert.equal(fresh.session.password_change_required, true);
    expectProblem(await fresh.get(`${base}/campaigns`), 'password_change_required');
    const changed = await fresh.write('PUT', `${base}/session/password`, {
      old: given.json.password,
      new: 'my-own-words-2026',
    });
    assert.equal(changed.status, 204, changed.text);
    assert.equal((await fresh.read(`${base}/session`)).password_change_required, false);
    const again = await client().logIn('ji.ning', 'my-own-words-2026');
    assert.equal(again.session.login, 'ji.ning');
    const two = await refusedWithoutTrace('field_invalid', () =>
      admin.write('POST', `${base}/accounts`, { person: person.id, login: 'ji.ning2' }),
    );
    assert.equal(two.items[0].word, 'person_has_account');
    const accounts = await admin.readAll(`${base}/accounts`);
    const mine = accounts.find((one) => one.office === 'system_administrator');
    await refusedWithoutTrace('own_account', () =>
      edit(admin, `${base}/accounts/${mine.id}`, { office: '' }, mine.version),
    );
    await refusedWithoutTrace('own_account', () =>
      admin.write('POST', `${base}/accounts/${mine.id}/password`),
    );
    const auditor = accounts.find((one) => one.office === 'auditor');
    const both = await refusedWithoutTrace('field_invalid', () =>
      admin.write('POST', `${base}/accounts`, {
        person: auditor.person,
        login: 'second.office',
        office: 'security_administrator',
      }),
    );
    assert.equal(both.items[0].word, 'offices_exclude');
    const judge = accounts.find((one) => one.login === 'office1');
    const judging = await refusedWithoutTrace('field_invalid', () =>
      edit(admin, `${base}/accounts/${judge.id}`, { office: 'auditor' }, judge.version),
    );
    assert.equal(judging.items[0].word, 'offices_exclude');
    const current = (await admin.read(`${base}/accounts?q=ji.ning`)).items[0];
    const off = await edit(admin, `${base}/accounts/${made.json.id}`, { active: false }, current.version);
    assert.equal(off.json.active, false);
    assert.deepEqual(await admin.read(`${base}/accounts/${made.json.id}`), off.json);
    await refusedWithoutTrace('not_found', () => admin.get(`${base}/accounts/999999999`));
    expectProblem(await again.get(`${base}/session`), 'not_logged_in');
  });

  test('a pasted table: every wrong cell is named, then it is taken over whole', async () => {
    const { loggedIn, refusedWithoutTrace } = tools();
    const admin = await loggedIn('administrator@system');
    const root = (await admin.readAll(`${base}/units`)).find((unit) => unit.parent === null);
    const table = (mode, kind, rows) =>
      admin.write('POST', `${base}/registry/imports?mode=${mode}`, { kind, rows });
    const units = [
      { name: '临江街道', parent: root.name, kind: 'town' },
      { name: '临江街道一社区', parent: '临江街道', kind: 'village' },
    ];
    const checked = await table('check', 'units', [
      ...units,
      { name: '无主单位', parent: '没有的单位', kind: 'town' },
    ]);
    assert.deepEqual(
      checked.json.problems.map((one) => [one.row, one.column, one.word]),
      [[2, 'parent', 'unit_unknown']],
    );
    await refusedWithoutTrace('register_refused', () =>
      table('apply', 'units', [{ name: '无主单位', parent: '无', kind: 'town' }]),
    );
    assert.equal((await table('apply', 'units', units)).json.created, 2);
    assert.equal((await table('apply', 'units', units)).json.unchanged, 2);
    const people = [
      { name: '齐放', unit: '临江街道', post: '主任', login: 'qi.fang' },
      { name: '齐鸣', unit: '临江街道', post: '科员' },
    ];
    const wrong = await table('check', 'people', [
      ...people,
      { name: '', unit: '临江街道', post: '', login: 'Q Q' },
    ]);
    assert.deepEqual(wrong.json.problems.map((one) => [one.row, one.column]).sort(), [[2, 'name']]);
    assert.equal((await table('apply', 'people', people)).json.created, 2);
    const found = await admin.read(`${base}/people?q=${encodeURIComponent('临江街道')}`);
    assert.deepEqual(
      found.items.map((one) => one.name),
      ['齐放', '齐鸣'],
    );
    const known = [{ ...people[1], login: 'qi.ming' }];
    assert.equal((await table('apply', 'people', known)).json.created, 1);
    assert.equal((await table('apply', 'people', known)).json.unchanged, 1);
    assert.equal((await admin.read(`${base}/accounts?q=qi.ming`)).items[0].name, '齐鸣');
    const second = await table('check', 'people', [{ ...people[1], login: 'qi.other' }]);
    assert.deepEqual(second.json.problems.map((one) => one.word), ['person_has_account']);
    const counts = await admin.read(`${base}/registry`);
    assert.ok(counts.people > 2 && counts.acts.includes('maintain_accounts'));
  });

  test('D-9.4 who keeps the register touches no project, and who judges touches no register', async () => {
    const { loggedIn, refusedWithoutTrace } = tools();
    const office = await loggedIn('officer@supervision_office');
    const root = (await office.readAll(`${base}/units`)).find((unit) => unit.parent === null);
    await refusedWithoutTrace('not_permitted', () =>
      office.write('POST', `${base}/units`, { parent: root.id, kind: 'town', name: '新镇' }),
    );
    await refusedWithoutTrace('not_permitted', () =>
      office.write('POST', `${base}/people`, { name: '某人' }),
    );
    await refusedWithoutTrace('not_permitted', () => office.get(`${base}/accounts`));
  });
}

export function campaignTests(tools) {
  const edit = (who, path, json, version) =>
    who.write('PATCH', path, json, { headers: { 'if-match': `"${version}"` } });
  const word = (problem) => problem.items.map((item) => `${item.where} ${item.word}`).join(', ');

  test('D-1.3 the frame of a campaign: who may change what, and what is published stays', async () => {
    const { loggedIn, refusedWithoutTrace, campaign } = tools();
    const [chief, office, admin] = await Promise.all(
      ['commander_in_chief@headquarters', 'officer@supervision_office', 'administrator@system'].map((who) =>
        loggedIn(who),
      ),
    );
    const setup = await chief.read(`${campaign}/setup`);
    assert.ok(setup.acts.includes('name_officers'));
    const changed = await edit(
      chief,
      `${campaign}/setup`,
      { phases: setup.phases, open_board: true },
      setup.version,
    );
    assert.equal(changed.status, 200, changed.text);
    const late = await refusedWithoutTrace('edit_conflict', () =>
      edit(office, `${campaign}/setup`, { title: '改名' }, 'older'),
    );
    assert.equal(`"${late.current.version}"`, late.version);
    const begun = await refusedWithoutTrace('field_invalid', () =>
      edit(chief, `${campaign}/setup`, { year: 2027 }, changed.json.version),
    );
    assert.equal(word(begun), '/year campaign_begun');
    await refusedWithoutTrace('not_permitted', () => edit(admin, `${campaign}/setup`, { title: 'x' }, '*'));
    const added = await chief.write('POST', `${campaign}/organs`, {
      kind: 'command_post',
      name: '水利作战指挥部',
    });
    assert.equal(added.status, 201, added.text);
    const path = `${campaign}/organs/${added.json.id}`;
    const tenure = chief.session.tenure.id;
    const frozen = await refusedWithoutTrace('field_invalid', () =>
      edit(
        chief,
        path,
        { members: [{ tenure, role: 'commander', starts_on: '2026-03-01' }] },
        added.json.version,
      ),
    );
    assert.equal(word(frozen), '/members/0/ends_on day_frozen');
    const named = await edit(
      office,
      path,
      { members: [{ tenure, role: 'commander', starts_on: '2026-10-20' }], units: [{ unit: setup.unit }] },
      added.json.version,
    );
    assert.equal(named.json.members[0].role, 'commander', named.text);
    assert.deepEqual(await office.read(path), named.json);
    const judges = setup.organs.find((organ) => organ.kind === 'supervision_office');
    await refusedWithoutTrace('not_permitted', () =>
      edit(
        office,
        `${campaign}/organs/${judges.id}`,
        { members: [{ tenure, role: 'member' }] },
        judges.version,
      ),
    );
    const busy = setup.organs.find((organ) => organ.kind === 'command_post');
    const used = await refusedWithoutTrace('field_invalid', () =>
      edit(chief, `${campaign}/organs/${busy.id}`, { ends_on: '2026-12-31' }, busy.version),
    );
    assert.equal(word(used), '/ends_on organ_in_use');
  });

  test('D-3.1 a substitute is named for an officer who belongs, and for nobody else', async () => {
    const { loggedIn, refusedWithoutTrace, campaign, projects, county } = tools();
    const chief = await loggedIn('commander_in_chief@headquarters');
    const barred = (await loggedIn('office2')).session.tenure.id;
    const holder = (await loggedIn('bystander')).session.tenure.id;
    const id = (key) => projects.find((one) => one.number === county.projectOf(key).number).id;
    const name = (more) =>
      chief.write('PUT', `${campaign}/substitutes`, {
        officer: barred,
        holder,
        projects: [id('P24')],
        starts_on: '2026-10-01',
        ends_on: '2026-12-31',
        reason: '回避',
        ...more,
      });
    const free = await refusedWithoutTrace('field_invalid', () => name({ projects: [id('P01')] }));
    assert.equal(word(free), '/projects/0 officer_not_barred');
    const order = await refusedWithoutTrace('field_invalid', () => name({ ends_on: '2026-09-30' }));
    assert.equal(word(order), '/ends_on day_order');
    const named = await name({});
    assert.equal(named.status, 200, named.text);
    assert.equal(named.json.substitutes[0].project, id('P24'));
    const office = await loggedIn('officer@supervision_office');
    await refusedWithoutTrace('not_permitted', () => office.write('PUT', `${campaign}/substitutes`, {}));
  });

  test('D-1.4 D-2.2 a project by hand: facts, roles, plan, history', async () => {
    const { loggedIn, refusedWithoutTrace, campaign, projects, county } = tools();
    const base = '/api/v1';
    const office = await loggedIn('officer@supervision_office');
    const setup = await office.read(`${campaign}/setup`);
    const post = setup.organs.find((organ) => organ.kind === 'command_post').id;
    const person = (await office.read(`${base}/people?limit=1`)).items[0].id;
    const input = {
      number: 'YX2026-91',
      name: '云溪河堤防加固',
      annual_target: '完成堤防加固12公里',
      annual_quantity: '12',
      quantity_unit: '公里',
      investment_total_wan: '3500.5',
      command_post: post,
      units: [{ unit: setup.unit, role: 'lead_unit' }],
      persons: [{ person, role: 'accountable_person' }],
      plan: [{ period: '2026-11', text: '开工', quantity: '3' }],
    };
    const made = await office.write('POST', `${campaign}/projects`, input);
    assert.equal(made.status, 201, made.text);
    assert.deepEqual([made.json.admitted, made.json.investment_total_wan], ['2026-10', '3500.5']);
    const twice = await refusedWithoutTrace('field_invalid', () =>
      office.write('POST', `${campaign}/projects`, input),
    );
    assert.equal(word(twice), '/number number_taken');
    const path = `${base}/projects/${made.json.id}/record`;
    const town = (await office.readAll(`${base}/units`)).find((unit) => unit.kind === 'town').id;
    const changed = await edit(
      office,
      path,
      {
        facts: '两岸各六公里',
        units: [{ unit: town, role: 'partner_unit', undertaking: '征地', deadline: '2026-11-30' }],
        plan: [{ period: '2026-12', text: '完工', quantity: '12' }],
      },
      made.json.version,
    );
    assert.equal(changed.status, 200, changed.text);
    assert.equal(changed.json.units.length, 2);
    const late = await refusedWithoutTrace('edit_conflict', () =>
      edit(office, path, { facts: 'x' }, made.json.version),
    );
    assert.equal(late.current.facts, '两岸各六公里');
    const history = await office.read(`${base}/projects/${made.json.id}/history`);
    assert.deepEqual(
      history.items.map((one) => one.verb),
      ['edit_project', 'add_project'],
    );
    const [record] = history.items[0].records.filter((one) => one.kind === 'project');
    const facts = record.fields.find((one) => one.field === 'facts');
    assert.deepEqual([facts.before, facts.after], ['', '两岸各六公里']);
    const old = projects.find((one) => one.number === county.projectOf('P01').number).id;
    const before = await office.read(`${base}/projects/${old}/record`);
    const frozen = await refusedWithoutTrace('field_invalid', () =>
      edit(
        office,
        `${base}/projects/${old}/record`,
        { annual_target: '少一点', plan: [{ period: '2026-02', text: '少一点' }] },
        before.version,
      ),
    );
    assert.equal(word(frozen), '/annual_target target_frozen, /plan/0/text plan_frozen');
    const roles = await refusedWithoutTrace('field_invalid', () =>
      edit(
        office,
        path,
        { persons: [{ person, role: 'lead_unit' }], units: [{ unit: '999999999', role: 'x' }] },
        '*',
      ),
    );
    assert.equal(roles.items.length, 3);
  });

  test('a campaign is founded with an empty headquarters that the administrator fills, and no more', async () => {
    const { loggedIn, refusedWithoutTrace } = tools();
    const base = '/api/v1';
    const admin = await loggedIn('administrator@system');
    const root = (await admin.readAll(`${base}/units`)).find((unit) => unit.parent === null);
    const founded = await admin.write('POST', `${base}/campaigns`, {
      unit: root.id,
      title: '明年行动',
      year: 2027,
    });
    assert.equal(founded.status, 201, founded.text);
    assert.deepEqual(
      founded.json.organs.map((organ) => organ.kind),
      ['headquarters', 'supervision_office'],
    );
    const [headquarters] = founded.json.organs;
    const path = `${base}/campaigns/${founded.json.id}/organs/${headquarters.id}`;
    const person = (await admin.read(`${base}/people?limit=200`)).items.find((one) => one.tenures.length > 0);
    const named = await edit(
      admin,
      path,
      { members: [{ tenure: person.tenures[0].id, role: 'commander_in_chief', starts_on: '2026-10-01' }] },
      headquarters.version,
    );
    assert.equal(named.status, 200, named.text);
    await refusedWithoutTrace('not_permitted', () => edit(admin, path, { goals: 'x' }, named.json.version));
    const wrong = await refusedWithoutTrace('field_invalid', () =>
      admin.write('POST', `${base}/campaigns`, { unit: '999999999', title: '', year: 2027 }),
    );
    assert.equal(wrong.items.length, 2);
  });
}

export function journalTests(tools) {
  test('D-9.1 D-9.3 the journal in words: by kind, record, person and day, newest first', async () => {
    const { loggedIn, office, expectProblem, projects } = tools();
    const auditor = await loggedIn('administrator@auditor');
    const changes = (query) => auditor.read(`${base}/journal/changes?limit=200&${query}`);
    const ids = (await auditor.readAll(`${base}/journal/changes`)).map((one) => Number(one.id));
    assert.deepEqual(ids, ids.toSorted((a, b) => b - a));
    assert.equal(ids.length, (await office.read(`${base}/journal/head`)).entries);
    const { id } = projects[0];
    const mine = (await changes(`kind=report&record=project/${id}`)).items;
    assert.ok(mine.length > 0 && mine.length < (await changes('kind=report')).items.length);
    for (const one of mine.flatMap((entry) => entry.records)) {
      assert.deepEqual([one.kind, one.record], ['report', `project/${id}`]);
      assert.ok(one.fields.length > 0);
    }
    const named = await auditor.read(`${base}/people?q=${encodeURIComponent(office.session.name)}`);
    const person = named.items[0].id;
    for (const entry of (await changes(`by=${person}&from=2026-01-01&until=2026-03-31`)).items) {
      assert.match(entry.by, new RegExp(`${office.session.name}$`));
      assert.ok(entry.at < '2026-03-31T16:00');
    }
    const text = JSON.stringify((await changes('kind=account')).items);
    assert.ok(!text.includes('argon2'), 'a hash is shown');
    const told = await office.read(`${base}/journal/changes?kind=account&limit=200`);
    for (const field of told.items.flatMap((entry) => entry.records.flatMap((one) => one.fields)))
      assert.equal(field.kind, 'hidden');
    expectProblem(await office.get(`${base}/journal/changes?kind=session`), 'field_invalid');
    const clerk = await loggedIn('clerk@lead(P01)');
    expectProblem(await clerk.get(`${base}/journal/changes`), 'not_permitted');
  });
}

#!/usr/bin/env python3
"""Check demo/county.toml and print the cards that follow from it, month by month.

Checks keys, references, dates, lengths and figures, and the facts that the story tests rely on.
Exit code 1 and one line for each fault when something is wrong.
"""
import argparse
import datetime
import decimal
import pathlib
import re
import sys
import tomllib

LAST_REPORTED = 9
MONTHS = [f"2026-{month:02}" for month in range(1, 13)]
SEPTEMBER = {"blue": 21, "yellow": 4, "red": 4}
VERDICTS = {"exceeded", "met", "missed", "no_target"}
ROLES = {
    "headquarters": {"first_commander_in_chief", "commander_in_chief",
                     "deputy_commander_in_chief", "member"},
    "supervision_office": {"director", "deputy_director", "member"},
    "command_post": {"commander", "deputy_commander", "member"},
    "support": {"director", "deputy_director", "member"},
}
CATEGORIES = {"产业项目", "基础设施", "城市更新", "乡村振兴", "民生实事", "生态环保"}
# Required keys, then optional ones.
SHAPES = {
    "tenant": ("code name utc_offset_minutes", ""),
    "unit": ("key code kind name short_name", "parent"),
    "person": ("key name", ""),
    "tenure": ("person unit title starts_on", "ends_on"),
    "account": ("login person role", ""),
    "campaign": ("title unit year period_kind mechanism parent_title starts_on ends_on phase", ""),
    "phase": ("title starts_on ends_on", ""),
    "organ": ("key kind name short_name goals member", "units"),
    "member": ("tenure role", "starts_on ends_on"),
    "project": ("key number name category place facts investment_total_wan investment_year_wan "
                "nature start_on finish_on annual_target command_post lead_unit partner_units "
                "deputy_commander accountable admitted plan history",
                "annual_quantity quantity_unit withdrawn"),
    "partner": ("unit undertaking deadline", ""),
    "plan": ("period text", "quantity"),
    "selection": ("enters_at_once categories criterion", ""),
    "criterion": ("name measures weight score_max", ""),
    "task": ("number name source_kind source category owner effect",
             "quantity quantity_unit due_on shares projects"),
    "candidate": ("number name category facts investment_total_wan investment_year_wan nature "
                  "annual_target command_post lead_unit reasons proposed_on by",
                  "place starts_on finishes_on annual_quantity quantity_unit accountable news "
                  "news_on task scores decision reason decided_on"),
    "history": ("period text", "quantity verified verdict reason"),
}
INTEGERS = {"weight", "score_max", "utc_offset_minutes", "year", "investment_total_wan",
            "investment_year_wan", "format"}
FLAGS = {"enters_at_once"}
LISTS = {"categories", "criterion", "shares", "projects", "scores", "phase",
         "member", "units", "partner_units", "plan", "history"}

faults: list[str] = []


def expect(holds: bool, text: str) -> bool:
    if not holds:
        faults.append(text)
    return holds


def check_shape(kind: str, table: dict, where: str) -> None:
    required, optional = (set(part.split()) for part in SHAPES[kind])
    for key in required - table.keys():
        faults.append(f"{where}: key {key} is missing")
    for key in table.keys() - required - optional:
        faults.append(f"{where}: key {key} is not known")
    for key, value in table.items():
        number = bool if key in FLAGS else int
        wanted = number if key in INTEGERS | FLAGS else list if key in LISTS else str
        expect(type(value) is wanted, f"{where}: {key} must be {wanted.__name__}")
        empty = wanted is str and value == "" and key != "role"
        expect(not empty, f"{where}: {key} is empty")
        if key.endswith("_on") or key == "deadline":
            expect(is_date(value), f"{where}: {key} is no date: {value}")


def is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
        return True
    except (TypeError, ValueError):
        return False


def unique(rows: list[dict], key: str, kind: str) -> dict[str, dict]:
    found: dict[str, dict] = {}
    for row in rows:
        expect(row[key] not in found, f"{kind} {row[key]}: {key} stands twice")
        found[row[key]] = row
    return found


def check_length(text: str, least: int, most: int, where: str) -> None:
    expect(least <= len(text) <= most, f"{where}: {len(text)} characters, not {least} to {most}")


def check_units(units: dict[str, dict]) -> None:
    unique(list(units.values()), "code", "unit")
    unique(list(units.values()), "name", "unit")
    unique(list(units.values()), "short_name", "unit")
    letters = {"C": "county", "T": "town", "D": "department", "E": "enterprise", "K": "park"}
    for key, unit in units.items():
        expect(re.fullmatch(r"[A-Z]\d\d", key) is not None, f"unit {key}: odd key")
        expect(letters.get(key[0]) == unit["kind"], f"unit {key}: kind is {unit['kind']}")
        expect(re.fullmatch(r"379981\d{6}", unit["code"]) is not None, f"unit {key}: odd code")
        root = unit["kind"] == "county"
        expect(("parent" in unit) != root, f"unit {key}: parent")
        expect(root or unit.get("parent") in units, f"unit {key}: parent is not known")
    kinds = [unit["kind"] for unit in units.values()]
    for kind, count in {"county": 1, "town": 9, "park": 1, "enterprise": 4}.items():
        expect(kinds.count(kind) == count, f"{kinds.count(kind)} units of kind {kind}")


class Tenures:
    """Who held what when. A pair of person and unit names one tenure."""

    def __init__(self, rows: list[dict], people: dict, units: dict):
        self.by_pair: dict[str, dict] = {}
        for row in rows:
            pair = f"{row['person']}/{row['unit']}"
            expect(pair not in self.by_pair, f"tenure {pair} stands twice")
            expect(row["person"] in people, f"tenure {pair}: person is not known")
            expect(row["unit"] in units, f"tenure {pair}: unit is not known")
            if "ends_on" in row:
                expect(row["starts_on"] <= row["ends_on"], f"tenure {pair}: ends before it starts")
            self.by_pair[pair] = row
        for person in people:
            expect(any(row["person"] == person for row in rows), f"person {person}: no tenure")
        heads: dict[tuple, dict] = {}
        for row in sorted(rows, key=lambda row: row["starts_on"]):
            if row["title"] not in {"局长", "主任", "镇长", "乡长", "董事长", "县委书记"}:
                continue
            before = heads.get((row["unit"], row["title"]))
            if before is not None:
                apart = before.get("ends_on", "9999") < row["starts_on"]
                expect(apart, f"{row['unit']} has two {row['title']} at a time")
            heads[row["unit"], row["title"]] = row

    def units_of(self, person: str, day: str) -> set[str]:
        return {row["unit"] for row in self.by_pair.values() if row["person"] == person
                and row["starts_on"] <= day <= row.get("ends_on", "9999-12-31")}

    def changed_in_2026(self) -> set[str]:
        return {row["person"] for row in self.by_pair.values()
                if row.get("ends_on", "").startswith("2026")}


def check_organs(organs: dict[str, dict], tenures: Tenures, units: dict) -> None:
    kinds = [organ["kind"] for organ in organs.values()]
    for kind, count in {"headquarters": 1, "supervision_office": 1, "command_post": 6,
                        "support": 1}.items():
        expect(kinds.count(kind) == count, f"{kinds.count(kind)} organs of kind {kind}")
    for key, organ in organs.items():
        is_post = organ["kind"] == "command_post"
        expect(("units" in organ) == is_post, f"organ {key}: units belong to command posts")
        for unit in organ.get("units", []):
            expect(unit in units, f"organ {key}: unit {unit} is not known")
        for member in organ["member"]:
            where = f"organ {key} member {member.get('tenure')}"
            check_shape("member", member, where)
            expect(member["role"] in ROLES[organ["kind"]], f"{where}: role {member['role']}")
            tenure = tenures.by_pair.get(member["tenure"])
            if not expect(tenure is not None, f"{where}: tenure is not known"):
                continue
            start = member.get("starts_on", "2026-01-05")
            end = member.get("ends_on", "2026-12-31")
            held = tenure["starts_on"] <= start and end <= tenure.get("ends_on", "9999-12-31")
            expect(held, f"{where}: seat outlasts the tenure")
    office = [organ for organ in organs.values() if organ["kind"] == "supervision_office"][0]
    expect(len(office["member"]) == 5, "the supervision office has not five members")


def check_accounts(data: dict, tenures: Tenures, organs: dict) -> None:
    accounts = unique(data["account"], "login", "account")
    people = [account["person"] for account in accounts.values()]
    expect(len(people) == len(set(people)), "one person has two accounts")
    seats = {member["tenure"].split("/")[0]: (organ, member["role"])
             for organ in organs.values() for member in organ["member"]}
    leads = {project["lead_unit"] for project in data["project"]}
    wanted = {"chief", "office1", "office2", "admin", "security", "auditor", "bystander"}
    wanted |= {f"post{number}" for number in range(1, 7)} | {f"clerk-{unit}" for unit in leads}
    expect(set(accounts) == wanted, f"accounts differ: {set(accounts) ^ wanted}")
    busy = leads | {row["unit"] for project in data["project"] for row in project["partner_units"]}
    busy |= {unit for organ in organs.values() for unit in organ.get("units", [])}
    roles = {"admin": "system_administrator", "security": "security_administrator",
             "auditor": "auditor"}
    for login, account in accounts.items():
        person = account["person"]
        expect(account["role"] == roles.get(login, ""), f"account {login}: role")
        held = tenures.units_of(person, "2026-09-30")
        if login in roles:
            expect(person not in seats, f"account {login}: holds a seat in an organ")
            expect(not held & busy, f"account {login}: belongs to a unit with business here")
        if login.startswith("clerk-"):
            expect(login[6:] in held, f"account {login}: is not of that unit")
        if login.startswith("post"):
            seat = {member["tenure"].split("/")[0] for member in organs[f"P{login[4:]}"]["member"]
                    if member["role"] == "commander"}
            expect(person in seat, f"account {login}: does not command that post")
        if login.startswith("office"):
            seat = {member["tenure"].split("/")[0] for member in organs["S0"]["member"]}
            expect(person in seat, f"account {login}: is not of the supervision office")
    expect(seats[accounts["chief"]["person"]][1] == "commander_in_chief", "account chief: seat")


def barred_from(person: str, data: dict, tenures: Tenures, organs: dict) -> set[str]:
    """Projects whose lead unit, partner unit or command post the person belongs to (D-3.1)."""
    found = set()
    for project in data["project"]:
        post = organs[project["command_post"]]
        belong = {project["lead_unit"], *(row["unit"] for row in project["partner_units"])}
        belong |= set(post["units"])
        seated = {member["tenure"].split("/")[0] for member in post["member"]}
        if person in seated or belong & tenures.units_of(person, "2026-09-30"):
            found.add(project["key"])
    return found


def check_office(data: dict, tenures: Tenures, organs: dict) -> None:
    logins = {account["person"]: account["login"] for account in data["account"]}
    for member in organs["S0"]["member"]:
        person = member["tenure"].split("/")[0]
        barred = barred_from(person, data, tenures, organs)
        wanted = {"P24"} if logins.get(person) == "office2" else set()
        expect(barred == wanted, f"office member {person} is barred from {sorted(barred)}")


def check_campaign(campaign: dict) -> None:
    check_shape("campaign", campaign, "campaign")
    phases = campaign["phase"]
    for phase in phases:
        check_shape("phase", phase, f"phase {phase.get('title')}")
    expect(phases[0]["starts_on"] == campaign["starts_on"], "the first phase starts elsewhere")
    expect(phases[-1]["ends_on"] == campaign["ends_on"], "the last phase ends elsewhere")
    for one, next_one in zip(phases, phases[1:]):
        gap = (datetime.date.fromisoformat(next_one["starts_on"])
               - datetime.date.fromisoformat(one["ends_on"])).days
        expect(gap in (0, 1), f"phase {next_one['title']}: {gap} days after its neighbour")


def check_project(project: dict, units: dict, organs: dict, tenures: Tenures) -> None:
    where = f"project {project['key']}"
    check_shape("project", project, where)
    expect(project["number"] == f"YX2026-{project['key'][1:]}", f"{where}: number")
    check_length(project["name"], 4, 16, f"{where} name")
    check_length(project["facts"], 30, 60, f"{where} facts")
    check_length(project["annual_target"], 6, 30, f"{where} annual_target")
    expect(project["category"] in CATEGORIES, f"{where}: category")
    carried = project["start_on"] < MONTHS[0]
    expect(project["nature"] == ("续建" if carried else "新建"), f"{where}: nature")
    expect(units[project["place"]]["kind"] == "town", f"{where}: place is no town")
    expect(project["investment_year_wan"] <= project["investment_total_wan"],
           f"{where}: this year's investment exceeds the total")
    expect(project["start_on"] < project["finish_on"], f"{where}: finishes before it starts")
    total = project["investment_total_wan"] / 10000
    expect(f"总投资{total:.2f}".rstrip("0") in project["facts"], f"{where}: total in facts")
    expect(("annual_quantity" in project) == ("quantity_unit" in project), f"{where}: unit")
    post = organs[project["command_post"]]
    expect(post["kind"] == "command_post", f"{where}: command post")
    expect(project["lead_unit"] in post["units"] or project["key"] == "P24",
           f"{where}: lead unit is not of the command post")
    partners = [row["unit"] for row in project["partner_units"]]
    expect(len(partners) == len(set(partners)), f"{where}: a partner stands twice")
    for row in project["partner_units"]:
        check_shape("partner", row, f"{where} partner {row.get('unit')}")
        expect(row["unit"] in units and row["unit"] != project["lead_unit"], f"{where}: partner")
    deputies = {member["tenure"].split("/")[0] for member in post["member"]
                if member["role"] == "deputy_commander" and "ends_on" not in member}
    expect(project["deputy_commander"] in deputies, f"{where}: deputy commander")
    expect(project["deputy_commander"] != project["accountable"], f"{where}: one person, two hats")
    expect(project["lead_unit"] in tenures.units_of(project["accountable"], "2026-09-30"),
           f"{where}: accountable person is not of the lead unit")
    check_plan(project, where)
    check_history(project, where)


def number(text: str, where: str) -> decimal.Decimal:
    expect(re.fullmatch(r"\d+(\.\d{1,4})?", text) is not None, f"{where}: odd quantity {text}")
    return decimal.Decimal(text)


def check_plan(project: dict, where: str) -> None:
    plan = project["plan"]
    periods = [row["period"] for row in plan]
    expect(periods == sorted(set(periods)), f"{where}: plan periods out of order")
    last = decimal.Decimal(0)
    for row in plan:
        here = f"{where} plan {row.get('period')}"
        check_shape("plan", row, here)
        expect(row["period"] in MONTHS, f"{here}: no such period")
        expect(row["period"] >= project["admitted"], f"{here}: before admission")
        check_length(row["text"], 2, 10, f"{here} text")
        expect(("quantity" in row) == ("annual_quantity" in project), f"{here}: quantity")
        if "quantity" in row:
            value = number(row["quantity"], here)
            expect(value > last, f"{here}: {value} does not grow")
            last = value
    if "annual_quantity" in project:
        expect(last == number(project["annual_quantity"], where), f"{where}: plan ends at {last}")


def active_months(project: dict) -> list[str]:
    """Months that the project has a verdict in: from admission, up to before withdrawal."""
    return [month for month in MONTHS
            if project["admitted"] <= month < project.get("withdrawn", "9999")]


def check_history(project: dict, where: str) -> None:
    reported = [month for month in active_months(project) if month <= MONTHS[LAST_REPORTED - 1]]
    history = project["history"]
    expect([row["period"] for row in history] == reported, f"{where}: history months")
    last = decimal.Decimal(0)
    plans = {row["period"]: row for row in project["plan"]}
    for row in history:
        here = f"{where} history {row.get('period')}"
        check_shape("history", row, here)
        check_length(row["text"], 4, 20, f"{here} text")
        expect(("quantity" in row) == ("annual_quantity" in project), f"{here}: quantity")
        if "quantity" in row:
            claimed = number(row["quantity"], here)
            verified = number(row.get("verified", row["quantity"]), here)
            expect("verified" not in row or verified < claimed, f"{here}: verified needs no key")
            expect(verified >= last, f"{here}: verified falls from {last} to {verified}")
            last = verified
        else:
            expect(row.get("verdict") in VERDICTS, f"{here}: needs a verdict")
            no_target = row["period"] not in plans
            expect((row.get("verdict") == "no_target") == no_target, f"{here}: verdict and plan")
        if "verdict" in row and "quantity" in row:
            expect(row["verdict"] != proposed(row, plans), f"{here}: verdict is as proposed")
        missed = determined(row, plans) == "missed"
        expect(missed == ("reason" in row), f"{here}: a missed month, and only that, has a reason")
        if "reason" in row:
            check_length(row["reason"], 10, 40, f"{here} reason")


def proposed(row: dict, plans: dict) -> str:
    plan = plans.get(row["period"])
    if plan is None:
        return "no_target"
    verified = decimal.Decimal(row.get("verified", row["quantity"]))
    goal = decimal.Decimal(plan["quantity"])
    return "exceeded" if verified > goal else "met" if verified == goal else "missed"


def determined(row: dict, plans: dict) -> str:
    return row.get("verdict") or proposed(row, plans)


def cards(project: dict) -> dict[str, str]:
    """Cards by the rule: a month without a target neither breaks nor lengthens a run (D-3.2)."""
    plans = {row["period"]: row for row in project["plan"]}
    shown, run = {}, 0
    for row in project["history"]:
        verdict = determined(row, plans)
        if verdict == "no_target":
            shown[row["period"]] = "none"
            continue
        run = run + 1 if verdict == "missed" else 0
        shown[row["period"]] = "blue" if run == 0 else "yellow" if run == 1 else "red"
    return shown


def check_pictures(projects: list[dict]) -> None:
    """What the demo is there to show."""
    counts = {card: sum(cards(project).get(MONTHS[LAST_REPORTED - 1]) == card
                        for project in projects) for card in SEPTEMBER}
    expect(counts == SEPTEMBER, f"September shows {counts}")
    lines = {project["key"]: "".join(letter(card) for card in cards(project).values())
             for project in projects}
    healed = [key for key, line in lines.items() if re.search(r"R\.*B", line)]
    expect(len(healed) >= 3, f"only {healed} went red and were healed")
    bridged = [key for key, line in lines.items() if re.search(r"[YR]\.+R", line)]
    expect(bool(bridged), "no run goes on over a month without a target")
    shaded = [row for project in projects for row in project["history"] if "verified" in row]
    expect(len(shaded) >= 8, f"only {len(shaded)} months verify less than was claimed")
    texts = [project for project in projects if "annual_quantity" not in project]
    expect(len(texts) in (2, 3), f"{len(texts)} projects without a quantity")
    late = [project for project in projects if project["admitted"] > MONTHS[0]]
    expect(len(late) == 2, f"{len(late)} projects enter later")
    gone = [project for project in projects if "withdrawn" in project]
    expect(len(gone) == 1, f"{len(gone)} projects withdraw")


def check_spread(data: dict, organs: dict) -> None:
    projects = data["project"]
    expect(len(projects) == 30, f"{len(projects)} projects")
    for key, organ in organs.items():
        count = sum(project["command_post"] == key for project in projects)
        if organ["kind"] == "command_post":
            expect(4 <= count <= 6, f"command post {key} has {count} projects")
    for unit in data["unit"]:
        touched = sum(unit["key"] in (project["place"], project["lead_unit"])
                      for project in projects)
        if unit["kind"] == "town":
            expect(touched >= 2, f"town {unit['key']} has {touched} projects")


def letter(card: str) -> str:
    return {"blue": "B", "yellow": "Y", "red": "R", "none": "."}.get(card, " ")


def print_table(projects: list[dict]) -> None:
    months = MONTHS[:LAST_REPORTED]
    print("          " + "  ".join(month[5:] for month in months))
    for project in projects:
        shown = cards(project)
        row = "   ".join(letter(shown.get(month, "")) for month in months)
        print(f"{project['number']}  {row}   {project['name']}")
    for card in ("blue", "yellow", "red", "none"):
        counts = (sum(cards(project).get(month) == card for project in projects)
                  for month in months)
        print(f"{card:<10}" + "  ".join(f"{count:>2}" for count in counts))
    verdicts = [determined(row, {plan["period"]: plan for plan in project["plan"]})
                for project in projects for row in project["history"]]
    print(", ".join(f"{word} {verdicts.count(word)}" for word in sorted(VERDICTS)))


def check_selection(data: dict, units: dict, people: dict, organs: dict, tenures: Tenures) -> None:
    check_shape("selection", data["selection"], "selection")
    for criterion in data["selection"]["criterion"]:
        check_shape("criterion", criterion, f"criterion {criterion['name']}")
    projects = {project["key"] for project in data["project"]}
    tasks = unique(data["task"], "number", "task")
    for number, task in tasks.items():
        check_shape("task", task, f"task {number}")
        expect(task["category"] in data["selection"]["categories"], f"task {number}: category")
        expect(task["owner"] in organs, f"task {number}: owner")
        expect(set(task.get("projects", [])) <= projects, f"task {number}: projects")
        expect(all(row["unit"] in units for row in task.get("shares", [])), f"task {number}: unit")
    for number, row in unique(data["candidate"], "number", "candidate").items():
        check_shape("candidate", row, f"candidate {number}")
        for key in ("place", "lead_unit"):
            expect(row.get(key, "C00") in units, f"candidate {number}: {key}")
        expect(row.get("accountable", "N01") in people, f"candidate {number}: accountable")
        expect(row["command_post"] in organs, f"candidate {number}: command_post")
        expect(row.get("task", "RW01") in tasks, f"candidate {number}: task")
        expect(row["by"] in tenures.by_pair, f"candidate {number}: by")
        for key in ("proposed_on", "decided_on"):
            expect("2026-09-01" <= row.get(key, "2026-09-10") <= "2026-09-22",
                   f"candidate {number}: {key} is not in the first weeks of September")


def check(data: dict) -> None:
    expect(data.get("format") == 1, "format is not 1")
    known = {"format", "tenant", "unit", "person", "tenure", "account", "campaign", "organ",
             "project", "selection", "task", "candidate"}
    expect(set(data) == known, f"top keys differ: {set(data) ^ known}")
    check_shape("tenant", data["tenant"], "tenant")
    for kind in ("unit", "person", "tenure", "account", "organ"):
        for row in data[kind]:
            check_shape(kind, row, f"{kind} {row.get('key', row.get('login', row))}")
    units = unique(data["unit"], "key", "unit")
    people = unique(data["person"], "key", "person")
    organs = unique(data["organ"], "key", "organ")
    unique(data["project"], "key", "project")
    unique(data["project"], "name", "project")
    unique(data["person"], "name", "person")
    for key, person in people.items():
        check_length(person["name"], 2, 3, f"person {key}")
    check_units(units)
    tenures = Tenures(data["tenure"], people, units)
    expect(len(tenures.changed_in_2026()) >= 2, "fewer than two people change post in 2026")
    check_campaign(data["campaign"])
    check_organs(organs, tenures, units)
    for project in data["project"]:
        check_project(project, units, organs, tenures)
    check_selection(data, units, people, organs, tenures)
    check_accounts(data, tenures, organs)
    check_office(data, tenures, organs)
    check_spread(data, organs)
    check_pictures(data["project"])


def main() -> int:
    here = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=pathlib.Path, default=here / "demo/county.toml")
    path = parser.parse_args().file
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        check(data)
    except (tomllib.TOMLDecodeError, OSError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 1
    except (KeyError, TypeError, AttributeError) as error:
        faults.append(f"a key that others lean on is missing or has a wrong type: {error!r}")
    for fault in faults:
        print(f"{path.name}: {fault}", file=sys.stderr)
    if faults:
        return 1
    print_table(data["project"])
    return 0


if __name__ == "__main__":
    sys.exit(main())

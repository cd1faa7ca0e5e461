#!/usr/bin/env python3
"""Tidy is a test: includes between folders, words, names, lengths, links, problem words; each finding has its remedy.

tools/layers.txt, tools/banned.txt and GLOSSARY.md hold the rules; tools/tidy_test.py proves that each check fires.
Usage: tidy.py [ROOT]. The last line is "N passed, N failed", counted in checks.
"""
import fnmatch
import os
import pathlib
import re
import socket
import subprocess
import sys

LINE_MAX_CPP, LINE_MAX_SCRIPT, FILE_MAX, FUNCTION_MAX = 100, 120, 800, 70
CPP = (".cpp", ".hpp")
SCRIPTS = (".py", ".mjs", ".sh")
TEXT = CPP + SCRIPTS + tuple(".ts .vue .md .txt .toml .yaml .yml .json .sql .story .cmake .html .css".split()) + ("",)
SKIPPED = {".git", "build", "node_modules", "dist", ".tools", "var", "out"}


class Tree:
    """The files under test, read once."""

    def __init__(self, root):
        self.root = pathlib.Path(root).resolve()
        self.paths = sorted(self._list())
        self._text, self._lexed = {}, {}

    def _list(self):
        command = ["git", "-C", self.root, "ls-files", "-z", "-co", "--exclude-standard"]
        asked = subprocess.run(command, capture_output=True)
        if asked.returncode == 0 and (self.root / ".git").exists():
            names = [name for name in asked.stdout.decode().split("\0") if name]
        else:
            names = []
            for folder, folders, files in os.walk(self.root):
                folders[:] = [name for name in folders if name not in SKIPPED]
                names += [os.path.relpath(os.path.join(folder, one), self.root) for one in files if one not in SKIPPED]
        return [name for name in names if (self.root / name).is_file() and not (self.root / name).is_symlink()]

    def text(self, path):
        if path not in self._text:
            try:
                self._text[path] = (self.root / path).read_text(encoding="utf-8")
            except UnicodeDecodeError:
                self._text[path] = ""
        return self._text[path]

    def cpp(self, folder="src/"):
        return [path for path in self.paths if path.startswith(folder) and path.endswith(CPP)]

    def lexed(self, path):
        """(code, strings): code without comments and strings, same lines; strings as (offset in code, value)."""
        if path not in self._lexed:
            self._lexed[path] = lex(self.text(path))
        return self._lexed[path]

    def exists(self, path):
        return (self.root / path).exists()


TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<tag>[^\s()\\]{0,16})\((?P<raw>.*?)\)(?P=tag)"|"(?P<string>(?:\\.|[^"\\\n])*)"'
    r"|(?<![0-9A-Fa-f])'(?:\\.[^'\n]*|[^'\\\n])'",
    re.S)


def lex(text):
    strings = []

    def blank(match):
        token = match.group(0)
        if token.startswith("#"):
            return token
        value = match.group("raw") if match.group("raw") is not None else match.group("string")
        if value is not None:
            strings.append((match.start(), value))
            return '"' + re.sub(r"[^\n]", " ", token[1:-1]) + '"'
        return re.sub(r"[^\n]", " ", token)

    includes = re.compile(r'^[ \t]*#[ \t]*include[ \t]*("[^"\n]*")', re.M)
    kept = {match.start(1): match.group(1) for match in includes.finditer(text)}
    code = TOKEN.sub(blank, text)
    for start, name in kept.items():
        code = code[:start] + name + code[start + len(name):]
    return code, [(start, value) for start, value in strings if start not in kept]


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def matches(path, patterns):
    """Some glob holds, and none that is written with a leading '!'."""
    wanted = any(fnmatch.fnmatch(path, pattern) for pattern in patterns if not pattern.startswith("!"))
    return wanted and not any(fnmatch.fnmatch(path, pattern[1:]) for pattern in patterns if pattern.startswith("!"))


def is_test(path):
    return path.endswith(("_test.cpp", "_test_support.hpp", "_test_support.cpp")) or path.startswith("tests/")


# ---- includes between folders ---------------------------------------------------------------------

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)', re.M)


def read_layers(tree):
    folders, only, never = {}, [], []
    for line in tree.text("tools/layers.txt").splitlines():
        line = line.split("#")[0].strip()
        if not line:
            continue
        head, _, tail = line.partition(":")
        head, tail = head.split(), tail.split()
        if head[0] == "folder":
            folders[head[1]] = (int(head[2]), set(tail))
        elif head[0] == "only":
            only.append((tuple(head[1:]), tail))
        elif head[0] == "never":
            never.append((head[1], head[2], tail))
        else:
            raise SystemExit(f"tools/layers.txt: unknown line: {line}")
    return folders, only, never


def includes(tree, path):
    code, _ = tree.lexed(path)
    for match in INCLUDE.finditer(code):
        yield line_of(code, match.start()), match.group(1) or match.group(2)


def folder_of(path):
    parts = path.split("/")
    return "main" if len(parts) == 2 else parts[1]


def check_layers(tree):
    folders, _, _ = read_layers(tree)
    for path in tree.cpp():
        here = folder_of(path)
        if here not in folders:
            yield path, 1, f"folder src/{here} has no line in tools/layers.txt", "say there what it may include"
            continue
        rank, allowed = folders[here]
        for line, name in includes(tree, path):
            there = name.split("/")[0]
            if "/" not in name or there not in folders or there == here or there in allowed:
                continue
            if is_test(path) and folders[there][0] <= rank:
                continue
            names = " ".join(sorted(allowed)) or "itself"
            yield (path, line, f"src/{here} includes {name}, but may include only: {names}",
                   "move the code to the layer it belongs to, or hand the value in from above")


def check_only(tree):
    _, only, _ = read_layers(tree)
    for path in tree.cpp():
        for line, name in includes(tree, path):
            for prefixes, files in only:
                if name.startswith(prefixes) and not matches(path, files):
                    yield (path, line, f"includes {name}, which only {' '.join(files)} may see",
                           "go through the interface of those files")


def check_never(tree):
    _, _, never = read_layers(tree)
    remedy = "rules are pure: hand the value in from app/"
    for path in tree.cpp():
        if is_test(path):
            continue
        code, _ = tree.lexed(path)
        for folder, kind, names in never:
            if not path.startswith(folder + "/"):
                continue
            if kind == "include":
                for line, name in includes(tree, path):
                    if matches(name, names):
                        yield path, line, f"{folder} includes {name}", remedy
                continue
            for match in re.finditer(r"\b(" + "|".join(map(re.escape, names)) + r")\b", code):
                yield path, line_of(code, match.start()), f"{folder} uses '{match.group(1)}'", remedy


# ---- words and names ------------------------------------------------------------------------------

def read_banned(tree):
    for number, line in enumerate(tree.text("tools/banned.txt").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = re.split(r" \| ", line)
        if len(parts) < 4:
            raise SystemExit(f"tools/banned.txt:{number}: want SCOPE | FILES | EXPRESSION | REMEDY")
        yield parts[0], parts[1].split(), re.compile(" | ".join(parts[2:-1])), parts[-1]


def check_banned(tree):
    own = {"tools/banned.txt", "tools/tidy_test.py"}
    for scope, files, expression, remedy in read_banned(tree):
        for path in tree.paths:
            if path in own or not matches(path, files) or os.path.splitext(path)[1] not in TEXT:
                continue
            if scope == "code" and not path.endswith(CPP):
                continue
            text = tree.lexed(path)[0] if scope == "code" else tree.text(path)
            for match in expression.finditer(text):
                yield path, line_of(text, match.start()), f"'{match.group(0).strip()}'", remedy


def check_machine(tree):
    name = socket.gethostname()
    if len(name) < 6 or name in ("localhost", "debian", "zhantu", "runner"):
        return
    for path in tree.paths:
        if os.path.splitext(path)[1] in TEXT:
            for match in re.finditer(r"\b" + re.escape(name) + r"\b", tree.text(path)):
                line = line_of(tree.text(path), match.start())
                yield path, line, f"names this machine, '{name}'", "say 'localhost' or leave it out"


INITIALS = "zh ch sh b p m f d t n l g k h j q x r z c s y w".split()
FINALS = ("iang iong uang ueng ang eng ing ong ian iao uai uan ai ei ao ou an en in un ia ie iu ua uo ui ue er "
          "a o e i u v").split()
SYLLABLE = "(?:(?:" + "|".join(INITIALS) + ")(?:" + "|".join(FINALS) + ")|ai|an|ang|ao|er|ou)"
PINYIN = re.compile(f"^{SYLLABLE}{{2,}}$")
# Spellings that English words do not have; a word that splits into syllables and holds one of these is pinyin.
PINYIN_MARK = re.compile(r"zh[aeiou]|qi|qu[ae]n|xu|xi(?!t)|[jnlbpmd]iao|[gkhs]uang|[nljq]iang|yue|jue")
PINYIN_TERMS = set(
    "zhanban renwu danwei bumen huangpai hongpai lanpai guatu tongbao niandu mubiao wancheng taizhang baozhang fabu "
    "tiaozheng wangge gongshi dangan duban dukao lingdao tongji shenpi shenhe shangbao beizhu mingcheng leibie "
    "fuzeren jindu zerentu".split())
ENGLISH = set("taxi maxi".split())
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def words_of(name):
    """make_MonthCard -> make month card"""
    parts = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name))
    return [word for word in parts.lower().split("_") if word]


def is_pinyin(word):
    if word in ("zhantu",) or word in ENGLISH or len(word) < 4:
        return False
    return word in PINYIN_TERMS or bool(PINYIN.match(word) and PINYIN_MARK.search(word))


def glossary_never(tree):
    """Second names of our terms -> the term to use, from the table of GLOSSARY.md."""
    banned = {}
    for line in tree.text("GLOSSARY.md").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or len(cells) != 3:
            continue
        for name in re.findall(r"`([a-z_]+)`", cells[2]):
            banned[name] = f"{cells[0]} is {cells[1].replace('`', '')}"
    return banned


def check_names(tree):
    banned = glossary_never(tree)
    if not banned:
        yield "GLOSSARY.md", 1, "has no table Chinese | identifier | never", "restore it; names in src/ are held to it"
    seen = {}
    for path in tree.cpp():
        code, _ = tree.lexed(path)
        for match in NAME.finditer(INCLUDE.sub(lambda found: " " * len(found.group(0)), code)):
            name = match.group(0)
            if name not in seen:
                seen[name] = judge_name(name, banned)
            for what, remedy in seen[name]:
                yield path, line_of(code, match.start()), what, remedy


def judge_name(name, banned):
    words = words_of(name)
    found = [(f"'{name}' is pinyin", "take the identifier of GLOSSARY.md") for word in words if is_pinyin(word)]
    joined = "_" + "_".join(words) + "_"
    for bad, term in banned.items():
        if f"_{bad}_" in joined:
            found.append((f"'{name}' says {bad}", f"in GLOSSARY.md {term}"))
    return found


# ---- lengths and headers --------------------------------------------------------------------------

def check_lengths(tree):
    for path in tree.paths:
        suffix = os.path.splitext(path)[1]
        ours = path.startswith(("src/", "tests/", "tools/", "bench/"))
        limit = LINE_MAX_CPP if suffix in CPP else LINE_MAX_SCRIPT if suffix in SCRIPTS else 0
        if not ours and suffix not in (".ts", ".vue"):
            continue
        lines = tree.text(path).splitlines()
        if limit and not path.startswith(SENTENCES):  # tables of sentences: one row, one problem
            for number, line in enumerate(lines, 1):
                if len(line) > limit:
                    yield path, number, f"{len(line)} columns, {limit} are allowed", "break the line"
        if len(lines) > FILE_MAX and (limit or suffix in (".ts", ".vue")) and not path.endswith(".d.ts"):
            yield path, FILE_MAX, f"{len(lines)} lines, {FILE_MAX} are allowed", "split it by what it is about"


OPERATOR = re.compile(r"\boperator\s*(\(\)|\[\]|[=!<>+\-*/%&|^~]+)")


def function_spans(code):
    """(first line, name, lines) of every function body: braces after a parameter list, outside other functions."""
    code = re.sub(r"^[ \t]*#.*?(?<!\\)$", lambda found: re.sub(r"[^\n]", " ", found.group(0)), code, flags=re.M | re.S)
    stack, start, spans = [], 0, []
    for match in re.finditer(r"[{};]", code):
        mark, at = match.group(0), match.start()
        if mark == "{":
            head = code[start:at]
            inside = stack[-1][0] if stack else "container"
            kind = "block" if inside != "container" else classify(head)
            first = start + len(head) - len(head.lstrip())
            stack.append((kind, first, head))
            if kind == "initialiser":
                continue
        elif mark == "}" and stack:
            kind, first, head = stack.pop()
            if kind == "initialiser":
                continue
            if kind == "function":
                name = re.findall(r"([~\w]+(?:\s*::\s*[~\w]+)*)\s*\(", OPERATOR.sub("operator", head)) or ["a lambda"]
                spans.append((line_of(code, first), name[0], line_of(code, at) - line_of(code, first) + 1))
        if mark != ";" or paren_depth(code[start:at]) <= 0:
            start = at + 1
    return spans


def paren_depth(text):
    return text.count("(") - text.count(")")


def classify(head):
    flat = OPERATOR.sub("operator", head).strip()
    flat = re.sub(r"^\s*(public|private|protected)\s*:", "", flat).strip()
    if re.match(r"(inline\s+)?namespace\b|extern\s*$|TEST_SUITE(_BEGIN)?\b", flat) or re.match(r'extern\s*"', flat):
        return "container"
    plain = re.sub(r"template\s*<.*?>\s*(?=class|struct|union)", "", flat, flags=re.S)
    signature = re.search(r"\)\s*(const|noexcept|override|final|\s)*$", plain)
    if re.match(r"(typedef\s+)?(class|struct|union)\b", plain) and not signature:
        return "container"
    if flat.endswith("=") or flat.endswith(",") or flat.endswith("(") or "(" not in flat:
        return "block"
    if re.search(r"\)\s*(noexcept\s*)?:(?!:)", flat) and re.search(r"[\w>]$", flat):
        return "initialiser"  # x_{1} between the parameters of a constructor and its body
    return "function"


def check_functions(tree):
    for path in tree.cpp() + tree.cpp("tests/"):
        for line, name, length in function_spans(tree.lexed(path)[0]):
            if length > FUNCTION_MAX:
                yield (path, line, f"{name} has {length} lines, {FUNCTION_MAX} are allowed",
                       "take a part with a name of its own out of it")


NAMED = re.compile(r"\b(namespace|struct|class|union|enum(?:\s+class)?)\s*([\w:]*)([^{};()]*)$")


def types_of(code):
    """(line, name with its namespaces) of every type with a name for the whole program: none of unnamed namespaces, of
    functions or inside of other types."""
    spaces, start = [], 0
    for match in re.finditer(r"[{};]", code):
        mark, at = match.group(0), match.start()
        if mark == "{":
            head = re.sub(r"template\s*<.*?>\s*(?=class|struct|union)", "", code[start:at], flags=re.S)
            found = NAMED.search(head)
            kind, name = (found.group(1), found.group(2)) if found else ("", "")
            special = found and found.group(3).startswith("<")
            if kind and kind != "namespace" and name and not special and None not in spaces:
                yield line_of(code, at), "::".join([*spaces, name])
            spaces.append(name or None if kind == "namespace" else None)
        elif mark == "}" and spaces:
            spaces.pop()
        start = at + 1


def check_types(tree):
    seen = {}
    for path in tree.cpp():
        for line, name in types_of(tree.lexed(path)[0]):
            if name in seen:
                yield (path, line, f"{name} is a type of {seen[name]} too, and the linker takes either",
                       "give one of them another name, or put it into an unnamed namespace")
            seen.setdefault(name, path)


def check_headers(tree):
    for path in tree.cpp():
        if not path.endswith(".hpp"):
            continue
        text = tree.text(path)
        if not text.startswith("//"):
            yield path, 1, "no comment at the head", "say in one to three lines what a caller needs to know"
        if "#pragma once" not in text:
            yield path, 1, "no #pragma once", "add it after the head comment"


# ---- links ----------------------------------------------------------------------------------------

def anchors(text):
    found = set()
    for title in re.findall(r"^#{1,6}\s+(.*?)\s*#*$", re.sub(r"```.*?```", "", text, flags=re.S), re.M):
        plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", lambda match: match.group(1) or "", title).lower()
        found.add(re.sub(r"[^\w\- ]", "", plain).replace(" ", "-"))
    return found


def check_links(tree):
    for path in tree.paths:
        if not path.endswith(".md"):
            continue
        text = tree.text(path)
        prose = re.sub(r"```.*?```|`[^`\n]*`", lambda match: re.sub(r"[^\n]", " ", match.group(0)), text, flags=re.S)
        for match in re.finditer(r"!?\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)", prose):
            target, _, anchor = match.group(1).partition("#")
            if re.match(r"[a-z][a-z0-9+.-]*:", target):
                continue
            file = os.path.normpath(os.path.join(os.path.dirname(path), target)) if target else path
            if not tree.exists(file):
                yield path, line_of(prose, match.start()), f"'{match.group(1)}' is not there", "mend the link"
            elif anchor and file.endswith(".md") and anchor.lower() not in anchors(tree.text(file)):
                yield path, line_of(prose, match.start()), f"no heading '#{anchor}' in {file}", "mend the link"


# ---- problem words --------------------------------------------------------------------------------

TABLES = "src/app/problems/"
SENTENCES = (TABLES, "src/app/mechanism_flaws.cpp")
WORD = r'"([a-z][a-z0-9_]*)"'
USES = re.compile(
    rf"\bProblem\s*\{{\s*(?:\.word\s*=\s*)?{WORD}|\.word\s*=\s*{WORD}"
    rf"|\b(?:refuse|refused|refusal|problem)\s*\(\s*{WORD}"
    rf"|\bProblemItem\s*\{{[^;{{}}]*?,\s*(?:\.word\s*=\s*)?{WORD}")
STORY_REFUSAL = re.compile(r"->\s*refused\s+([a-z][a-z0-9_]*)")


def with_strings(tree, path):
    """Code without comments, strings left in."""
    code, strings = tree.lexed(path)
    pieces, at = [], 0
    for start, value in strings:
        if "\n" in value or code[start:start + 1] != '"':
            continue
        pieces += [code[at:start], '"', value, '"']
        at = start + len(value) + 2
    return "".join(pieces) + code[at:]


def check_problem_words(tree):
    tables = [path for path in tree.cpp() if path.startswith(TABLES) and not is_test(path)]
    words = {}
    for path in tables:
        table = with_strings(tree, path)
        for match in re.finditer(rf"\{{\s*(?:\.word\s*=\s*)?{WORD}\s*,", table):
            words.setdefault(match.group(1), (path, line_of(table, match.start())))
    literals = set()
    for path in tree.cpp():
        if path in tables or is_test(path):
            continue
        literals.update(value for _, value in tree.lexed(path)[1])
        code = with_strings(tree, path)
        for match in USES.finditer(code):
            word = next(group for group in match.groups() if group)
            if not tables:
                yield TABLES, 1, "the tables of problems are missing", "give every word its status and sentences there"
            elif word not in words:
                yield (path, line_of(code, match.start()), f"problem word '{word}' is not in {TABLES}",
                       "add its row: status and three sentences")
    for word, (path, line) in words.items():
        if word not in literals:
            yield path, line, f"no file in src/ uses the problem word '{word}'", "remove the row, or refuse with it"
    for path in tree.paths:
        if path.endswith(".story") and tables:
            for match in STORY_REFUSAL.finditer(tree.text(path)):
                if match.group(1) not in words:
                    yield (path, line_of(tree.text(path), match.start()), f"'{match.group(1)}' is no problem word",
                           f"take one of {TABLES}")


CHECKS = {
    "includes between folders": check_layers,
    "walled-off libraries": check_only,
    "pure folders": check_never,
    "banned words": check_banned,
    "this machine's name": check_machine,
    "names and glossary": check_names,
    "lengths of lines and files": check_lengths,
    "lengths of functions": check_functions,
    "types of one name": check_types,
    "heads of header files": check_headers,
    "links in documents": check_links,
    "problem words": check_problem_words,
}


def run(root):
    """{check: [(path, line, what, remedy)]}"""
    tree = Tree(root)
    return {name: sorted(set(check(tree))) for name, check in CHECKS.items()}


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent
    found = run(root)
    for name, findings in found.items():
        for path, line, what, remedy in findings:
            print(f"{path}:{line}: {what}. Remedy: {remedy}. [{name}]")
    failed = sum(bool(findings) for findings in found.values())
    print(f"{len(found) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Proves that every check of tidy.py fires on a bad input, names file and line, and is silent on a good one."""
import pathlib
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True
import tidy  # noqa: E402

HEAD = "// What it is for.\n#pragma once\n"
TABLE = 'const Row kTable[] = {\n    {"not_found", 404, "a", "b", "c"},\n    {"edit_conflict", 412, "a", "b"},\n};\n'
APP = 'Outcome f() { return Problem{"not_found"}; }\nOutcome g() { return Problem{.word = "edit_conflict"}; }\n'


class Tidy(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        for name in ("layers.txt", "banned.txt"):
            self.write(f"tools/{name}", (HERE / name).read_text(encoding="utf-8"))
        self.write("GLOSSARY.md", (HERE.parent / "GLOSSARY.md").read_text(encoding="utf-8"))

    def tearDown(self):
        self.folder.cleanup()

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def found(self):
        return {(check, path, line): what
                for check, findings in tidy.run(self.root).items() for path, line, what, _ in findings}

    def expect(self, check, path, line, part=""):
        found = self.found()
        self.assertIn((check, path, line), found, found)
        self.assertIn(part, found[(check, path, line)])
        others = {key: what for key, what in found.items() if key != (check, path, line)}
        self.assertEqual(others, {}, "findings nobody asked for")

    def expect_clean(self):
        self.assertEqual(self.found(), {})

    def test_empty_tree_is_clean(self):
        self.expect_clean()

    # Types

    def test_two_types_of_one_name(self):
        self.write("src/app/import.hpp", HEAD + "namespace zhantu::app {\nstruct Change {};\n}\n")
        self.write("src/app/journal.cpp", "namespace zhantu::app {\nclass Change final {};\n}\n")
        self.expect("types of one name", "src/app/journal.cpp", 2, "zhantu::app::Change is a type of src/app/import")

    def test_types_that_do_not_meet(self):
        own = "namespace zhantu::app {\nnamespace {\nstruct Row {};\n}\n"
        self.write("src/app/a.cpp", own + "struct One { struct Part {}; };\n}\n")
        self.write("src/app/b.cpp", own + "struct Two { struct Part {}; };\nstruct One;\n"
                   "struct One make(struct One one) { struct Row {}; return one; }\n"
                   "template <class T>\nstruct Of {};\ntemplate <>\nstruct Of<int> {};\n}\n")
        self.write("src/chart/b.cpp", "namespace zhantu::chart {\nstruct One {};\n}\n")
        self.expect_clean()

    # Includes

    def test_lower_layer_includes_upper(self):
        self.write("src/domain/card.cpp", '#include "domain/card.hpp"\n#include "store/session.hpp"\n')
        self.expect("includes between folders", "src/domain/card.cpp", 2, "src/domain includes store/session.hpp")

    def test_http_never_includes_store(self):
        self.write("src/http/router.cpp", '\n\n#include "store/session.hpp"\n')
        self.expect("includes between folders", "src/http/router.cpp", 3)

    def test_allowed_includes(self):
        self.write("src/app/determine.cpp",
                   '#include "store/session.hpp"\n#include "domain/x/y.hpp"\n#include "app/ports.hpp"\n')
        self.write("src/main.cpp", '#include "http/server.hpp"\n#include "store/sqlite/open.hpp"\n')
        self.expect_clean()

    def test_tests_may_reach_down_but_not_up(self):
        self.write("src/http/api_test.cpp", '#include "store/sqlite/open.hpp"\n')
        self.expect_clean()
        self.write("src/store/log_test.cpp", '#include "app/ports.hpp"\n')
        self.expect("includes between folders", "src/store/log_test.cpp", 1)

    def test_include_in_a_comment_or_string_is_none(self):
        self.write("src/domain/a.cpp",
                   '// #include "store/a.hpp"\n/*\n#include "store/b.hpp"\n*/\nconst char* k = "http://x";\n')
        self.expect_clean()

    def test_unknown_folder(self):
        self.write("src/helpers/a.cpp", "int a;\n")
        self.expect("includes between folders", "src/helpers/a.cpp", 1, "no line in tools/layers.txt")

    def test_walled_off_libraries(self):
        for header, path, allowed in (
                ("<boost/asio/ip/tcp.hpp>", "src/http/router.cpp", "src/http/server.cpp"),
                ("<boost/beast.hpp>", "src/cli/a.cpp", "src/http/server_test.cpp"),
                ("<soci/soci.h>", "src/store/rows.cpp", "src/store/sqlite/open.cpp"),
                ("<sqlite3.h>", "src/app/a.cpp", "src/store/sqlite/open.cpp"),
                ("<cairo.h>", "src/chart/layout.cpp", "src/chart/surface_pdf.cpp"),
                ("<pango/pangocairo.h>", "src/document/a.cpp", "src/chart/text_measure.cpp"),
                ('"store/sqlite/open.hpp"', "src/app/b.cpp", "src/main.cpp"),
                ("<curl/curl.h>", "src/http/b.cpp", "src/cli/client.cpp")):
            self.write(allowed, f"#include {header}\n")
            self.expect_clean()
            self.write(path, f"\n#include {header}\n")
            self.expect("walled-off libraries", path, 2, "which only")
            (self.root / path).unlink()
            (self.root / allowed).unlink()

    def test_domain_is_pure(self):
        for line in ("#include <fstream>", "#include <thread>", "#include <chrono>", "#include <boost/json.hpp>",
                     "#include <locale>", "auto now = std::chrono::system_clock::now();", "std::thread t;",
                     'auto v = getenv("A");', 'std::cout << "a";'):
            self.write("src/domain/rule.cpp", f"// Why.\n{line}\n")
            self.expect("pure folders", "src/domain/rule.cpp", 2, "src/domain")
            self.write("src/domain/rule.cpp", f"// {line}\n")
            self.expect_clean()

    # Words and names

    def test_banned_words(self):
        for line in ("out << std::endl;", "using namespace std;", "sprintf(b, f);", "strcpy(a, b);",
                     "int n = atoi(s);", "int n = std::stoi(s);", "int n = rand();", "assert(a);",
                     "#include <cassert>", "delete[] items;", "auto p = malloc(3);",
                     "// TO" "DO: later", "// FIX" "ME", "double quantity_sum = 0;", "TaskQueue queue;",
                     "// lorem" " ipsum", "// see /wor" "k/notes"):
            self.write("src/app/a.cpp", f"// Why.\n{line}\n")
            self.write("src/app/problems/rows.cpp", "")
            self.expect("banned words", "src/app/a.cpp", 2)

    def test_files_that_a_rule_leaves_out(self):
        self.write("src/app/a_test.cpp", "int n = std::stoi(s);\n")
        self.expect_clean()

    def test_words_that_only_look_banned(self):
        self.write("src/app/problems/rows.cpp", "")
        self.write("src/app/a.cpp",
                   "static_assert(true);\nZT_CHECK(a);\nA(const A&) = delete;\n// std::endl is not used\n"
                   'auto s = "rand() std::endl";\nint operand(int);\nx.assert_equal();\n')
        self.expect_clean()

    def test_hosts_and_lock_files(self):
        self.write("web/package-lock.json", '{\n "resolved": "https://registry.npm' 'js.org/vue"\n}\n')
        self.expect("banned words", "web/package-lock.json", 2)

    def test_this_machine(self):
        tidy_name, tidy.socket.gethostname = tidy.socket.gethostname, lambda: "clerk-pc-17"
        try:
            self.write("src/base/a.cpp", "\n// built on clerk-pc-17\n")
            self.expect("this machine's name", "src/base/a.cpp", 2)
        finally:
            tidy.socket.gethostname = tidy_name

    def test_pinyin(self):
        for name in ("zhihuibu", "Zhihuibu", "huangpai", "xiangmu_count", "danwei", "zeren_chart_zhuze", "duban",
                     "qiantou_unit", "kXianquMax"):
            self.write("src/base/a.cpp", f"\n\nint {name};\n")
            self.expect("names and glossary", "src/base/a.cpp", 3, "pinyin")

    def test_english_is_not_pinyin(self):
        words = ("change name time line page issue value mode none machine language queue range image panel banner "
                 "manage xlsx taxi zhantu exchange sequence unique bound long_line genuine female pinged changing mine "
                 "guarantee linear aside amount assign engine dialogue leader union due exit lexical").split()
        self.write("src/base/a.cpp", "".join(f"int {word};\n" for word in words))
        self.expect_clean()

    def test_second_names_of_our_terms(self):
        for name in ("month_card", "MonthCard", "make_month_card", "AuditLog", "hq", "MonthVerdict",
                     "responsible_person_name"):
            self.write("src/base/a.cpp", f"\nint {name};\n")
            self.expect("names and glossary", "src/base/a.cpp", 2, "says")
        self.write("src/base/a.cpp",
                   "\n// month_card, audit_log\nauto s = \"month_card\";\nint month_cards_seen, warn, award;\n")
        self.expect_clean()

    def test_glossary_must_be_there(self):
        self.write("GLOSSARY.md", "# Words\n")
        self.expect("names and glossary", "GLOSSARY.md", 1)

    # Lengths and heads

    def test_long_line(self):
        self.write("src/base/a.cpp", "// " + "字" * 97 + "\n// " + "字" * 98 + "\n")
        self.expect("lengths of lines and files", "src/base/a.cpp", 2, "101 columns")

    def test_long_file(self):
        self.write("src/base/a.cpp", "int a;\n" * 800)
        self.expect_clean()
        self.write("src/base/a.cpp", "int a;\n" * 801)
        self.expect("lengths of lines and files", "src/base/a.cpp", 800, "801 lines")

    def test_long_function(self):
        for before, after, name in (
                ("namespace zhantu {\n\nint f(int a) {\n", "}\n}\n", "f"),
                ("class A {\n  int f() const override {\n", "  }\n};\n", "f"),
                ("A::A(int x)\n    : x_{x}, y_(x) {\n", "}\n", "A::A"),
                ("namespace {\nbool operator==(const A& a, const A& b) {\n", "}\n}\n", "operator"),
                ("template <class T>\nauto f(T t) -> std::vector<T> {\n", "}\n", "f"),
                ('TEST_SUITE("b") {\nTEST_CASE("a {") {\n', "}\n}\n", "TEST_CASE"),
                ("const auto f = [](int a) {\n", "};\n", "a lambda")):
            first = before[:before.rindex("(")].count("\n") + 1
            head = before.count("\n") - first + 1
            if name == "A::A" or before.startswith("template"):
                first, head = 1, 2
            for lines, bad in ((70 - head - 1, False), (71 - head - 1, True)):
                body = "  if (a) { b('}'); } // {\n" + "  x;\n" * (lines - 1)
                self.write("src/base/a.cpp", before + body + after)
                if bad:
                    self.expect("lengths of functions", "src/base/a.cpp", first, "71 lines")
                else:
                    self.expect_clean()

    def test_tables_and_classes_may_be_long(self):
        rows = '    {"a", f(1), {2, 3}},\n' * 90
        self.write("src/base/a.cpp",
                   "const Row kRows[] = {\n" + rows + "};\nconst std::vector<int> kMore{\n" + rows + "};\n")
        self.write("src/base/a.hpp",
                   HEAD + "class A {\n" + "  int f() { return 1; }\n" * 90 + "};\nenum class E { a, b };\n")
        self.expect_clean()

    def test_function_spans(self):
        code = "int a() { return 1; }\nstruct S {\n  S() : x{1} {}\n  int b(int y) const\n  {\n    return y;\n  }\n};\n"
        self.assertEqual([(line, name, size) for line, name, size in tidy.function_spans(code) if name in "ab"],
                         [(1, "a", 1), (4, "b", 4)])

    def test_heads_of_headers(self):
        self.write("src/base/a.hpp", "#pragma once\nint a();\n")
        self.expect("heads of header files", "src/base/a.hpp", 1, "no comment")
        self.write("src/base/a.hpp", "// A.\nint a();\n")
        self.expect("heads of header files", "src/base/a.hpp", 1, "pragma")
        self.write("src/base/a.hpp", HEAD)
        self.expect_clean()

    # Links and problem words

    def test_links(self):
        self.write("README.md", "# Start here\n\n[a](docs/a.md) [b](#start-here) [c](https://example.org/x) "
                   "`[d](none.md)`\n\n[e](docs/b.md)\n")
        self.write("docs/a.md", "[up](../README.md#start-here)\n")
        self.expect("links in documents", "README.md", 5, "docs/b.md")
        self.write("docs/b.md", "")
        self.expect_clean()
        self.write("docs/a.md", "\n[up](../README.md#elsewhere)\n")
        self.expect("links in documents", "docs/a.md", 2, "#elsewhere")

    def test_problem_words(self):
        self.write("src/app/problems/rows.cpp", TABLE)
        self.write("src/app/a.cpp", APP)
        self.expect_clean()
        for line in ('return Problem{"not_fond"};', 'problem.word = "not_fond";', 'return refuse("not_fond");',
                     'items.push_back(ProblemItem{"/a", "not_fond", {}});', 'return Problem{.word = "not_fond"};'):
            self.write("src/http/b.cpp", f"\n{line}\n")
            self.expect("problem words", "src/http/b.cpp", 2, "not_fond")

    def test_unused_problem_word(self):
        self.write("src/app/problems/rows.cpp", TABLE)
        self.write("src/app/a.cpp", APP.replace("edit_conflict", "not_found"))
        self.expect("problem words", "src/app/problems/rows.cpp", 3, "edit_conflict")

    def test_problem_words_of_stories(self):
        self.write("src/app/problems/rows.cpp", TABLE)
        self.write("src/app/a.cpp", APP)
        self.write("tests/stories/a.story", "as a  publish 2026-01  -> refused not_found\n"
                   "as a  publish 2026-01  -> refused to_late\n")
        self.expect("problem words", "tests/stories/a.story", 2, "to_late")

    def test_table_must_be_there(self):
        self.write("src/app/a.cpp", APP)
        self.expect("problem words", "src/app/problems/", 1, "missing")


if __name__ == "__main__":
    cases = unittest.defaultTestLoader.loadTestsFromTestCase(Tidy)
    result = unittest.TextTestRunner(verbosity=1, stream=sys.stdout).run(cases)
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)

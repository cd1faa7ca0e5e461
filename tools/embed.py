#!/usr/bin/env python3
"""Write embedded.S (the bytes, by .incbin) and embedded.cpp (the table) for base/embedded.hpp."""
import argparse
import gzip
import hashlib
import pathlib

parser = argparse.ArgumentParser()
parser.add_argument("--out", type=pathlib.Path, required=True)
parser.add_argument("--web", type=pathlib.Path, required=True)
parser.add_argument("--root", type=pathlib.Path, required=True)
args = parser.parse_args()

files: dict[str, pathlib.Path] = {}
for pattern, prefix in (
    ("mechanisms/*.toml", "mechanisms/"),
    ("calendars/*.toml", "calendars/"),
    ("src/store/migrations/*.sql", "migrations/"),
    ("demo/*", "demo/"),
    ("api/openapi.yaml", "api/"),
):
    for path in args.root.glob(pattern):
        files[prefix + path.name] = path
if args.web.is_dir():
    for path in args.web.rglob("*"):
        if path.is_file() and ".vite" not in path.parts:
            files["web/" + path.relative_to(args.web).as_posix()] = path

args.out.mkdir(parents=True, exist_ok=True)
assembler = [".section .note.GNU-stack,\"\",@progbits", ".section .rodata"]
externs, rows = [], []
for number, name in enumerate(sorted(files)):
    path = files[name]
    data = path.read_bytes()
    assembler += [f".global zhantu_embedded_{number}", f"zhantu_embedded_{number}:", f'.incbin "{path}"']
    externs.append(f"extern const char zhantu_embedded_{number}[];")
    packed = gzip.compress(data, 9, mtime=0)
    zipped = "{}"
    if name.startswith("web/") and len(packed) < len(data) * 0.9:
        target = args.out / f"{number}.gz"
        target.write_bytes(packed)
        assembler += [f".global zhantu_embedded_gz_{number}", f"zhantu_embedded_gz_{number}:", f'.incbin "{target}"']
        externs.append(f"extern const char zhantu_embedded_gz_{number}[];")
        zipped = f"{{zhantu_embedded_gz_{number}, {len(packed)}}}"
    digest = hashlib.sha256(data).hexdigest()[:16]
    rows.append(f'    {{"{name}", {{zhantu_embedded_{number}, {len(data)}}}, {zipped}, "{digest}"}},')

(args.out / "embedded.S").write_text("\n".join(assembler) + "\n")
(args.out / "embedded.cpp").write_text(
    '#include "base/embedded.hpp"\n\nextern "C" {\n' + "\n".join(externs) + "\n}\n\nnamespace zhantu {\nnamespace {\n"
    f"const EmbeddedFile kFiles[{len(rows)}] = {{\n" + "\n".join(rows) + "\n};\n}  // namespace\n\n"
    "std::span<const EmbeddedFile> embedded_files() { return kFiles; }\n\n"
    "const EmbeddedFile* find_embedded(std::string_view path) {\n"
    "  const auto* found = std::ranges::lower_bound(kFiles, path, {}, &EmbeddedFile::path);\n"
    "  return found != std::end(kFiles) && found->path == path ? found : nullptr;\n}\n\n}  // namespace zhantu\n"
)

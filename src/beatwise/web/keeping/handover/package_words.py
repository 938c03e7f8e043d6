"""What a hand-over package says of itself."""

from __future__ import annotations


README = """# Hand-over of an office

This folder holds a whole office: every record, its history, files, definitions, papers and the
chain by which any later change shows. It is confidential as a whole: it holds accounts with the
hashes of their passwords, and records that only some roles may read.

| where | what |
|---|---|
| `dictionary.csv` | every table and field: type, what it points to, what it means |
| `registers.csv` | every register and its fields, with what people call them |
| `records/*.jsonl` | every table as JSON, a row a line: `model`, `pk`, `fields`; to be imported |
| `tables/*.csv` | the same rows as CSV (RFC 4180, UTF-8), to be read |
| `files/` | files that rows hold, each once, named by its SHA-256 |
| `definitions/` | registers, measures, dashboards, plans and roles, as TOML |
| `papers/` | frozen packs of papers, and every release of every paper with its files |
| `site/` | the released edition of the public site: open `site/index.html` |
| `not-here.txt` | there only where something could not be handed over: what, and why |
| `manifest.json` | version, head of the history, digest of each table and SHA-256 of each file |
| `manifest.json.minisig` | the giving office's signature of the manifest (minisign) |
| `SHA256SUMS` | the checksum of every file: `sha256sum --check SHA256SUMS` |

A digest in the manifest is the SHA-256 of a table's lines with the files in place, base64.

To import it into an empty office:

    beatwise handover import FOLDER --key signing.pub --workspace NEW

`signing.pub` is the giving office's public key. Ask for it by another way than this folder.
An import that was stopped goes on when the command is given again.
"""

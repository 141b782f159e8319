#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-potfiles.py TOP [--write]: po/POTFILES names every source with translatable text, and nothing else."""
import pathlib
import re
import sys

top = pathlib.Path(sys.argv[1])
marked = re.compile(r'(?<![\w])(_|C_|N_|NC_|ngettext|g_dngettext|g_dpgettext2?) ?\(\s*"|translatable="yes"')
have = set()
for path in (p for end in ('*.c', '*.ui') for p in (top / 'src').rglob(end)):
    if marked.search(path.read_text(encoding='utf-8')):
        have.add(path.relative_to(top).as_posix())
for pattern in ('*.desktop.in', '*.metainfo.xml.in', '*.gschema.xml'):
    have |= {p.relative_to(top).as_posix() for p in (top / 'data').glob(pattern)}
potfiles = top / 'po/POTFILES'
if '--write' in sys.argv:
    potfiles.write_text(''.join(f'{name}\n' for name in sorted(have)))
listed = {line for line in potfiles.read_text().splitlines() if line and not line.startswith('#')}
for name in sorted(have - listed):
    print(f'po/POTFILES lacks {name}')
for name in sorted(listed - have):
    print(f'po/POTFILES names {name}, which has nothing to translate or is not there')
sys.exit(have != listed)
